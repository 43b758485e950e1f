"""Days: the date that a day means, and whether a lieu is open then."""

from datetime import date, timedelta

from bot.models.lieu import Lieu
from bot.models.opening import spans
from bot.text import fold_name

_WEEKDAYS = (
    ("lundi", "monday"),
    ("mardi", "tuesday"),
    ("mercredi", "wednesday"),
    ("jeudi", "thursday"),
    ("vendredi", "friday"),
    ("samedi", "saturday"),
    ("dimanche", "sunday"),
)
_AHEAD = {
    "aujourd hui": 0,
    "ajd": 0,
    "auj": 0,
    "today": 0,
    "demain": 1,
    "tomorrow": 1,
    "tmrw": 1,
    "apres demain": 2,
}


def date_of(day: str, today: date) -> date | None:
    """The date that ``day`` means, said on the day ``today``: a weekday is the next one, today included."""
    said = fold_name(day)
    if said in _AHEAD:
        return today + timedelta(days=_AHEAD[said])
    for number, names in enumerate(_WEEKDAYS):
        if said.rstrip("s") in names:
            return today + timedelta(days=(number - today.weekday()) % 7)
    return None


def is_open(lieu: Lieu, day: date) -> bool | None:
    """Whether the lieu opens at all on ``day``, French public holidays included; None when its hours are unknown."""
    return None if lieu.horaires is None else bool(spans(lieu.horaires, day))
