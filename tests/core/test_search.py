"""Search: the nearest lieux that fit, and why others were left out."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from geopy.distance import geodesic
from hypothesis import given
from hypothesis import strategies as st

from bot.directory.days import date_of, is_open
from bot.directory.distance import distance_km
from bot.directory.search import search
from bot.directory.snapshot import Snapshot
from bot.models.answer import Reason
from bot.models.lieu import Territory
from bot.models.place import Place, PlaceKind
from bot.models.question import Language, Need, Question
from tests.builders import lieu, snapshot_of

RENNES = Place("Rennes", PlaceKind.COMMUNE, 48.1111, -1.6743, "35238", ("35",))
SUNDAY = date(2026, 11, 22)

DESK = lieu("desk", 48.11, -1.67, usages=["poste"])
ROOM = lieu("room", 48.12, -1.67, usages=["reunion"], capacites={"reunion": "8"})
UNKNOWN = lieu("unknown", 48.13, -1.67)
FREE = lieu("free", 48.2, -1.67, usages=["poste"], frais_a_charge="Gratuit", horaires="Tu-Th")
FAR = lieu("far", 47.2, -1.55, usages=["poste", "evenement"], frais_a_charge="Payant", code_postal="44000")
ALL = snapshot_of(DESK, ROOM, UNKNOWN, FREE, FAR)


def found(place: Place = RENNES, **asked: object) -> tuple[list[str], dict[str, Reason]]:
    question = Question(Language.FR, **asked)  # type: ignore[arg-type]  # each test names real fields
    answer = search(ALL, question, place, 30, SUNDAY)
    return [hit.lieu.id for hit in answer.hits], {out.lieu.id: out.reason for out in answer.left_out}


def test_the_nearest_come_first_and_those_beyond_the_radius_do_not() -> None:
    assert found()[0] == ["desk", "unknown", "free"]


def test_a_lieu_that_does_not_offer_what_is_needed_is_left_out_with_the_reason() -> None:
    assert found()[1] == {"room": Reason.NEED}
    assert found(need=Need.REUNION) == (["room", "unknown"], {"desk": Reason.NEED, "free": Reason.NEED})


def test_a_lieu_of_unknown_uses_is_no_fablab() -> None:
    assert found(need=Need.FABRICATION)[0] == []


def test_a_room_too_small_is_left_out() -> None:
    assert found(need=Need.REUNION, people=8)[0] == ["room", "unknown"]
    assert found(need=Need.REUNION, people=9) == (
        ["unknown"],
        {"desk": Reason.NEED, "free": Reason.NEED, "room": Reason.PEOPLE},
    )


def test_free_means_known_to_be_free() -> None:
    hits, left_out = found(free=True)
    assert hits == ["free"]
    assert left_out["unknown"] is Reason.FREE


def test_a_lieu_closed_on_the_day_is_left_out() -> None:
    assert "free" in found(day="mardi")[0]
    assert found(day="monday")[1]["free"] is Reason.DAY


def test_the_radius_asked_replaces_the_usual_one() -> None:
    assert found(radius_km=200.0)[0] == ["desk", "unknown", "free", "far"]
    assert found(radius_km=1.0)[0] == ["desk"]


def test_with_nothing_near_the_nearest_farther_away_are_named() -> None:
    answer = search(ALL, Question(Language.FR, need=Need.EVENEMENT), RENNES, 3, SUNDAY)
    assert [hit.lieu.id for hit in answer.hits] == ["unknown"]
    alone = search(snapshot_of(FAR), Question(Language.FR), RENNES, 30, SUNDAY)
    assert (alone.hits, [hit.lieu.id for hit in alone.beyond]) == ((), ["far"])


def test_a_lieu_known_by_a_label_alone_comes_after_all_others() -> None:
    label = lieu("label", 48.111, -1.674, confiance="label")
    listed = lieu("listed", 48.3, -1.67, confiance="annuaire")
    near = search(snapshot_of(label, listed, FREE), Question(Language.FR), RENNES, 30, SUNDAY)
    assert [hit.lieu.id for hit in near.hits] == ["free", "listed", "label"]
    farther = search(snapshot_of(label, listed, FAR), Question(Language.FR), replace(RENNES, lat=45), 30, SUNDAY)
    assert [hit.lieu.id for hit in farther.beyond] == ["far", "listed", "label"]


def test_where_only_a_label_is_near_the_nearest_others_are_still_named() -> None:
    label = lieu("label", 48.111, -1.674, confiance="label")
    other = lieu("other", 46.5, -1.5, confiance="label")
    answer = search(snapshot_of(label, other, FAR), Question(Language.FR), RENNES, 30, SUNDAY)
    assert [hit.lieu.id for hit in answer.hits] == ["label"]
    assert [hit.lieu.id for hit in answer.beyond] == ["far", "other"]
    assert search(snapshot_of(label, DESK, FAR), Question(Language.FR), RENNES, 30, SUNDAY).beyond == ()


@pytest.mark.parametrize(("away_km", "order"), [(2, ["vouched", "listed"]), (4, ["listed", "vouched"])])
def test_what_members_vouch_for_passes_a_listed_lieu_a_little_nearer(away_km: int, order: list[str]) -> None:
    listed = lieu("listed", RENNES.lat, RENNES.lon, confiance="annuaire")
    vouched = lieu("vouched", RENNES.lat + away_km / 111.2, RENNES.lon)
    answer = search(snapshot_of(listed, vouched), Question(Language.FR), RENNES, 30, SUNDAY)
    assert [hit.lieu.id for hit in answer.hits] == order
    distances = {hit.lieu.id: hit.distance_km for hit in answer.hits}
    assert distances == {"listed": 0, "vouched": pytest.approx(away_km, abs=0.05)}


def test_an_area_holds_all_of_its_lieux_and_no_other() -> None:
    area = Place("Loire-Atlantique", PlaceKind.DEPARTMENT, 47.3, -1.7, "44", ("44",))
    assert found(area)[0] == ["far"]


def test_no_lieu_is_offered_abroad() -> None:
    answer = search(ALL, Question(Language.FR), Place("Bruxelles", PlaceKind.ABROAD, 50.85, 4.35), 30, SUNDAY)
    assert (answer.hits, answer.beyond) == ((), ())


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("lundi", date(2026, 11, 23)),
        ("dimanche", SUNDAY),
        ("saturday", date(2026, 11, 28)),
        ("demain", date(2026, 11, 23)),
        ("après-demain", date(2026, 11, 24)),
        ("aujourd’hui", SUNDAY),
        ("Tomorrow", date(2026, 11, 23)),
        ("la semaine prochaine", None),
    ],
)
def test_a_day_means_the_next_such_date(day: str, expected: date | None) -> None:
    assert date_of(day, SUNDAY) == expected


def test_a_lieu_is_closed_on_french_public_holidays_when_its_hours_say_so() -> None:
    office = lieu("office", 48, -1, horaires="Mo-Fr 09:00-18:00; PH off")
    assert is_open(office, date(2026, 11, 11)) is False
    assert is_open(office, date(2026, 11, 12)) is True
    assert is_open(DESK, SUNDAY) is None


angles = st.tuples(st.floats(-89, 89), st.floats(-179, 179))


@given(angles, angles)
def test_distances_agree_with_the_exact_ones_to_one_percent(a: tuple[float, float], b: tuple[float, float]) -> None:
    exact = geodesic(a, b).km
    assert distance_km(*a, *b) == pytest.approx(exact, rel=0.01, abs=0.001)


def test_the_snapshot_knows_whose_channel_it_is_and_which_lieux_bear_a_name() -> None:
    territory = Territory(
        id="rennes", nom="Rennes", place="Rennes", canaux={"mattermost": ("bureaux-bretagne",)},
        source="s", date_maj=SUNDAY, lieux=(DESK,),
    )  # fmt: skip
    snapshot = Snapshot({Path("rennes.yaml"): territory})
    assert snapshot.territory_of("mattermost", "bureaux-bretagne") == territory
    assert snapshot.territory_of("matrix", "bureaux-bretagne") is None
    assert snapshot.territory_of("mattermost", None) is None
    assert snapshot.names["desk"] == (DESK,)
