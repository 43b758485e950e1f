"""Positions to complete: which lieux lack one, whether what a geocoder found may be written, and the writing."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from geopy.exc import GeocoderRateLimited

from bot.directory.distance import distance_km
from bot.directory.reading import FileReading
from bot.files.writing import write_whole
from bot.files.yaml_edit import with_values
from bot.models.lieu import Lieu, Precision
from bot.models.place import Atlas, PlaceKind
from bot.places.geocoder import Finder, Position
from bot.places.pace import Pace
from bot.text import fold_name

LEAST_SCORE = 0.7
"""Below it a position is not written: it stays in a file for years, so more is asked of it than of a passing answer."""
MOST_KM = 25
"""Farther than this from the middle of its commune, an address is a mistake: few communes reach so far."""
INTERVAL_S = 0.1
"""Ten requests a second, a fifth of what the Géoplateforme allows; Nominatim keeps its own slower pace."""
ATTEMPTS = 3
_DEFAULT_WAIT_S, _MOST_WAIT_S = 5.0, 60.0
_DECIMALS = 6


@dataclass(frozen=True, slots=True)
class Missing:
    """A lieu whose position is its commune's centre, although its address is known, and the file that describes it."""

    path: Path
    lieu: Lieu

    @property
    def address(self) -> str:
        """What a geocoder is asked."""
        return f"{self.lieu.adresse}, {self.lieu.code_postal} {self.lieu.commune}"


def missing(readings: Sequence[FileReading]) -> tuple[Missing, ...]:
    """The positions to complete in ``readings``. A file with a problem is left alone."""
    return tuple(
        Missing(reading.path, entry.lieu)
        for reading in readings
        if not reading.problems
        for entry in reading.entries
        if entry.lieu.adresse and entry.lieu.precision is Precision.COMMUNE
    )


class Patient:
    """A finder asked at a pace, and again after the time it wants when it says that it is asked too much."""

    def __init__(self, finder: Finder, pace: Pace, sleep: Callable[[float], None] = time.sleep) -> None:
        self._finder = finder
        self._pace = pace
        self._sleep = sleep

    def position(self, address: str) -> Position | None:
        """As the finder's own. Raises one of ``geocoder.FAILURES``: GeocoderRateLimited after ATTEMPTS."""
        for _ in range(ATTEMPTS - 1):
            try:
                return self._asked(address)
            except GeocoderRateLimited as error:
                self._sleep(min(error.retry_after or _DEFAULT_WAIT_S, _MOST_WAIT_S))
        return self._asked(address)

    def _asked(self, address: str) -> Position | None:
        self._pace.wait(_MOST_WAIT_S)
        return self._finder.position(address)


def refusal(lieu: Lieu, found: Position, atlas: Atlas) -> str | None:
    """Why ``found`` is not to be written as the position of ``lieu``, None when it may be."""
    if found.precision is None:
        return "l'adresse n'y est pas connue, seulement la commune"
    if found.score is not None and not found.score >= LEAST_SCORE:
        return f"la ressemblance n'est que de {found.score:.2f}"
    commune = atlas.locate(f"{lieu.commune} ({lieu.departement})").place
    if commune is None or commune.kind is not PlaceKind.COMMUNE:
        return f"« {lieu.commune} » n'est pas sur la carte"
    if fold_name(lieu.commune) not in map(fold_name, found.communes) and found.code != commune.code:
        return f"c'est dans une autre commune, {' ou '.join(found.communes) or 'sans nom'}"
    cedex = atlas.locate(lieu.code_postal).cedex
    if found.postcode and found.postcode != lieu.code_postal and not cedex:
        return f"c'est à un autre code postal, {found.postcode}"
    away_km = distance_km(found.lat, found.lon, commune.lat, commune.lon)
    return None if away_km <= MOST_KM else f"c'est à {away_km:.0f} km de {lieu.commune}"


def write(place: Missing, found: Position) -> None:
    """Write the position into the file, and nothing else. Changes nothing when it raises DirectoryError or OSError."""
    values = {
        "latitude": _degrees(found.lat),
        "longitude": _degrees(found.lon),
        "precision": str(found.precision),
    }
    data = place.path.read_bytes()
    write_whole(place.path, with_values(place.path, data, place.lieu.id, values))


def _degrees(value: float) -> str:
    """Six decimals at most, a tenth of a metre."""
    return f"{value:.{_DECIMALS}f}".rstrip("0").removesuffix(".")
