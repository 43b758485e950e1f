"""Duplicates: rows that describe one lieu made one, and those that may described to whoever decides."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from bot.directory.distance import distance_km
from bot.directory.same import core, merged, offer_the_same, same_lieu, signs
from bot.importing.finding import Finding, Sort, Subject
from bot.importing.lieux import Imported
from bot.models.lieu import Lieu
from bot.text import fold_name

NEAR_KM = 0.2
"""Two rows farther apart are no duplicates, but those of one address that was placed wrongly."""
_LIKE = 70
_CELL = 0.01
"""In degrees: a cell and its neighbours hold all that is near, up to the north of France."""


def united(lieux: Sequence[Imported]) -> tuple[tuple[Imported, ...], tuple[Finding, ...]]:
    """``lieux`` with those of several rows made one, under the first row; and each pair, united or only doubtful.

    Two are one when ``same_lieu`` says so and they offer the same, as far as is known: a coworking and the fablab
    beside it are two.
    """
    kept: dict[int, Imported] = {each.row: each for each in lieux}
    findings: list[Finding] = []
    for first, second in _close(lieux):
        one, other = kept.get(first.row), kept.get(second.row)
        if one is None or other is None:
            continue
        if same_lieu(one.lieu, other.lieu) and offer_the_same(one.lieu, other.lieu):
            whole = merged(one.lieu, other.lieu).model_copy(update={"autres_sources": ()})
            kept[one.row] = replace(one, lieu=whole)
            del kept[other.row]
            detail = f"réuni au n° {one.row} ({one.lieu.nom})"
            findings.append(Finding(other.row, other.lieu.nom, Sort.MERGED, Subject.DUPLICATE, detail))
        elif why := _likeness(one.lieu, other.lieu):
            detail = f"le même que le n° {one.row} ({one.lieu.nom}), peut-être : {why}. Les deux sont gardés"
            findings.append(Finding(other.row, other.lieu.nom, Sort.DOUBTED, Subject.DUPLICATE, detail))
    return tuple(kept.values()), tuple(findings)


def _close(lieux: Sequence[Imported]) -> Iterator[tuple[Imported, Imported]]:
    """Each pair within NEAR_KM, or of one town and the same lieu, in the order of the rows."""
    cells: dict[tuple[int, int], list[Imported]] = defaultdict(list)
    towns: dict[tuple[str, str, str], list[Imported]] = defaultdict(list)
    for second in lieux:
        row, column = round(second.lieu.latitude / _CELL), round(second.lieu.longitude / _CELL)
        town = [(second.lieu.departement, second.lieu.commune, sign) for sign in signs(second.lieu)]
        around = [cells[row + i, column + j] for i in (-1, 0, 1) for j in (-1, 0, 1)]
        near = (each for cell in around for each in cell if _away_km(each.lieu, second.lieu) <= NEAR_KM)
        same = (each for key in town for each in towns[key] if same_lieu(each.lieu, second.lieu))
        for _, first in sorted({each.row: each for each in (*near, *same)}.items()):
            yield first, second
        cells[row, column].append(second)
        for key in town:
            towns[key].append(second)


def _likeness(first: Lieu, second: Lieu) -> str:
    """Why two lieux may be one; empty when nothing says so."""
    metres = _away_km(first, second) * 1000
    one, other = core(first.nom, first.commune), core(second.nom, second.commune)
    if first.site_web and _site(first.site_web) == _site(second.site_web or ""):
        return f"le même site, à {metres:.0f} m"
    if one <= other or other <= one or fuzz.ratio(fold_name(first.nom), fold_name(second.nom)) >= _LIKE:
        return f"un nom semblable, à {metres:.0f} m"
    return ""


def _site(url: str) -> str:
    return url.partition("://")[2].removeprefix("www.").rstrip("/").casefold()


def _away_km(first: Lieu, second: Lieu) -> float:
    return distance_km(first.latitude, first.longitude, second.latitude, second.longitude)
