"""Duplicates: two entries of the directory that are probably one lieu."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz, process

from bot.directory.distance import distance_km
from bot.directory.nearby import Nearby
from bot.directory.reading import Entry, FileReading
from bot.errors import Problem
from bot.files.problems import problem
from bot.models.lieu import Lieu, Precision
from bot.text import fold_name

CLOSE_NAMES = 90
"""How like each other two folded names are, of 100, when one is the other misspelt."""
CLOSE_ADDRESSES = 85
NEAR_KM = 0.3
"""Two points known to the street or better that are nearer than this may be one door."""
SAME_TOWN_KM = 10
"""Two lieux of one commune are never farther apart than this, but in the largest ones."""
_GENERIC = frozenset(["le", "la", "les", "l", "un", "une", "de", "du", "des", "d", "the", "coworking", "espace"])
"""Words of a name that do not tell it from another one."""
CELL_DEGREES = 0.02


@dataclass(frozen=True, slots=True)
class _Known:
    """An entry, where it stands, and its names and address folded once."""

    path: Path
    entry: Entry
    name: str
    address: str
    town: tuple[str, str]

    @property
    def lieu(self) -> Lieu:
        return self.entry.lieu


def duplicates(readings: Sequence[FileReading]) -> list[Problem]:
    """Each entry that is probably a lieu written earlier: of the same name or nearly, and at the same place.

    Two lieux of a chain, at two addresses, are two.
    """
    known = [_known(reading.path, entry) for reading in readings for entry in reading.entries]
    return [
        problem(
            "duplicate",
            later.path,
            later.entry.line,
            nom=later.lieu.nom,
            other_nom=known[first].lieu.nom,
            other=f"{known[first].path.name}:{known[first].entry.line}",
        )
        for first, later in _pairs(known)
    ]


def _pairs(known: Sequence[_Known]) -> Iterator[tuple[int, _Known]]:
    """The number of an entry, and a later one that is probably the same; a later one is given once."""
    for later, first in sorted({(b, a) for a, b in _candidates(known) if _same(known[a], known[b])}):
        yield first, known[later]


def _candidates(known: Sequence[_Known]) -> Iterator[tuple[int, int]]:
    """The pairs of close names in one commune, or of any commune at one point, by number."""
    towns: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, each in enumerate(known):
        towns[each.town].append(number)
    for numbers in towns.values():
        yield from _close(known, numbers)
    exact = Nearby(
        ((k.lieu.latitude, k.lieu.longitude, n) for n, k in enumerate(known) if _is_exact(k.lieu)), CELL_DEGREES
    )
    for number, each in enumerate(known):
        if _is_exact(each.lieu):
            near = [n for _, n in exact.within(each.lieu.latitude, each.lieu.longitude, NEAR_KM)]
            yield from _close(known, [number, *(n for n in near if n > number)], first_only=True)


def _close(known: Sequence[_Known], numbers: Sequence[int], *, first_only: bool = False) -> Iterator[tuple[int, int]]:
    names = [known[number].name for number in numbers]
    for at in range(1 if first_only else len(numbers) - 1):
        for _, _, after in process.extract(
            names[at], names[at + 1 :], scorer=fuzz.ratio, processor=None, score_cutoff=CLOSE_NAMES, limit=None
        ):
            yield numbers[at], numbers[at + 1 + after]


def _same(one: _Known, other: _Known) -> bool:
    if _numbers(one.name) != _numbers(other.name):
        return False
    if one.address and other.address:
        return _close_addresses(one.address, other.address)
    away_km = distance_km(one.lieu.latitude, one.lieu.longitude, other.lieu.latitude, other.lieu.longitude)
    both_exact = _is_exact(one.lieu) and _is_exact(other.lieu)
    return away_km <= (NEAR_KM if both_exact else SAME_TOWN_KM)


def _close_addresses(one: str, other: str) -> bool:
    return _numbers(one) == _numbers(other) and fuzz.token_sort_ratio(one, other) >= CLOSE_ADDRESSES


def _numbers(text: str) -> list[str]:
    """The numbers in a name or an address: « ETAP 91 » is not « ETAP 92 »."""
    return re.findall(r"\d+", text)


def _is_exact(lieu: Lieu) -> bool:
    return lieu.precision is not Precision.COMMUNE


def _known(path: Path, entry: Entry) -> _Known:
    lieu = entry.lieu
    town = fold_name(lieu.commune)
    words = fold_name(lieu.nom).split()
    own = "".join(word for word in words if word not in _GENERIC and word not in town.split()) or "".join(words)
    return _Known(path, entry, own, fold_name(lieu.adresse or ""), (lieu.departement, town))
