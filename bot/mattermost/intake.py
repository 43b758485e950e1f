"""What is heard, and what was missed meanwhile, becomes work."""

import asyncio
import logging

from bot.mattermost.catch_up import CatchUp
from bot.mattermost.listener import Frames
from bot.mattermost.payload import text
from bot.mattermost.work import Frame, Hearing, Lanes, Work

log = logging.getLogger(__name__)

_HELLO = "hello"
_BEFORE_ANYTHING_ELSE_S = 10.0
"""How long what was missed goes first, so that a thread stays in order; a server slower than that holds up nobody."""


class Intake:
    """Makes work of frames by the table ``hearing``; each hello tells that something may have been missed before."""

    def __init__(self, hearing: Hearing, catch_up: CatchUp, lanes: Lanes) -> None:
        self._hearing = hearing
        self._catch_up = catch_up
        self._lanes = lanes

    @property
    def heard(self) -> frozenset[str]:
        """The names of the events that it takes."""
        return frozenset({_HELLO, *self._hearing})

    async def run(self, frames: Frames) -> None:
        """Take ``frames`` for ever. Raises RestError, in a group, when the server refuses the token."""
        catching_up: asyncio.Task[None] | None = None
        loop = asyncio.get_running_loop()
        until_s = 0.0
        async with asyncio.TaskGroup() as group:
            while True:
                frame = await frames.get()
                try:
                    if text(frame, "event") == _HELLO:
                        if catching_up and not catching_up.done():
                            catching_up.cancel()  # what it looks for is looked for from the same time on
                        else:
                            until_s = loop.time() + _BEFORE_ANYTHING_ELSE_S
                        catching_up = group.create_task(self._catch_up.run())
                        await asyncio.wait({catching_up}, timeout=until_s - loop.time())
                    elif work := self._work_of(frame):
                        await self._lanes.put(work)
                finally:
                    frames.task_done()

    def _work_of(self, frame: Frame) -> Work | None:
        name = text(frame, "event")
        try:
            return self._hearing[name](frame)
        except Exception:  # whatever is wrong with one frame, the next one is read
            log.exception("a frame of the event %s could not be read", name)
            return None
