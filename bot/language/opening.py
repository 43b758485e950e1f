"""Opening hours in words: OpenStreetMap's own writing, its days in the reader's language."""

import re

from babel.dates import get_day_names

from bot.models.question import Language

_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_DAY = re.compile(rf"\b({'|'.join(_DAYS)})\b")
_CLOSED = {Language.FR: ("fermé", "jours fériés", "au"), Language.EN: ("closed", "public holidays", "to")}


def opening(hours: str, language: Language) -> str:
    """``hours`` with its days in words: "Tu-Th" gives "mardi au jeudi" or "Tuesday to Thursday"."""
    names = get_day_names("wide", locale=language)
    closed, holidays, to = _CLOSED[language]
    said = re.sub(rf"\b({'|'.join(_DAYS)})-({'|'.join(_DAYS)})\b", rf"\1 {to} \2", hours)
    said = _DAY.sub(lambda match: str(names[_DAYS.index(match.group())]), said)
    return re.sub(r"\bPH\b", holidays, re.sub(r"\boff\b", closed, said))
