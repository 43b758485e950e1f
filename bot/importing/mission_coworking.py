"""The import of the Mission Coworking's database, from its CSV to what is to be written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.importing.duplicates import united
from bot.importing.finding import Finding
from bot.importing.lieux import Imported, Maker
from bot.importing.rows import Row


@dataclass(frozen=True, slots=True)
class Harvest:
    """The lieux that rows made, in the order of their numbers, and everything found in the rows."""

    lieux: tuple[Imported, ...]
    findings: tuple[Finding, ...]


def harvest(rows: Iterable[Row], maker: Maker, before: Sequence[Finding] = ()) -> Harvest:
    """The lieux of ``rows``, those that several rows describe made one. ``before`` is what reading them found."""
    made: list[Imported] = []
    findings = [*before]
    for row in rows:
        lieu, found = maker.lieu(row)
        findings += found
        if lieu is not None:
            made.append(lieu)
    lieux, found = united(made)
    return Harvest(lieux, tuple(sorted([*findings, *found], key=lambda finding: finding.row)))
