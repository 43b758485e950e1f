"""The threads in which events are answered."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from bot.mattermost.answerer import Answerer
from bot.models.event import Event
from bot.models.reply import Reply

_MOST_THREADS = 64
_SLOW_AFTER_S = 0.25
_GIVEN_UP_AFTER_S = 60.0


class Thinking:
    """Answers ``at_once`` events at the same time; a slow one (a geocoder that does not come back) steps aside.

    After a quarter of a second it no longer counts, so that a few slow ones hold up nobody, up to 64 of them.
    """

    def __init__(self, answer: Answerer, at_once: int) -> None:
        self._answer = answer
        self._turns = asyncio.Semaphore(at_once)
        self._threads = ThreadPoolExecutor(max(at_once, _MOST_THREADS), thread_name_prefix="answer")

    async def reply_to(self, event: Event) -> Reply | None:
        """The reply to ``event``. Raises what the answerer raises, and TimeoutError after a minute."""
        async with self._turns:
            answering = asyncio.get_running_loop().run_in_executor(self._threads, self._answer, event)
            await asyncio.wait({answering}, timeout=_SLOW_AFTER_S)
        async with asyncio.timeout(_GIVEN_UP_AFTER_S):
            return await answering

    def close(self) -> None:
        """Begin no more answers."""
        self._threads.shutdown(wait=False, cancel_futures=True)
