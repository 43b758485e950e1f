"""Duplicates: two entries of the directory that are probably one lieu."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from rapidfuzz import fuzz, process

from bot.directory.nearby import Nearby
from bot.directory.reading import Entry, FileReading
from bot.directory.same import NEAR_KM, cores, probably_same_lieu, run_together
from bot.errors import Problem
from bot.files.problems import problem
from bot.models.lieu import Lieu, Precision
from bot.text import fold_name

CLOSE_NAMES = 90
"""How like each other two folded names are, of 100, to be looked at closer."""
CELL_DEGREES = 0.02


@dataclass(frozen=True, slots=True)
class _Known:
    """An entry, where it stands, and its name and town folded once."""

    path: Path
    entry: Entry
    name: str
    town: tuple[str, str]

    @property
    def lieu(self) -> Lieu:
        return self.entry.lieu


def duplicates(readings: Sequence[FileReading]) -> list[Problem]:
    """Each entry that is probably a lieu written earlier in its folder, as ``probably_same_lieu`` has it.

    What several folders say of one lieu is made one by ``joined``, and in doubt left as it is.
    """
    folders: dict[Path, list[_Known]] = defaultdict(list)
    for reading in readings:
        folders[reading.path.parent] += [_known(reading.path, entry) for entry in reading.entries]
    return [
        problem(
            "duplicate",
            later.path,
            later.entry.line,
            nom=later.lieu.nom,
            other_nom=first.lieu.nom,
            other=f"{first.path.name}:{first.entry.line}",
        )
        for known in folders.values()
        for first, later in _pairs(known)
    ]


def _pairs(known: Sequence[_Known]) -> Iterator[tuple[_Known, _Known]]:
    """An entry, and a later one that is probably the same; a later one is given once."""
    found: dict[int, int] = {}
    for first, later in sorted({(min(pair), max(pair)) for pair in _candidates(known)}):
        if later not in found and probably_same_lieu(known[first].lieu, known[later].lieu):
            found[later] = first
    return ((known[first], known[later]) for later, first in sorted(found.items()))


def _candidates(known: Sequence[_Known]) -> Iterator[tuple[int, int]]:
    """The pairs, by number, of one name or one address in one commune, and of close names there or at one point."""
    alike: dict[Hashable, list[int]] = defaultdict(list)
    towns: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, each in enumerate(known):
        towns[each.town].append(number)
        for key in (*cores(each.lieu), fold_name(each.lieu.adresse or "")):
            if key:
                alike[each.town, key].append(number)
    for numbers in alike.values():
        yield from combinations(numbers, 2)
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


def _is_exact(lieu: Lieu) -> bool:
    return lieu.precision is not Precision.COMMUNE


def _known(path: Path, entry: Entry) -> _Known:
    lieu = entry.lieu
    town = (lieu.departement, fold_name(lieu.commune))
    return _Known(path, entry, run_together(lieu.nom, lieu.commune), town)
