"""Days: the date that a day means, and whether a lieu is open then."""

from datetime import date, timedelta
from functools import cache

from babel.dates import get_day_names

from bot.models.lieu import Lieu
from bot.models.opening import spans
from bot.models.question import Language
from bot.text import fold_name

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


def date_of(day: str, today: date, language: Language = Language.FR) -> date | None:
    """The date that ``day`` means, said on the day ``today``: a weekday is the next one, today included.

    Weekdays may be said in ``language``, in French or in English: people mix languages.
    """
    said = fold_name(day)
    if said in _AHEAD:
        return today + timedelta(days=_AHEAD[said])
    weekday = _weekdays(language).get(said.rstrip("s"))
    return None if weekday is None else today + timedelta(days=(weekday - today.weekday()) % 7)


def is_open(lieu: Lieu, day: date) -> bool | None:
    """Whether the lieu opens at all on ``day``, French public holidays included; None when its hours are unknown."""
    return None if lieu.horaires is None else bool(spans(lieu.horaires, day))


@cache
def _weekdays(language: Language) -> dict[str, int]:
    """The number of each weekday, Monday being 0, by its folded name."""
    spoken = {Language.FR, Language.EN, language}
    return {fold_name(name): n for each in spoken for n, name in get_day_names("wide", locale=each).items()}
