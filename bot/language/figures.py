"""Numbers and dates in the language's own form."""

from datetime import date

from babel.dates import format_date
from babel.numbers import format_decimal

from bot.models.question import Language


def kilometres(distance_km: float, language: Language) -> str:
    """A distance as one says it: one decimal under 10 km, none from there on."""
    rounded = round(distance_km, 1 if distance_km < 10 else 0)
    return str(format_decimal(rounded, format="#,##0.#", locale=language))


def number(value: float, language: Language) -> str:
    """A number with no more decimals than it has."""
    return str(format_decimal(value, format="#,##0.##", locale=language))


def full_date(day: date, language: Language) -> str:
    """A date in full: "1 décembre 2025" (the first day is "1er" in French), "1 December 2025"."""
    written = format_date(day, "d MMMM y", locale=language)
    return f"1er{written[1:]}" if language is Language.FR and day.day == 1 else written
