"""Numbers, dates and times in the language's own form."""

from datetime import date, time, timedelta

from babel.dates import format_date, format_time, format_timedelta
from babel.numbers import format_decimal

from bot.models.question import Language

_LOCALES = {"en": "en_GB"}
"""The locale of a language where it is not the language's name: English as it is written in Europe."""


def locale_of(language: Language) -> str:
    """The locale, in Babel's writing, of ``language``."""
    return _LOCALES.get(language, language)


def kilometres(distance_km: float, language: Language) -> str:
    """A distance as one says it: one decimal under 10 km, none from there on."""
    rounded = round(distance_km, 1 if distance_km < 10 else 0)
    return str(format_decimal(rounded, format="#,##0.#", locale=locale_of(language)))


def number(value: float, language: Language) -> str:
    """A number with no more decimals than it has."""
    return str(format_decimal(value, format="#,##0.##", locale=locale_of(language)))


def full_date(day: date, language: Language) -> str:
    """A date in full: "1er décembre 2025" (CLDR writes "1 décembre"), "1 December 2025"."""
    return _first(day, str(format_date(day, "long", locale=locale_of(language))), language)


def day_in_full(day: date, pattern: str, language: Language) -> str:
    """A day as ``pattern`` (in CLDR's letters) writes it: "jeudi 26 novembre", "Thursday 26 November"."""
    return _first(day, str(format_date(day, pattern, locale=locale_of(language))), language)


def clock(at: time, pattern: str, language: Language) -> str:
    """A time of the day as ``pattern`` (in CLDR's letters) writes it: "9 h 30", "9:30 am"."""
    return str(format_time(at, pattern, locale=locale_of(language)))


def years(since: timedelta, language: Language) -> str:
    """How many years long ``since`` is: "6 ans", "6 years"."""
    whole = timedelta(days=since.days // 365 * 365)
    return str(format_timedelta(whole, granularity="year", threshold=1, locale=locale_of(language)))


def _first(day: date, written: str, language: Language) -> str:
    return written.replace("1 ", "1er ", 1) if language == Language.FR and day.day == 1 else written
