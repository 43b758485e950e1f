"""How long to wait before trying again."""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


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
    """The seconds that a busy server asks to wait (Retry-After, else X-Ratelimit-Reset), 0 when it does not say.

    Retry-After may be a date (RFC 9110, 10.2.3), as some proxies write it: counted from the Date of the same answer.
    """
    asked = headers.get("Retry-After", "")
    return (
        _seconds(asked)
        or _seconds_until(asked, headers.get("Date", ""))
        or _seconds(headers.get("X-Ratelimit-Reset", ""))
    )


def _seconds(value: str) -> float:
    digits = value.strip()
    return float(digits[:9]) if digits.isascii() and digits.isdigit() else 0.0


def _seconds_until(date: str, now: str) -> float:
    until = _date(date)
    return max(0.0, (until - (_date(now) or datetime.now(UTC))).total_seconds()) if until else 0.0


def _date(value: str) -> datetime | None:
    try:
        date = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    return date if date.tzinfo else date.replace(tzinfo=UTC)
