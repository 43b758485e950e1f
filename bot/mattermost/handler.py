"""One post from its arrival to the reply delivered."""

import logging
from collections.abc import Collection
from functools import partial

from bot.mattermost.account import Account
from bot.mattermost.conversation import read_conversation
from bot.mattermost.delivery import Delivery
from bot.mattermost.event_log import EventLog
from bot.mattermost.inbound import Posted, parse_posted, to_message
from bot.mattermost.outbound import to_post
from bot.mattermost.rest import Rest
from bot.mattermost.rest_error import RestError
from bot.mattermost.seen import Seen
from bot.mattermost.thinking import Thinking
from bot.mattermost.work import Frame, Work
from bot.models.event import Thread
from bot.models.reply import Kind

log = logging.getLogger(__name__)


class Handler:
    """Answers posts, each once, however often it is heard or found."""

    def __init__(
        self, bot: Account, rest: Rest, thinking: Thinking, delivery: Delivery, admins: Collection[str]
    ) -> None:
        self._bot = bot
        self._rest = rest
        self._thinking = thinking
        self._delivery = delivery
        self._admins = frozenset(admins)
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
        message = to_message(posted, self._admins, await self._conversation(posted))
        reply = await self._thinking.reply_to(message)
        if reply is None:
            return Kind.SILENCE
        said = await self._delivery.deliver(to_post(reply, posted, self._bot), posted)
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
