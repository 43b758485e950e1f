"""A day of idle, cuts, restarts and a few questions, lived fast: what is left behind of it."""

import gc
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from bot.mattermost.pace import Pace
from bot.mattermost.waiting import Waiting
from tests.fakes.mattermost import FakeMattermost
from tests.server.conftest import RunningEdge

PINGS_AN_HOUR = 120
_SECOND_S = 0.0015
"""How long a second of that day lasts."""
_FRAMES = 4
"""How deep a stack tells in whose name something was allocated."""
_BOT = Path(__file__).parents[2] / "bot"


@dataclass(frozen=True, slots=True)
class Inventory:
    """What the process holds: KiB allocated by the bot and in its name, open files, tasks."""

    memory_kib: float
    files: int
    tasks: int

    def __sub__(self, before: "Inventory") -> "Inventory":
        return Inventory(self.memory_kib - before.memory_kib, self.files - before.files, self.tasks - before.tasks)

    def __str__(self) -> str:
        return f"{self.memory_kib:.0f} KiB, {self.files} files and sockets, {self.tasks} tasks"


def quick(pace: Pace) -> Pace:
    """``pace`` as it is lived that day."""
    return replace(pace, ping_every_s=30 * _SECOND_S, reconnection=Waiting(first_s=_SECOND_S, longest_s=60 * _SECOND_S))


class Day:
    """Hours in the life of an edge, in this process."""

    def __init__(self, server: FakeMattermost, edge: RunningEdge) -> None:
        self._server = server
        self._edge = edge

    def live(self, hours: int, pings_an_hour: int = PINGS_AN_HOUR) -> None:
        """Each hour: idle between six cuts and a restart, then two questions."""
        for _ in range(hours):
            for _ in range(6):
                self._idle(pings_an_hour // 7)
                self._lose(self._server.cut)
            self._idle(pings_an_hour // 7)
            self._lose(self._server.restart)
            for _ in range(2):
                server = self._server
                server.wait_for_answer(server.say(server.bob, server.bretagne, "@lieux Rennes"))

    def growth(self, hours: int, pings_an_hour: int = PINGS_AN_HOUR) -> Inventory:
        """What so many hours leave behind, from the second on: the first two fill the caches."""
        tracemalloc.start(_FRAMES)
        try:
            self.live(2, pings_an_hour)
            before = self.inventory()
            self.live(hours - 2, pings_an_hour)
            return self.inventory() - before
        finally:
            tracemalloc.stop()

    def inventory(self) -> Inventory:
        """What is held now."""
        gc.collect()
        snapshot = tracemalloc.take_snapshot().filter_traces([tracemalloc.Filter(True, f"{_BOT}/*", all_frames=True)])
        memory = sum(statistic.size for statistic in snapshot.statistics("filename"))
        return Inventory(memory / 1024, len(list(Path("/proc/self/fd").iterdir())), self._edge.tasks)

    def _idle(self, pings: int) -> None:
        until = len(self._server.hub.actions) + pings
        self._server.wait_for(lambda: len(self._server.hub.actions) >= until)

    def _lose(self, trouble: Callable[[], None]) -> None:
        connections = len(self._server.hub.seen)
        trouble()
        self._server.wait_until_connected(connections + 1)
