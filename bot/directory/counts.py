"""Counts: what the directory holds, by where it comes from, where it stands, and how well it is known."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from bot.models.lieu import Confiance, Lieu, Precision


@dataclass(frozen=True, slots=True)
class Counts:
    """How many lieux there are, in all and by each of the ways to part them.

    ``by_source`` counts a lieu once for each source that describes it, so that its sum may exceed ``lieux``;
    ``several_sources`` are those that more than one describes. The richest source comes first, departments by their
    number, and ``by_confiance`` and ``by_precision`` hold every value of the schema.
    """

    lieux: int
    several_sources: int
    by_source: Mapping[str, int]
    by_department: Mapping[str, int]
    by_confiance: Mapping[Confiance, int]
    by_precision: Mapping[Precision, int]


def count(lieux: Collection[Lieu]) -> Counts:
    """The counts of ``lieux``."""
    sources = Counter(source for lieu in lieux for source in _sources(lieu))
    confiances = Counter(lieu.confiance for lieu in lieux)
    precisions = Counter(lieu.precision for lieu in lieux)
    return Counts(
        lieux=len(lieux),
        several_sources=sum(len(_sources(lieu)) > 1 for lieu in lieux),
        by_source=dict(sorted(sources.items(), key=lambda item: (-item[1], item[0]))),
        by_department=dict(sorted(Counter(lieu.departement for lieu in lieux).items())),
        by_confiance={confiance: confiances[confiance] for confiance in Confiance},
        by_precision={precision: precisions[precision] for precision in Precision},
    )


def _sources(lieu: Lieu) -> set[str]:
    return {lieu.source, *(other.source for other in lieu.autres_sources)}
