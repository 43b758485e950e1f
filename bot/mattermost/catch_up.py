"""Looking back for what was posted while nothing was heard."""

import asyncio
import logging
from itertools import count

from bot.mattermost.handler import Handler
from bot.mattermost.missed import Missed
from bot.mattermost.rest_error import RestError
from bot.mattermost.waiting import Waiting
from bot.mattermost.work import Lanes

log = logging.getLogger(__name__)

_MARGIN_MS = 10_000
"""Posts made together are announced in any order: looking back begins so much before the last one heard."""


class CatchUp:
    """Gives work of the posts missed since the last one heard.

    The bot keeps no file: at its start it looks back ``within_min`` minutes, and never further.
    """

    def __init__(self, missed: Missed, handler: Handler, lanes: Lanes, waiting: Waiting, within_min: int) -> None:
        self._missed = missed
        self._handler = handler
        self._lanes = lanes
        self._waiting = waiting
        self._within_ms = within_min * 60_000
        self._since_ms = 0
        """Where to begin, kept until a look back was done to its end; 0 when none is under way."""

    async def run(self) -> None:
        """Look back once, however often the server must be asked. Raises RestError when it refuses the token."""
        if not self._within_ms:
            return
        heard_until_ms = min(self._handler.heard_until_ms, self._missed.now_ms)  # a wrong time hides nothing
        self._since_ms = self._since_ms or max(1, heard_until_ms - _MARGIN_MS)
        for failures in count(1):
            since_ms = max(self._since_ms, self._missed.now_ms - self._within_ms)
            try:
                missed = await self._missed.since(since_ms)
            except RestError as error:
                if error.is_refused_token:
                    raise
                if not error.is_passing:
                    log.warning("looking back is refused, what was missed stays unanswered: %s", error)
                    missed = ()
                    break
                wait_s = self._waiting.after(failures, error.headers)
                log.warning("looking back failed, next try in %.1f s: %s", wait_s, error)
                await asyncio.sleep(wait_s)
            else:
                break
        found = 0
        for posted in missed:
            if work := self._handler.take(posted):
                await self._lanes.put(work)
                found += 1
        self._since_ms = 0
        if found:
            log.info("looked back %d s: %d posts were missed", (self._missed.now_ms - since_ms) // 1000, found)
