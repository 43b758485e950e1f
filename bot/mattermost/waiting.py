"""How long to wait before trying again."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Waiting:
    """A back-off with full jitter: anything from 0 to a ceiling that grows at each failure, twofold if not told else.

    ``random`` gives a number from 0 to 1; the tests hand in their own.
    """

    first_s: float = 1.0
    longest_s: float = 60.0
    growth: float = 2.0
    random: Callable[[], float] = random.random

    def after(self, failures: int, headers: Mapping[str, str] | None = None) -> float:
        """The seconds to wait after ``failures`` (1 or more) in a row.

        When the answer's ``headers`` say how long, it is that long at least, though never above ``longest_s``.
        """
        ceiling = min(self.longest_s, self.first_s * self.growth ** min(failures - 1, 30))
        return max(self.random() * ceiling, min(asked_wait_s(headers or {}), self.longest_s))


def asked_wait_s(headers: Mapping[str, str]) -> float:
    """The seconds that a busy server asks to wait (Retry-After, else X-Ratelimit-Reset), 0 when it does not say."""
    for name in ("Retry-After", "X-Ratelimit-Reset"):
        value = headers.get(name, "").strip()
        if value.isascii() and value.isdigit():
            return float(value[:9])
    return 0.0
