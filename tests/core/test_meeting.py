"""Several people meet: the lieux fair to all of them, with each one's distance."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.assistant.answer import answer
from bot.assistant.world import World
from bot.cli.batch import Request, respond
from bot.directory.meeting import AS_FAIR_KM, search_between
from bot.models.event import Author, Message, Trigger
from bot.models.place import Place, PlaceKind
from bot.models.question import Language, Need, Question
from bot.models.reply import Kind, Reply
from tests.builders import lieu, snapshot_of

RENNES = Place("Rennes", PlaceKind.COMMUNE, 48.1111, -1.6743, "35238", ("35",))
NANTES = Place("Nantes", PlaceKind.COMMUNE, 47.2184, -1.5536, "44109", ("44",))
IDF = {"75", "77", "78", "91", "92", "93", "94", "95"}
SUNDAY = date(2026, 11, 22)

IN_RENNES = lieu("in-rennes", RENNES.lat, RENNES.lon, usages=["poste"])
HALFWAY = lieu("halfway", 47.66, -1.61, usages=["poste"])
ROOM = lieu("room", 47.67, -1.61, usages=["reunion"])
LABEL = lieu("label", 47.66, -1.61, confiance="label")
BETWEEN = Question(Language.FR, between=("Rennes", "Nantes"))


def test_the_lieu_that_asks_the_least_of_the_farthest_comes_first_and_labels_last() -> None:
    found = search_between(snapshot_of(LABEL, IN_RENNES, HALFWAY, ROOM), BETWEEN, (RENNES, NANTES), SUNDAY)
    assert [hit.lieu.id for hit in found.hits] == ["halfway", "label"]
    assert [out.lieu.id for out in found.left_out] == ["room"]


def test_a_lieu_far_less_fair_is_not_named() -> None:
    found = search_between(snapshot_of(IN_RENNES, HALFWAY), BETWEEN, (RENNES, NANTES), SUNDAY)
    assert [hit.lieu.id for hit in found.hits] == ["halfway"]


def test_where_only_labels_are_fair_the_surer_ones_are_named_too() -> None:
    found = search_between(snapshot_of(IN_RENNES, LABEL), BETWEEN, (RENNES, NANTES), SUNDAY)
    assert [hit.lieu.id for hit in found.hits] == ["label"]
    assert [hit.lieu.id for hit in found.beyond] == ["in-rennes"]


def test_nothing_fits_and_nothing_fails() -> None:
    nothing = search_between(snapshot_of(ROOM), Question(Language.FR, need=Need.FABRICATION), (RENNES, NANTES), SUNDAY)
    assert nothing.hits == nothing.beyond == ()


@given(
    st.lists(st.tuples(st.floats(42, 51), st.floats(-5, 8)), min_size=2, max_size=8),
    st.lists(st.tuples(st.floats(42, 51), st.floats(-5, 8)), min_size=1, max_size=20),
)
def test_each_hit_tells_everyone_s_distance_and_none_is_much_less_fair(
    homes: list[tuple[float, float]], points: list[tuple[float, float]]
) -> None:
    places = tuple(Place(f"P{n}", PlaceKind.COMMUNE, lat, lon) for n, (lat, lon) in enumerate(homes))
    lieux = [lieu(f"l{n}", lat, lon, usages=["poste"]) for n, (lat, lon) in enumerate(points)]
    hits = search_between(snapshot_of(*lieux), BETWEEN, places, SUNDAY).hits
    assert hits
    for hit in hits:
        assert [leg.place for leg in hit.legs] == [place.name for place in places]
        assert hit.distance_km == max(leg.distance_km for leg in hit.legs)
        assert hits[0].distance_km <= hit.distance_km <= hits[0].distance_km + AS_FAIR_KM


def test_the_answer_says_how_far_each_one_comes(world: World) -> None:
    text = "on est à Rennes, Nantes et Angers, où se retrouver ?"
    reply = answer(Message(text, Trigger.DIRECT, Author("a", "a"), "mattermost"), world)
    assert reply is not None
    assert reply.kind is Kind.LIEUX
    assert reply.place is not None
    assert reply.place.kind is PlaceKind.MIDDLE
    assert "Entre **Rennes**, **Nantes** et **Angers**" in reply.text
    assert "Nantes : sur place" in reply.text
    assert "Angers : 80 km" in reply.text


def said(text: str, world: World) -> Reply:
    reply = answer(Message(text, Trigger.DIRECT, Author("a", "a"), "mattermost"), world)
    assert reply is not None
    return reply


@pytest.mark.parametrize(
    "text",
    [
        "on est à Rennes, Zzyzxville et Nantes, où se retrouver ?",
        "on est à Zzyzxville, Rennes et Nantes, où se retrouver ?",
        "on est à Rennes, Nantes et Zzyzxville, où se retrouver ?",
        "on est à Rennes, à Nantes et à Zzyzxville, où se retrouver ?",
        "on est à Quuxbourg, Zzyzxville, Rennes et Nantes, où se retrouver ?",
        "where to meet between Rennes, Nantes and Zzyzxville?",
    ],
)
def test_no_one_s_place_is_passed_over_without_a_word(text: str, world: World) -> None:
    reply = said(text, world)
    assert "**Rennes**" in reply.text
    assert "**Nantes**" in reply.text
    assert "Zzyzxville" in reply.text.rpartition("\n\n")[2]


@pytest.mark.parametrize(
    "text",
    [
        "on est à Rennes et Nantes avec Camille et Paul, où se retrouver ?",
        "Camille, Paul et moi sommes à Rennes et Nantes, où se retrouver ?",
        "on est à Rennes (Camille) et Nantes (Paul), où se retrouver ?",
        "Camille est à Rennes, Paul à Nantes, où se retrouver ?",
    ],
)
def test_a_person_s_name_is_no_place(text: str, world: World) -> None:
    reply = said(text, world)
    assert "**Rennes** et **Nantes**" in reply.text
    assert "Camille" not in reply.text
    assert "Paul" not in reply.text


def test_one_known_place_is_not_the_middle_of_two(world: World) -> None:
    reply = said("on est à Rennes et Zzyzxville, où se retrouver ?", world)
    assert reply.kind is Kind.UNKNOWN_PLACE
    assert "Zzyzxville" in reply.text


def test_people_of_one_town_meet_in_it(world: World) -> None:
    reply = said("on est à Rennes et à Rennes, où se retrouver ?", world)
    assert reply.text.startswith("**Rennes** et alentours")


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("on est 3 à Rennes et 2 à Nantes, où se retrouver ?", 5),
        ("on est deux à Rennes et une à Nantes, où se retrouver ?", 3),
        ("two of us in Lyon, one in Paris, where to meet?", 3),
        ("on est 4 à Rennes et les autres à Nantes, où se retrouver ?", 4),
        ("on est à Rennes et Nantes, où se retrouver à 6 ?", 6),
        ("on est à Rennes et Nantes, où se retrouver ?", None),
        (f"on est {'9' * 400} à Rennes et 2 à Nantes, où se retrouver ?", None),
    ],
)
def test_people_are_counted_from_everywhere(text: str, people: int | None, world: World) -> None:
    reply = said(text, world)
    assert reply.question is not None
    assert reply.question.people == people


def test_homonyms_are_those_on_one_side_of_the_ocean(world: World) -> None:
    reply = said("on se retrouve où entre Saint-Denis et Saint-Pierre ?", world)
    assert reply.hits
    assert {hit.lieu.departement for hit in reply.hits} == {"974"}
    assert {hit.lieu.departement for hit in said("on est à Saint-Denis et Paris, où se voir ?", world).hits} <= IDF


def test_programs_are_told_each_one_s_distance(world: World) -> None:
    request = Request(text="on est à Rennes et Nantes, où se retrouver ?", trigger=Trigger.DIRECT)
    lieux = respond(request, world)["lieux"]
    assert isinstance(lieux, list)
    assert set(lieux[0]["legs"]) == {"Rennes", "Nantes"}
    assert lieux[0]["distance_km"] == max(lieux[0]["legs"].values())
