"""What the map says of the directory: an unknown place or commune, a postcode of elsewhere, a point far away."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path

from bot.directory.distance import distance_km
from bot.directory.nearby import Nearby
from bot.directory.reading import Entry, FileReading
from bot.errors import Problem
from bot.files.problems import problem
from bot.models.lieu import Territory
from bot.models.place import Atlas
from bot.places.communes import Commune, Communes
from bot.places.postcodes import department_of

OUTSIDE_KM = 10
"""A position farther than this from its commune is a mistake."""
_NEIGHBOURS = 6
"""A commune reaches about half way to its neighbours: their mean distance is a generous measure of its own reach.

The map knows the centres of communes, not their outlines.
"""
_NEIGHBOURHOOD_KM = 100
_CELL_DEGREES = 0.25
_SHOWN = 3
"""How many right postcodes are named."""


class OnTheMap:
    """The judge of places: what the atlas and the communes say of each territory and lieu."""

    def __init__(self, atlas: Atlas, communes: Communes) -> None:
        self._atlas = atlas
        self._communes = communes

    def misplaced(self, readings: Sequence[FileReading]) -> list[Problem]:
        """Each territory and lieu of the files read that is not where it says it is."""
        territories = (p for r in readings if r.territory for p in self._territory(r, r.territory))
        lieux = (p for r in readings for entry in r.entries for p in self._lieu(r.path, entry))
        return [*territories, *lieux]

    def _territory(self, reading: FileReading, territory: Territory) -> Iterable[Problem]:
        if self._atlas.locate(territory.place).place is None:
            yield problem("no_place", reading.path, reading.place_line, place=territory.place)

    def _lieu(self, path: Path, entry: Entry) -> Iterable[Problem]:
        lieu = entry.lieu
        named = self._communes.named(lieu.commune)
        department = department_of(lieu.code_postal)
        facts = {"commune": lieu.commune, "code_postal": lieu.code_postal, "departement": department}
        if not self._communes.has_department(lieu.code_postal):
            yield problem("no_such_postcode", path, entry.line_of("code_postal"), **facts)
            return
        if not named:
            near = self._communes.like(lieu.commune, lieu.code_postal)
            name = "near_commune" if near else "no_commune"
            yield problem(name, path, entry.line_of("commune"), near=near, **facts)
            return
        holders = self._communes.with_postcode(lieu.code_postal)
        bearers = [c for c in named if lieu.code_postal in c.postcodes or c.department == department]
        if not bearers or (holders and not any(lieu.code_postal in c.postcodes for c in bearers)):
            right = ", ".join(sorted((bearers or named)[0].postcodes)[:_SHOWN])
            name = "other_postcode" if holders else "other_department"
            near = holders[0].name if holders else ""
            yield problem(name, path, entry.line_of("code_postal"), right=right, near=near, **facts)
        away_km, commune = min((_away_km(entry, c), number, c) for number, c in enumerate(bearers or named))[::2]
        if away_km > OUTSIDE_KM and away_km > OUTSIDE_KM + self._reach_km(commune):
            line = entry.line_of("latitude")
            yield problem("far", path, line, commune=commune.name, away=f"{away_km:.0f}")

    def _reach_km(self, commune: Commune) -> float:
        """About how far the commune reaches from its centre."""
        around = sorted(km for km, _ in self._centres.within(commune.lat, commune.lon, _NEIGHBOURHOOD_KM))
        neighbours = around[1 : 1 + _NEIGHBOURS] or [_NEIGHBOURHOOD_KM]
        return sum(neighbours) / len(neighbours)

    @cached_property
    def _centres(self) -> Nearby[None]:
        return Nearby(self._communes.centres(), _CELL_DEGREES)


def _away_km(entry: Entry, commune: Commune) -> float:
    return distance_km(entry.lieu.latitude, entry.lieu.longitude, commune.lat, commune.lon)
