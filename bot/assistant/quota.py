"""Quota: how often one person may do a thing."""

import time
from collections import OrderedDict, deque
from collections.abc import Callable
from threading import Lock

_PEOPLE_KEPT = 1000


class Quota:
    """At most ``most`` times in any ``within_s`` seconds for one person. Safe from several threads."""

    def __init__(self, most: int = 5, within_s: float = 3600, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._within_s = within_s
        self._clock = clock
        self._lock = Lock()
        self._taken: OrderedDict[str, deque[float]] = OrderedDict()

    def take(self, person: str) -> bool:
        """Whether ``person`` may do it once more; if so, it counts."""
        now_s = self._clock()
        with self._lock:
            times = self._taken.setdefault(person, deque())
            self._taken.move_to_end(person)
            while times and times[0] <= now_s - self._within_s:
                times.popleft()
            while len(self._taken) > _PEOPLE_KEPT:
                self._taken.popitem(last=False)
            if len(times) >= self._most:
                return False
            times.append(now_s)
            return True
