"""Small lieux and snapshots for the tests."""

from pathlib import Path

from bot.directory.distance import distance_km
from bot.directory.snapshot import Snapshot
from bot.models.answer import Hit
from bot.models.lieu import Lieu, Territory
from bot.models.place import Place


def lieu(name: str, latitude: float, longitude: float, **more: object) -> Lieu:
    """A lieu with the keys it must have, and ``more`` of them as a file would write them."""
    keys: dict[str, object] = {
        "id": name,
        "nom": name.capitalize(),
        "code_postal": "35000",
        "commune": "Rennes",
        "latitude": latitude,
        "longitude": longitude,
        "source": "écrit pour les tests",
        "date_maj": "2025-12-01",
    }
    return Lieu.model_validate(keys | more)


def snapshot_of(*lieux: Lieu) -> Snapshot:
    """A snapshot of one territory that holds ``lieux``."""
    keys = {"id": "rennes", "nom": "Rennes", "place": "Rennes", "source": "tests", "date_maj": "2025-12-01"}
    territory = Territory.model_validate(keys).model_copy(update={"lieux": lieux})
    return Snapshot({Path("rennes.yaml"): territory})


def hits_at(place: Place, *positions: tuple[float, float]) -> list[Hit]:
    """A lieu at each position, nearest first, as an answer has them."""
    hits = [
        Hit(lieu(f"lieu-{n}", lat, lon), distance_km(place.lat, place.lon, lat, lon))
        for n, (lat, lon) in enumerate(positions)
    ]
    return sorted(hits, key=lambda hit: hit.distance_km)
