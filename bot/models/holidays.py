"""The public holidays of a part of France, which opening-hours-py (2.1.4) does not know."""

from datetime import date

ALSACE_MOSELLE = frozenset({"57", "67", "68"})
"""The departments where Good Friday and 26 December are holidays (Code du travail, L. 3134-13)."""

ABOLITION = {"971": (5, 27), "972": (5, 22), "973": (6, 10), "974": (12, 20), "976": (4, 27)}
"""The day on which slavery was abolished, a holiday in each overseas department (Code du travail, L. 3422-2)."""


def is_local_holiday(day: date, department: str) -> bool:
    """Whether ``day`` is a public holiday in the department of that number, and not in all of France."""
    if department in ALSACE_MOSELLE:
        return (day.month, day.day) == (12, 26) or (easter(day.year) - day).days == 2
    return ABOLITION.get(department) == (day.month, day.day)


def easter(year: int) -> date:
    """Easter Sunday of a year of the Gregorian calendar, by the anonymous algorithm (Meeus, Jones and Butcher)."""
    century, in_century = divmod(year, 100)
    golden = year % 19
    skipped, leap = divmod(century, 4)
    moon = (19 * golden + century - skipped - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * leap + 2 * (in_century // 4) - moon - in_century % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
