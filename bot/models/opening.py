"""Opening: when a lieu is open on a day, read off its hours."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from opening_hours import OpeningHours, State

from bot.models.holidays import is_local_holiday
from bot.models.lieu import Lieu

_AHEAD_DAYS = 14
"""How many days ahead the next opening is looked for."""


@dataclass(frozen=True, slots=True)
class Opening:
    """When a lieu is open on a day.

    ``spans`` are from a time to a time, empty when it is closed; one that ends at 00:00 ends at midnight. ``holiday``
    tells that the day is a public holiday there, ``foreseen`` whether the hours say anything of it.
    ``again`` is the next day it opens, for a lieu that is closed.
    """

    spans: tuple[tuple[time, time], ...]
    holiday: bool
    foreseen: bool
    again: date | None = None


def opening(lieu: Lieu, day: date) -> Opening | None:
    """When ``lieu`` is open on ``day``; None when its hours are unknown.

    The public holidays are those of all of France, as the hours see them, and those of the lieu's department, which
    only cast a doubt.
    """
    if lieu.horaires is None:
        return None
    found = spans(lieu.horaires, day)
    national = bool(spans("PH", day))
    return Opening(
        spans=found,
        holiday=national or is_local_holiday(day, lieu.departement),
        foreseen=national and "PH" in lieu.horaires,
        again=None if found else _again(lieu.horaires, day),
    )


@lru_cache(maxsize=4096)
def spans(hours: str, day: date) -> tuple[tuple[time, time], ...]:
    """The times between which ``hours``, in OpenStreetMap's writing, are open on ``day``; none when closed."""
    midnight = datetime.combine(day, time())
    intervals = OpeningHours(hours, country="FR").intervals(midnight, midnight + timedelta(days=1))
    return tuple((start.time(), end.time()) for start, end, state, _ in intervals if state == State.OPEN)


def _again(hours: str, day: date) -> date | None:
    days = (day + timedelta(days=ahead) for ahead in range(1, _AHEAD_DAYS + 1))
    return next((later for later in days if spans(hours, later)), None)
