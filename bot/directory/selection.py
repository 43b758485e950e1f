"""Selecting lieux for the feed and the pages: around a place, for a need, of a territory."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.directory.distance import distance_km
from bot.directory.snapshot import Snapshot
from bot.models.lieu import Lieu
from bot.models.place import Place
from bot.models.question import Need


@dataclass(frozen=True, slots=True)
class Selection:
    """Which lieux: all of them, less those that each thing set leaves out.

    ``radius_km`` counts around ``near``, and not at all when that is an area: its lieux are those inside it.
    ``territory`` is the id of one.
    """

    near: Place | None = None
    radius_km: float = 30
    need: Need | None = None
    territory: str | None = None


def select(snapshot: Snapshot, selection: Selection) -> tuple[Lieu, ...]:
    """The lieux of ``snapshot`` that ``selection`` lets in, in the order of the files.

    A lieu that does not say what it offers is let in whatever the need, save for machines, as in an answer.
    """
    territories = snapshot.territories.values()
    found: Iterable[Lieu] = (
        lieu for territory in territories if selection.territory in (None, territory.id) for lieu in territory.lieux
    )
    return tuple(lieu for lieu in found if _is_near(lieu, selection) and _serves(lieu, selection.need))


def _is_near(lieu: Lieu, selection: Selection) -> bool:
    near = selection.near
    if near is None:
        return True
    if near.is_area:
        return lieu.departement in near.departments
    return distance_km(near.lat, near.lon, lieu.latitude, lieu.longitude) <= selection.radius_km


def _serves(lieu: Lieu, need: Need | None) -> bool:
    return need is None or need in lieu.usages or (not lieu.usages and need is not Need.FABRICATION)
