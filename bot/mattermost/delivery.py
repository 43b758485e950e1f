"""Saying an answer: once, and until the server has it."""

import asyncio
import logging
from collections.abc import Mapping
from itertools import count

from bot.mattermost.account import Account
from bot.mattermost.inbound import Posted
from bot.mattermost.outbound import answered_post_id
from bot.mattermost.payload import text
from bot.mattermost.rest import Rest
from bot.mattermost.rest_error import RestError
from bot.mattermost.waiting import Waiting

log = logging.getLogger(__name__)


class Delivery:
    """Delivers answers through a server's restarts and busy times, each for ``within_s`` at most."""

    def __init__(self, rest: Rest, bot: Account, waiting: Waiting, within_s: float) -> None:
        self._rest = rest
        self._bot = bot
        self._waiting = waiting
        self._within_s = within_s

    async def deliver(self, post: Mapping[str, object], posted: Posted) -> bool:
        """Say ``post``, which answers ``posted``; False when it was said already.

        Raises RestError when the server refuses it, or does not take it in time.
        """
        loop = asyncio.get_running_loop()
        until = loop.time() + self._within_s
        perhaps_said = posted.missed
        for failures in count(1):
            try:
                # A server remembers a pending_post_id for 30 seconds, and not through a restart.
                if perhaps_said and await self._is_answered(posted):
                    return False
                await self._rest.create_post(post)
            except RestError as error:
                if not error.is_passing or loop.time() >= until:
                    raise
                perhaps_said = True
                wait_s = self._waiting.after(failures, error.headers)
                log.warning("an answer waits for the server, next try in %.1f s: %s", wait_s, error)
                await asyncio.sleep(wait_s)
            else:
                return True
        raise AssertionError  # pragma: no cover - count never ends

    async def _is_answered(self, posted: Posted) -> bool:
        thread = await self._rest.thread(posted.root_id)
        return any(text(post, "user_id") == self._bot.id and answered_post_id(post) == posted.id for post in thread)
