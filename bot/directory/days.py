"""Days: the date that a day means, and whether a lieu is open then."""

from contextlib import suppress
from datetime import date, timedelta
from functools import cache

from babel.dates import get_day_names

from bot.models.lieu import Lieu
from bot.models.opening import spans
from bot.models.question import Language, Question
from bot.text import fold_name

_LEAP_YEARS_APART = 8
"""The most years from one 29 February to the next."""

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


def day_asked(question: Question, today: date) -> date | None:
    """The date for which ``question`` is asked on the day ``today``; None when it names none."""
    if question.date:
        return _next(question.date, today)
    return date_of(question.day, today, question.language) if question.day else None


def date_of(day: str, today: date, language: Language = Language.FR) -> date | None:
    """The date that ``day`` means, said on the day ``today``: a weekday is the next one, today included.

    Weekdays may be said in ``language``, in French or in English: people mix languages.
    """
    said = fold_name(day)
    if said in _AHEAD:
        return today + timedelta(days=_AHEAD[said])
    weekday = _weekdays(language).get(said.rstrip("s"))
    return None if weekday is None else today + timedelta(days=(weekday - today.weekday()) % 7)


def _next(month_and_day: str, today: date) -> date | None:
    """The first day from ``today`` on that is ``month_and_day`` ("12-24"); None for what is no date."""
    for year in range(today.year, today.year + _LEAP_YEARS_APART + 1):
        with suppress(ValueError):
            found = date.fromisoformat(f"{year}-{month_and_day}")
            if found >= today:
                return found
    return None


def is_open(lieu: Lieu, day: date) -> bool | None:
    """Whether the lieu opens at all on ``day``, French public holidays included; None when its hours are unknown."""
    return None if lieu.horaires is None else bool(spans(lieu.horaires, day))


@cache
def _weekdays(language: Language) -> dict[str, int]:
    """The number of each weekday, Monday being 0, by its folded name."""
    spoken = {Language.FR, Language.EN, language}
    return {fold_name(name): n for each in spoken for n, name in get_day_names("wide", locale=each).items()}
