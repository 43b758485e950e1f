"""One post from its arrival to the reply delivered."""

import logging
from dataclasses import replace
from functools import partial

from bot.mattermost.account import Account
from bot.mattermost.actions import Buttons
from bot.mattermost.asking import Asking
from bot.mattermost.conversation import read_conversation
from bot.mattermost.delivery import Delivery
from bot.mattermost.event_log import EventLog
from bot.mattermost.inbound import Posted, parse_posted, to_message
from bot.mattermost.membership import Channels
from bot.mattermost.outbound import to_post
from bot.mattermost.pictures import Pictures
from bot.mattermost.rest import Rest
from bot.mattermost.rest_error import RestError
from bot.mattermost.seen import Seen
from bot.mattermost.work import Frame, Work
from bot.models.event import Thread
from bot.models.reply import Kind

log = logging.getLogger(__name__)


class Handler:
    """Answers posts, each once, however often it is heard or found."""

    def __init__(  # noqa: PLR0913, PLR0917 - what an answer needs of the edge
        self,
        bot: Account,
        rest: Rest,
        asking: Asking,
        delivery: Delivery,
        channels: Channels,
        buttons: Buttons,
        pictures: Pictures,
    ) -> None:
        self._bot = bot
        self._rest = rest
        self._asking = asking
        self._delivery = delivery
        self._channels = channels
        self._buttons = buttons
        self._pictures = pictures
        self._seen = Seen()
        self.heard_until_ms = 0
        """When the last post heard was made, in ms since 1970, server time."""

    def hear(self, frame: Frame) -> Work | None:
        """The work of answering what ``frame`` announces, None when nobody is to be answered."""
        posted = parse_posted(frame, self._bot)
        if posted is None:
            return None
        self.heard_until_ms = max(self.heard_until_ms, posted.create_at_ms)
        return self.take(posted)

    def take(self, posted: Posted) -> Work | None:
        """The work of answering ``posted``, None when that was begun before."""
        return None if posted.id in self._seen else Work(posted.root_id, partial(self._handle, posted))

    async def _handle(self, posted: Posted) -> None:
        """Answer ``posted``, once. Raises RestError when the server refuses the token."""
        if not self._seen.is_new(posted.id):
            return
        event = EventLog("post", posted.trigger)
        try:
            event.done(await self._reply_to(posted))
        except RestError as error:
            # The root was deleted meanwhile, the channel archived, the bot removed: nothing that a retry would mend.
            log.warning("cannot deliver ref=%s: %s", event.reference, error)
            event.done("undelivered")
            if error.is_refused_token:
                raise
        except Exception:  # noqa: BLE001 - whatever happens to one event, the next one is answered
            event.failed()

    async def _reply_to(self, posted: Posted) -> str:
        """Say the reply to ``posted``, and tell what sort of reply it was."""
        listed = replace(posted, channel=self._channels.handle_of(posted.channel_id, posted.channel))
        reply = await self._asking.reply_to(to_message(listed, await self._conversation(posted)))
        if reply is None:
            return Kind.SILENCE
        file_id = await self._pictures.upload(reply, posted.channel_id)
        said = await self._delivery.deliver(to_post(reply, posted, self._bot, self._buttons, file_id), posted)
        return reply.kind if said else "answered before"

    async def _conversation(self, posted: Posted) -> Thread | None:
        if posted.thread_id is None:
            return None
        try:
            posts = await self._rest.thread(posted.thread_id)
        except RestError as error:
            if error.is_refused_token:
                raise
            log.warning("cannot read a thread, its post is taken alone: %s", error)
            return Thread()
        return read_conversation(posts, posted, self._bot.id)
