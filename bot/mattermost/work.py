"""What there is to do for the events heard: in order within a lane, side by side between lanes."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

Frame = dict[str, object]


@dataclass(frozen=True, slots=True)
class Work:
    """Something to do. ``lane`` names what must stay in order: for a post, the root of its thread.

    ``do`` raises nothing but what shall end the bot: a RestError that tells of a refused token.
    """

    lane: str
    do: Callable[[], Awaitable[None]]


Hearing = Mapping[str, Callable[[Frame], Work | None]]
"""For each kind of event that the bot acts on, what makes work of its frames: a table of its names."""


class Lanes:
    """Does ``side_by_side`` works at the same time, each lane's in the order given; ``most`` of them may wait."""

    def __init__(self, side_by_side: int, most: int) -> None:
        self._side_by_side = side_by_side
        self._room = asyncio.Semaphore(most)
        self._lanes: dict[str, deque[Work]] = {}
        self._ready: asyncio.Queue[str] = asyncio.Queue()

    def __len__(self) -> int:
        """The works under way or waiting."""
        return sum(map(len, self._lanes.values()))

    async def put(self, work: Work) -> None:
        """Add ``work`` at the end of its lane, as soon as there is room."""
        await self._room.acquire()
        lane = self._lanes.setdefault(work.lane, deque())
        lane.append(work)
        if len(lane) == 1:
            self._ready.put_nowait(work.lane)

    async def run(self) -> None:
        """Work for ever. Raises what a work raises, and ends the others."""
        async with asyncio.TaskGroup() as group:
            for _ in range(self._side_by_side):
                group.create_task(self._work())

    async def join(self) -> None:
        """Wait until nothing is under way nor waiting."""
        await self._ready.join()

    async def _work(self) -> None:
        while True:
            name = await self._ready.get()
            lane = self._lanes[name]
            try:
                await lane[0].do()
            finally:
                lane.popleft()
                self._room.release()
                if lane:
                    self._ready.put_nowait(name)
                else:
                    del self._lanes[name]
                self._ready.task_done()
