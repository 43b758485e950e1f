"""A day of idle, cuts, restarts and a few questions, lived fast: what it leaves behind in the bot."""

import json
import signal
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

from tests.fakes.mattermost import FakeMattermost

PINGS_AN_HOUR = 120


@dataclass(frozen=True, slots=True)
class Inventory:
    """What the bot holds: KiB of memory, files and sockets open, tasks of its event loop."""

    memory_kib: float
    files: int
    tasks: int

    def __sub__(self, before: Self) -> "Inventory":
        return Inventory(self.memory_kib - before.memory_kib, self.files - before.files, self.tasks - before.tasks)

    def __str__(self) -> str:
        return f"{self.memory_kib:.0f} KiB, {self.files} files and sockets, {self.tasks} tasks"


class Day:
    """Hours in the life of a fast bot that listens to ``server``."""

    def __init__(self, server: FakeMattermost, bot: subprocess.Popen[str]) -> None:
        self._server = server
        self._bot = bot

    def growth(self, hours: int, pings_an_hour: int = PINGS_AN_HOUR) -> Inventory:
        """What so many hours leave behind, from the second on: the first two fill the caches."""
        self._live(2, pings_an_hour)
        before = self._inventory()
        self._live(hours - 2, pings_an_hour)
        return self._inventory() - before

    def _live(self, hours: int, pings_an_hour: int) -> None:
        """Each hour: idle between six cuts and a restart, then two questions."""
        for _ in range(hours):
            for trouble in (*[self._server.cut] * 6, self._server.restart):
                self._idle(pings_an_hour // 7)
                self._lose(trouble)
            for _ in range(2):
                self._server.wait_for_answer(self._server.say(self._server.bob, self._server.bretagne, "@lieux Rennes"))

    def _inventory(self) -> Inventory:
        self._bot.send_signal(signal.SIGUSR1)
        assert self._bot.stdout
        return Inventory(**json.loads(self._bot.stdout.readline()))

    def _idle(self, pings: int) -> None:
        until = len(self._server.hub.actions) + pings
        self._server.wait_for(lambda: len(self._server.hub.actions) >= until)

    def _lose(self, trouble: Callable[[], None]) -> None:
        connections = len(self._server.hub.seen)
        trouble()
        self._server.wait_until_connected(connections + 1)
