"""A pace that several threads keep together: at most one start in so many seconds."""

import threading
import time
from collections.abc import Callable


class Pace:
    """Lets starts through at least ``interval_s`` seconds apart, whichever threads ask.

    ``clock`` gives seconds that only grow, ``sleep`` waits for some: tests hand in their own.
    """

    def __init__(
        self,
        interval_s: float,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._interval_s = interval_s
        self._clock = clock
        self._sleep = sleep
        self._lock = threading.Lock()
        self._next = 0.0

    def wait(self, most_s: float) -> bool:
        """Wait for the next start; False at once, and none is taken, if that is more than ``most_s`` away."""
        with self._lock:
            now = self._clock()
            wait_s = max(0.0, self._next - now)
            if wait_s > most_s:
                return False
            self._next = now + wait_s + self._interval_s
        if wait_s:
            self._sleep(wait_s)
        return True
