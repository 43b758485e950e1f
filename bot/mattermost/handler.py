"""One frame from its arrival to the reply delivered."""

import asyncio
import logging
from collections.abc import Collection
from concurrent.futures import Executor

from bot.mattermost.account import Account
from bot.mattermost.answerer import Answerer
from bot.mattermost.conversation import read_conversation
from bot.mattermost.event_log import EventLog
from bot.mattermost.inbound import Posted, parse_posted, to_message
from bot.mattermost.outbound import to_post
from bot.mattermost.rest import Rest
from bot.mattermost.rest_error import RestError
from bot.mattermost.seen import Seen
from bot.models.event import Thread
from bot.models.reply import Kind

log = logging.getLogger(__name__)


class Handler:
    """Answers the posts that frames announce, each post once."""

    def __init__(self, bot: Account, rest: Rest, answer: Answerer, threads: Executor, admins: Collection[str]) -> None:
        self._bot = bot
        self._rest = rest
        self._answer = answer
        self._threads = threads
        self._admins = frozenset(admins)
        self._seen = Seen()

    async def handle(self, frame: dict[str, object]) -> None:
        """Answer what ``frame`` announces, if anything. Raises RestError when the server refuses the token."""
        posted = parse_posted(frame, self._bot)
        if posted is None or not self._seen.is_new(posted.id):
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
        reply = await asyncio.get_running_loop().run_in_executor(self._threads, self._answer, message)
        if reply is None:
            return Kind.SILENCE
        await self._rest.create_post(to_post(reply, posted, self._bot))
        return reply.kind

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
