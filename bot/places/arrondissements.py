"""The arrondissements of Paris, Lyon and Marseille, in every usual form."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.places.units import counts, ranks

# How many each city has, and how INSEE's code of one is built.
_CITIES = {"paris": (20, 75100), "lyon": (9, 69380), "marseille": (16, 13200)}
# fmt: off
_NOUNS = frozenset((
    "arrondissement", "arrondissements", "arr", "arrt", "ardt", "arrdt", "arrond", "district",
    "arondissement", "arrondisement", "arrondissment", "arondisement",
))
# fmt: on
_NUMBER_SIGNS = frozenset(("n", "no", "numero"))
_LINKS = frozenset(("a", "de", "d", "sur", "in", "of", "le", "dans", "the"))
_SUFFIXES = frozenset(("e", "eme", "ieme", "er", "ere", "re", "nd", "nde", "th", "st", "rd"))
_FIGURES = re.compile(r"0?(\d{1,2})(e|eme|ieme|er|ier|ere|iere|re|nd|nde|d|th|st|rd)?")
_GLUED = re.compile(r"(paris|lyon|marseille)(\d{1,2}(?:e|eme|er)?)")
_ROMAN = re.compile(r"(x{0,2})(ix|iv|v?i{0,3})(e|eme|er)?")
_DIGITS = {"": 0, "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9}
# fmt: off
_SPELLED = {
    "premier": 1, "second": 2, "deuxieme": 2, "troisieme": 3, "quatrieme": 4, "cinquieme": 5, "sixieme": 6,
    "septieme": 7, "huitieme": 8, "neuvieme": 9, "dixieme": 10, "onzieme": 11, "douzieme": 12, "treizieme": 13,
    "quatorzieme": 14, "quinzieme": 15, "seizieme": 16, "vingtieme": 20,
}
# fmt: on
_SPELLED_AFTER_TEN = {"septieme": 17, "huitieme": 18, "neuvieme": 19}


@dataclass(frozen=True, slots=True)
class Ordinal:
    """A number read from words: how many words it takes, and whether it is surely an arrondissement's or an ordinal."""

    number: int
    end: int
    ordinal: bool
    noun: bool


@dataclass(frozen=True, slots=True)
class Part:
    """An arrondissement read from words: the INSEE codes it may have (one for each city, when none is named)."""

    codes: tuple[str, ...]
    end: int
    sure: bool


def read_part(words: Sequence[str], start: int, *, whole: bool = False) -> Part | None:
    """The arrondissement named from ``words[start]`` on, or None.

    A bare number after the city counts unless it counts something ("Paris 15 personnes"). Without a city, an
    ordinal counts after "le" ("dans le 11e") or before "arrondissement". ``whole`` tells that ``words`` are a
    place's name and nothing else, so that the doubtful forms count as well ("Paris V", "11e").
    """
    if words[start] in _CITIES:
        return _after_city(words, start, whole)
    if glued := _GLUED.fullmatch(words[start]):
        part = _after_city([glued[1], glued[2], *words[start + 1 :]], 0, whole)
        return replace(part, end=start + part.end - 1) if part else None
    return _before_city(words, start, whole)


def _after_city(words: Sequence[str], start: int, whole: bool) -> Part | None:
    city = words[start]
    first = start + 1
    while first < len(words) and words[first] in ("le", "dans", "the") and first < start + 3:
        first += 1
    bare = first == start + 1
    while first + 1 < len(words) and (words[first] in _NOUNS or words[first] in _NUMBER_SIGNS):
        bare, first = True, first + 1
    if first < len(words) and (code := arrondissement_of(words[first])):
        return Part((code,), first + 1, True) if code in _codes_of(city) else None
    found = _ordinal(words, first)
    if found is None or not 1 <= found.number <= _CITIES[city][0]:
        return None
    if not found.ordinal and (not bare or (not whole and _doubtful(words, first, found.end))):
        return None
    return Part((_code(city, found.number),), found.end, True)


def _doubtful(words: Sequence[str], first: int, end: int) -> bool:
    """Whether a number without "e" rather counts something, or is a lone letter."""
    return counts(words, end) or not (words[first].isdigit() or len(words[first]) > 1)


def _before_city(words: Sequence[str], start: int, whole: bool) -> Part | None:
    if (code := arrondissement_of(words[start])) and start + 1 < len(words) and words[start + 1] in _CITIES:
        again = _ordinal(words, start + 2)
        end = again.end if again and _code(words[start + 1], again.number) == code else start + 2
        return Part((code,), end, True) if code in _codes_of(words[start + 1]) else None
    found = _ordinal(words, start)
    if found is None or not found.ordinal:
        return None
    city = found.end
    while city < len(words) and words[city] in _LINKS and city < found.end + 2:
        city += 1
    if city < len(words) and words[city] in _CITIES and 1 <= found.number <= _CITIES[words[city]][0]:
        return Part((_code(words[city], found.number),), city + 1, True)
    alone = found.noun or whole or (start > 0 and words[start - 1] == "le" and words[start] not in _SPELLED)
    codes = tuple(_code(name, found.number) for name, (count, _) in _CITIES.items() if 1 <= found.number <= count)
    return Part(codes, found.end, found.noun) if alone and codes else None


def _ordinal(words: Sequence[str], start: int) -> Ordinal | None:
    """The number that stands at ``start``: "15", "15e", "15 eme", "xv", "quinzieme", with "arrondissement" or not."""
    if start >= len(words):
        return None
    number, ordinal = _number(words[start])
    end = start + 1
    if words[start] == "dix" and end < len(words) and words[end] in _SPELLED_AFTER_TEN:
        number, ordinal, end = _SPELLED_AFTER_TEN[words[end]], True, end + 1
    if number is None:
        return None
    if not ordinal and end < len(words) and words[end] in _SUFFIXES:
        ordinal, end = True, end + 1
    noun = end < len(words) and words[end] in _NOUNS
    if ordinal and ranks(words, start, end):
        return None
    return Ordinal(number, end + noun, ordinal or noun, noun)


def _number(word: str) -> tuple[int | None, bool]:
    """The number that a word writes, and whether as an ordinal."""
    if word in _SPELLED:
        return _SPELLED[word], True
    if figures := _FIGURES.fullmatch(word):
        return int(figures[1]), figures[2] is not None
    roman = _ROMAN.fullmatch(word)
    if roman and (number := 10 * len(roman[1]) + _DIGITS[roman[2]]):
        return number, roman[3] is not None
    return None, False


def arrondissement_of(postcode: str) -> str | None:
    """The INSEE code of the arrondissement that has this postcode: "75011", "75116" and "13002" have one."""
    if postcode == "75116":
        return "75116"
    for prefix, city in (("750", "paris"), ("690", "lyon"), ("130", "marseille")):
        if len(postcode) == 5 and postcode.startswith(prefix) and postcode.isdecimal():
            number = int(postcode[3:])
            return _code(city, number) if 1 <= number <= _CITIES[city][0] else None
    return None


def _code(city: str, number: int) -> str:
    return str(_CITIES[city][1] + number)


def _codes_of(city: str) -> frozenset[str]:
    return frozenset(_code(city, number) for number in range(1, _CITIES[city][0] + 1))
