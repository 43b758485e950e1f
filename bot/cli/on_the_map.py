"""What the map says of the directory: a territory whose place nobody knows, a lieu far from its commune."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from bot.directory.distance import distance_km
from bot.directory.reading import Entry, FileReading
from bot.errors import Problem
from bot.models.lieu import Territory
from bot.models.place import Atlas

FAR_KM = 25
"""Farther than this from the middle of its commune, a position is a mistake: few communes reach so far."""


def misplaced(readings: Sequence[FileReading], atlas: Atlas) -> list[Problem]:
    """Each territory and lieu of the files read that the map does not find where it says it is."""
    territories = [problem for r in readings if r.territory for problem in _territory(r.path, r.territory, atlas)]
    lieux = [problem for r in readings for entry in r.entries for problem in _lieu(r.path, entry, atlas)]
    return sorted([*territories, *lieux])


def _territory(path: Path, territory: Territory, atlas: Atlas) -> Iterable[Problem]:
    if atlas.locate(territory.place).place is None:
        message = f"« {territory.place} » n'est pas sur la carte : mets dans « place » une commune, comme Rennes"
        yield Problem(path, 1, message)


def _lieu(path: Path, entry: Entry, atlas: Atlas) -> Iterable[Problem]:
    lieu = entry.lieu
    commune = atlas.locate(f"{lieu.commune} ({lieu.departement})").place
    if commune is None:
        message = f"« {lieu.commune} » n'est pas une commune du {lieu.departement} : vérifie son nom et le code postal"
        yield Problem(path, entry.line, message)
        return
    away_km = distance_km(lieu.latitude, lieu.longitude, commune.lat, commune.lon)
    if away_km > FAR_KM:
        message = f"la position est à {away_km:.0f} km de {lieu.commune} : latitude et longitude sont-elles inversées ?"
        yield Problem(path, entry.line, message)
