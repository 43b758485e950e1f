"""Dates: a day of the year that a message names, by its number and its month."""

import re
from datetime import date
from functools import cache

from babel.dates import get_month_names

from bot.language.figures import locale_of
from bot.language.sighting import Sighting
from bot.models.question import Language
from bot.text import fold_name

_NUMBER = re.compile(r"([0-3]?\d)(er|st|nd|rd|th)?")
_ORDINARY = frozenset(("march", "may", "mars"))
"""Months whose names mean something else as well: "a room for 3 may do"."""
_LED = frozenset(("le", "du", "au", "the", "on", "of", "l"))
_LEAP_YEAR = 2024


def date_said(sighting: Sighting, language: Language) -> str | None:
    """The first date of a message as its month and day, "12-24": "24 décembre", "December 24th", "le 24/12"."""
    for position in range(len(sighting.clean.words)):
        found = _named(sighting, position, _months(language)) or _in_figures(sighting, position)
        if found and _is_date(*found):
            return f"{found[0]:02}-{found[1]:02}"
    return None


def _named(sighting: Sighting, position: int, months: dict[str, int]) -> tuple[int, int] | None:
    """The month named at ``position`` and its day, which stands before it, or after it in English."""
    words = sighting.clean.words
    word = words[position]
    month = months.get(word.folded)
    if not month:
        return None
    at = position - 2 if position > 1 and words[position - 1].folded == "of" else position - 1
    before = _NUMBER.fullmatch(words[at].folded) if at >= 0 else None
    if before and (word.folded not in _ORDINARY or before[2] or _is_led(sighting, at)):
        return month, int(before[1])
    following = words[position + 1].folded if position + 1 < len(words) else ""
    after = _NUMBER.fullmatch(following)
    return (month, int(after[1])) if after and word.capital else None


def _in_figures(sighting: Sighting, position: int) -> tuple[int, int] | None:
    """The month and the day of "le 24/12", day first as Europe writes them; "8/10 personnes" is no date."""
    words, text = sighting.clean.words, sighting.clean.text
    if position + 1 >= len(words) or not _is_led(sighting, position):
        return None
    day, month = words[position], words[position + 1]
    if text[day.end : month.start] != "/" or not (day.text.isdecimal() and month.text.isdecimal()):
        return None
    return int(month.text), int(day.text)


def _is_led(sighting: Sighting, position: int) -> bool:
    """Whether a word that leads to a date stands before, or a weekday."""
    led = position > 0 and sighting.clean.words[position - 1].folded in _LED
    return led or sighting.class_ending_at("jour", position) is not None


def _is_date(month: int, day: int) -> bool:
    try:
        date(_LEAP_YEAR, month, day)
    except ValueError:
        return False
    return True


@cache
def _months(language: Language) -> dict[str, int]:
    """The number of each month by its folded name: people mix their language with French and English."""
    locales = {locale_of(each) for each in (Language.FR, Language.EN, language)}
    return {fold_name(name): n for locale in locales for n, name in get_month_names("wide", locale=locale).items()}
