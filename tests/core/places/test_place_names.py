"""Names as people write them resolve to the places of names.tsv."""

from ast import literal_eval
from math import asin, cos, radians, sin, sqrt
from pathlib import Path

import pytest

from bot.models.place import Located, Place, PlaceKind
from bot.places.atlas import Gazetteer

KINDS = {"region": PlaceKind.REGION, "abroad": PlaceKind.ABROAD}
TOWNS = (PlaceKind.COMMUNE, PlaceKind.ARRONDISSEMENT)


def read_rows() -> list[tuple[str, str, str, str]]:
    lines = Path(__file__).with_name("names.tsv").read_text("utf-8").splitlines()
    cells = [(*line.split("\t"), "", "", "")[:4] for line in lines if line and not line.startswith("#")]
    return [(literal_eval(text) if text.startswith("'") else text, near, exp, at) for text, near, exp, at in cells]


def km(place: Place, lat: float, lon: float) -> float:
    a, b = radians(place.lat), radians(lat)
    half = sin((a - b) / 2) ** 2 + cos(a) * cos(b) * sin(radians(place.lon - lon) / 2) ** 2
    return 2 * 6371 * asin(sqrt(half))


def label(place: Place) -> str:
    return f"{place.name} ({place.departments[0]})" if place.kind in TOWNS else place.name


def proposed(located: Located, name: str) -> bool:
    return located.place is None and name in [other.name for other in located.suggestions]


def check(located: Located, expected: str) -> bool:
    what, _, rest = expected.partition(" ")
    place = located.place
    if expected == "nothing":
        return located == Located()
    if what in ("doubt", "maybe"):
        return proposed(located, rest) or (what == "maybe" and place is not None and place.name == rest)
    if place is None:
        return False
    if what in ("department", "postcode"):
        return (place.kind.value, place.code) == (what, rest)
    if what in KINDS:
        return (place.kind, place.name) == (KINDS[what], rest)
    return label(place) == expected and place.kind in (*TOWNS, PlaceKind.LANDMARK)


@pytest.mark.parametrize(("text", "near", "expected", "at"), read_rows())
def test_a_name_resolves_as_labelled(gazetteer: Gazetteer, text: str, near: str, expected: str, at: str) -> None:
    around = gazetteer.locate(near).place if near else None
    located = gazetteer.locate(text, around)
    assert check(located, expected), located
    if at and located.place:
        lat, lon, tolerance = map(float, at.split())
        assert km(located.place, lat, lon) <= tolerance, located.place


def test_the_table_holds_names_of_every_kind() -> None:
    assert len(read_rows()) >= 300
