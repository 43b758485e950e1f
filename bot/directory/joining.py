"""Joining: what several folders say of one lieu, made one lieu."""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from pathlib import Path

from bot.directory.same import merged, same_lieu, signs
from bot.models.lieu import Lieu, Territory
from bot.text import fold_name

_CELL = 0.01
"""In degrees: a cell and its neighbours hold all that is within a few hundred metres."""


def joined(territories: Mapping[Path, Territory]) -> dict[Path, Territory]:
    """``territories``, in the order of their folders, each lieu that two folders describe in the first one alone.

    A lieu of a later folder is a former one's when ``same_lieu`` says it of the two and of no other: with several
    candidates, a chain's in one town, none is joined. What the earlier folder says wins; the later fills the rest.
    Lieux of one folder are never joined.
    """
    folders: dict[Path, list[Path]] = defaultdict(list)
    for path in territories:
        folders[path.parent].append(path)
    if len(folders) == 1:
        return dict(territories)
    whole: dict[Path, list[Lieu]] = {}
    index: dict[Hashable, list[tuple[Path, int]]] = defaultdict(list)
    for paths in folders.values():
        pairs = _pairs([lieu for path in paths for lieu in territories[path].lieux], whole, index)
        for lieu, (path, position) in pairs:
            whole[path][position] = merged(whole[path][position], lieu)
        taken = {id(lieu) for lieu, _ in pairs}
        for path in paths:
            whole[path] = [lieu for lieu in territories[path].lieux if id(lieu) not in taken]
            for position, lieu in enumerate(whole[path]):
                for key in _own_keys(lieu):
                    index[key].append((path, position))
    return {path: territory.model_copy(update={"lieux": tuple(whole[path])}) for path, territory in territories.items()}


def _pairs(
    lieux: Sequence[Lieu], whole: Mapping[Path, Sequence[Lieu]], index: Mapping[Hashable, Sequence[tuple[Path, int]]]
) -> list[tuple[Lieu, tuple[Path, int]]]:
    """Each of ``lieux`` that is one of ``whole``, and where that one is: no other lieu is like either."""
    found: list[tuple[Lieu, tuple[Path, int]]] = []
    times: dict[tuple[Path, int], int] = defaultdict(int)
    for lieu in lieux:
        near = dict.fromkeys(at for key in _near_keys(lieu) for at in index.get(key, ()))
        like = [(path, position) for path, position in near if same_lieu(whole[path][position], lieu)]
        for at in like:
            times[at] += 1
        if len(like) == 1:
            found.append((lieu, like[0]))
    return [(lieu, at) for lieu, at in found if times[at] == 1]


def _own_keys(lieu: Lieu) -> Iterator[Hashable]:
    """Where the index keeps ``lieu``: under its town and its cell, with each of its signs."""
    return ((where, sign) for where in (_town(lieu), _cell(lieu)) for sign in signs(lieu))


def _near_keys(lieu: Lieu) -> Iterator[Hashable]:
    """Where the index keeps whatever may be ``lieu``."""
    row, column = _cell(lieu)
    around = ((row + i, column + j) for i in (-1, 0, 1) for j in (-1, 0, 1))
    return ((where, sign) for where in (_town(lieu), *around) for sign in signs(lieu))


def _town(lieu: Lieu) -> tuple[str, str]:
    return lieu.departement, fold_name(lieu.commune)


def _cell(lieu: Lieu) -> tuple[int, int]:
    return round(lieu.latitude / _CELL), round(lieu.longitude / _CELL)
