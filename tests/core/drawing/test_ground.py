"""The outlines and towns under the maps."""

import csv
import math
from collections import defaultdict
from pathlib import Path

import pytest

from bot.data_folder import data_folder
from bot.drawing.frame import KM_PER_DEGREE
from bot.errors import StartError
from bot.models.ground import Box, Ground
from bot.models.place import Place
from bot.places.outlines import read_outlines
from scripts.outlines import inside, ring_moments

CENTRES = data_folder() / "places" / "department_centres.csv"


def test_each_department_has_the_surface_that_is_known_of_it(ground: Ground) -> None:
    drawn: dict[str, float] = defaultdict(float)
    for outline in ground.outlines:
        area, _, lat_moment = ring_moments([(lon, lat) for lat, lon in (*outline.ring, outline.ring[0])])
        drawn[outline.department] += abs(area) * KM_PER_DEGREE**2 * math.cos(math.radians(lat_moment / area))
    with CENTRES.open(encoding="utf-8") as file:
        known = {row["departement"]: float(row["surface_km2"]) for row in csv.DictReader(file)}
    assert known.keys() == drawn.keys() - {""}
    for department, surface_km2 in known.items():
        assert drawn[department] == pytest.approx(surface_km2, rel=0.04), department


def test_each_prefecture_stands_in_its_department(prefectures: list[Place], ground: Ground) -> None:
    assert len({place.departments for place in prefectures}) == len(prefectures) == 101
    for place in prefectures:
        around = {
            outline.department
            for outline in ground.outlines
            if inside([[(lon, lat) for lat, lon in (*outline.ring, outline.ring[0])]], (place.lon, place.lat))
        }
        assert set(place.departments) <= around, place.name


def test_neighbours_share_their_borders(ground: Ground) -> None:
    rings = {outline.department: set(outline.ring) for outline in reversed(ground.outlines)}
    assert len(rings["35"] & rings["53"]) > 20


def test_lands_beside_france_are_painted_first(ground: Ground) -> None:
    departments = [bool(outline.department) for outline in ground.outlines]
    assert departments == sorted(departments)


def test_the_largest_towns_of_a_box_come_first(ground: Ground) -> None:
    bretagne = Box(47.2, -5, 48.9, -1)
    assert [town.name for town in ground.towns.within(bretagne, 3)] == ["Nantes", "Rennes", "Brest"]
    assert [town.name for town in ground.towns.parts_within(Box(45.7, 4.7, 45.9, 4.9), 1)] == ["Lyon 3e"]


def test_outlines_that_cannot_be_read_name_their_file(tmp_path: Path) -> None:
    (tmp_path / "outlines.topojson").write_text('{"transform": {}}', encoding="utf-8")
    with pytest.raises(StartError, match=r"outlines\.topojson cannot be read"):
        read_outlines(tmp_path)
