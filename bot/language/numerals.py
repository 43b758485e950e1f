"""Numerals: the numbers in a row of words, in digits or in letters ("8 000", "vingt-cinq", "trois cents")."""

import re
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

_NUMBER = re.compile(r"\d{1,6}(?:[.,]\d{1,2})?")
_THOUSANDS = re.compile(r"(\d{1,3})[.,](\d{3})")
_TENS = (20, 30, 40, 50, 60, 80)


def read_numbers(row: Sequence[str], numerals: Mapping[str, int], places: Collection[int]) -> dict[int, float]:
    """The numbers of ``row`` by their position, those of several words at each; ``places`` are names, not numbers."""
    found: dict[int, float] = {}
    for position, word in enumerate(row):
        number = None if position in places else _number(word, numerals)
        if number is not None:
            found[position] = number
    for before, after in pairwise(sorted(found)):
        if after == before + 1 and (whole := _joined(row[before], found[before], row[after], found[after])):
            found[before] = found[after] = whole
    return found


def _number(word: str, numerals: Mapping[str, int]) -> float | None:
    if word in numerals:
        return numerals[word]
    if thousands := _THOUSANDS.fullmatch(word):
        return float("".join(thousands.groups()))
    return float(word.replace(",", ".")) if _NUMBER.fullmatch(word) else None


def _joined(first: str, left: float, second: str, right: float) -> float | None:
    """The number that two make together, None for two numbers apart."""
    if first.isdigit() and second.isdigit():
        return left * 1_000 + right if len(first) <= 3 and len(second) == 3 else None
    if first.isdigit() and right == 1_000:
        return left * 1_000
    if first.isdigit() or second.isdigit():
        return None
    if right in (100, 1_000) and 1 < left < right:
        return left * right
    adds = (left in _TENS and right < 20) or (left == 10 and right in (7, 8, 9)) or (left % 100 == 0 and right < 100)
    if adds:
        return left + right
    return left * right if left == 4 and right == 20 else None
