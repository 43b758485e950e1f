"""Where everything stands on a map: nothing over anything, everything on the picture."""

import math
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.data_folder import data_folder
from bot.drawing.frame import fit
from bot.drawing.labels import Style
from bot.drawing.layout import HEIGHT, WIDTH, Layout, lay_out
from bot.drawing.naming import MARK_RADIUS
from bot.drawing.paint import measure
from bot.drawing.pins import RADIUS
from bot.drawing.scale import kilometres, round_length
from bot.models.ground import Ground
from bot.models.place import Place, PlaceKind
from bot.places.atlas import Gazetteer, read_gazetteer
from bot.places.outlines import read_outlines
from tests.builders import hits_at

RENNES = Place("Rennes", PlaceKind.COMMUNE, 48.1159, -1.6884, "35238", ("35",))
GAZETTEER = read_gazetteer(data_folder() / "places")
GROUND = Ground(read_outlines(data_folder() / "places"), GAZETTEER.towns)
near = st.floats(-1, 1, width=32)
offsets = st.lists(st.tuples(near, near), max_size=6)
spread_deg = st.sampled_from([0.0, 0.0005, 0.02, 0.3, 4.0])


def assert_legible(layout: Layout) -> None:
    for pin in layout.pins:
        assert RADIUS <= pin.at[0] <= WIDTH - RADIUS
        assert RADIUS <= pin.at[1] <= HEIGHT - RADIUS
        assert all(math.dist(pin.at, mark) >= RADIUS + MARK_RADIUS for mark in layout.marks)
        assert not layout.scale.box.touches_disc(pin.at, RADIUS)
    for one, other in combinations(layout.pins, 2):
        assert math.dist(one.at, other.at) >= 2 * RADIUS
    for label in layout.labels:
        assert label.box.is_inside(WIDTH, HEIGHT)
        assert not label.box.touches(layout.scale.box)
        assert not any(label.box.touches_disc(pin.at, RADIUS) for pin in layout.pins)
        assert not any(label.box.touches_disc(mark, MARK_RADIUS) for mark in layout.marks)
    for label, another in combinations(layout.labels, 2):
        assert not label.box.touches(another.box)


@settings(max_examples=120)
@given(offsets, spread_deg, st.integers(1, 12))
def test_nothing_stands_over_anything(offsets: list[tuple[float, float]], reach: float, first: int) -> None:
    hits = hits_at(RENNES, *((RENNES.lat + a * reach, RENNES.lon + b * reach) for a, b in offsets))
    layout = lay_out([RENNES], hits, GROUND, first, measure)
    assert_legible(layout)
    assert [pin.number for pin in layout.pins] == list(range(first, first + len(hits)))


def test_a_pin_points_at_its_lieu() -> None:
    hits = hits_at(RENNES, (48.2, -1.6), (48.2, -1.6), (47.9, -1.9))
    layout = lay_out([RENNES], hits, GROUND, 1, measure)
    for pin, hit in zip(layout.pins, hits, strict=True):
        spot = layout.frame.to_point((hit.lieu.latitude, hit.lieu.longitude))
        assert math.dist(pin.spot, spot) < 1
        assert math.dist(pin.at, spot) < 5 * RADIUS
    assert sum(pin.is_apart for pin in layout.pins) == 1


def test_the_map_reaches_no_farther_than_it_must() -> None:
    close = lay_out([RENNES], hits_at(RENNES, (48.117, -1.68)), GROUND, 1, measure).frame
    wide = lay_out([RENNES], hits_at(RENNES, (47.22, -1.55)), GROUND, 1, measure).frame
    assert close.width_km == pytest.approx(18)
    assert 100 < wide.width_km < 200


def test_north_is_up_and_east_is_right() -> None:
    frame = fit([(48, -2), (49, -1)], WIDTH, HEIGHT, 70, 10)
    (x, y), (to_the_east, _), (_, to_the_north) = map(frame.to_point, [(48.5, -1.5), (48.5, -1.4), (48.6, -1.5)])
    assert x == WIDTH / 2
    assert y == pytest.approx(HEIGHT / 2, abs=2)
    assert to_the_east > x
    assert to_the_north < y


def test_neighbouring_towns_are_named_and_the_place_once(ground: Ground) -> None:
    labels = lay_out([RENNES], hits_at(RENNES, (48.117, -1.68)), ground, 1, measure).labels
    texts = [label.text for label in labels]
    assert {"Rennes", "Cesson-Sévigné", "Pacé"} <= set(texts)
    assert texts.count("Rennes") == 1
    assert [label.style for label in labels if label.text == "Rennes"] == [Style.ASKED]


def test_arrondissements_are_named_on_the_map_of_their_city(gazetteer: Gazetteer, ground: Ground) -> None:
    paris = gazetteer.locate("Paris").place
    assert paris is not None
    labels = lay_out([paris], hits_at(paris, (48.87, 2.34)), ground, 1, measure).labels
    assert len([label for label in labels if label.style is Style.PART]) >= 4


def test_an_area_is_shown_whole_and_has_no_mark(gazetteer: Gazetteer, ground: Ground) -> None:
    bretagne = gazetteer.locate("Bretagne").place
    assert bretagne is not None
    layout = lay_out([bretagne], (), ground, 1, measure)
    assert layout.marks == ()
    assert layout.area == {"22", "29", "35", "56"}
    box = layout.frame.box
    assert all(box.holds(*spot) for o in ground.outlines if o.department in layout.area for spot in o.ring)


def test_a_lieu_across_an_ocean_is_pointed_to_with_its_distance(gazetteer: Gazetteer, ground: Ground) -> None:
    saint_denis = gazetteer.locate("Saint-Denis (974)").place
    assert saint_denis is not None
    layout = lay_out([saint_denis], hits_at(saint_denis, (43.12, 5.93), (45.75, 4.85)), ground, 1, measure)
    assert_legible(layout)
    assert all(pin.away for pin in layout.pins)
    assert next(label.text for label in layout.labels if label.style is Style.AWAY) == "8\u202f735 km"
    assert layout.frame.width_km < 100
    assert "Saint-Benoît" in [label.text for label in layout.labels]


@pytest.mark.parametrize(("longest", "length"), [(7.3, 5), (1, 1), (0.9, 0.5), (499, 200), (2, 2)])
def test_the_scale_bar_has_a_round_length(longest: float, length: float) -> None:
    assert round_length(longest) == pytest.approx(length)


def test_thousands_are_parted_for_every_language() -> None:
    assert kilometres(9340) == "9\u202f340 km"


def test_several_places_are_all_marked_and_named(gazetteer: Gazetteer, ground: Ground) -> None:
    places = [place for name in ("Rennes", "Nantes", "Angers") if (place := gazetteer.locate(name).place)]
    layout = lay_out(places, hits_at(places[1], (47.2, -1.55)), ground, 1, measure)
    assert_legible(layout)
    assert len(layout.marks) == 3
    assert {label.text for label in layout.labels if label.style is Style.ASKED} == {"Rennes", "Nantes", "Angers"}
