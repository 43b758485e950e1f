"""Homonyms and misspellings: the likelier place, or a question; never another town unawares."""

import random
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.models.place import Place
from bot.places.atlas import Gazetteer, read_gazetteer
from bot.places.table import read_table
from bot.text import fold_name, words

DATA = Path(__file__).parents[3] / "data" / "places"


@cache
def read_once() -> Gazetteer:
    """The map, for properties: hypothesis does not mix well with fixtures."""
    return read_gazetteer(DATA)


@pytest.fixture(scope="module")
def rennes(gazetteer: Gazetteer) -> Place:
    place = gazetteer.locate("Rennes").place
    assert place
    return place


def test_a_bare_homonym_tells_which_others_there_are(gazetteer: Gazetteer) -> None:
    located = gazetteer.locate("Saint-Denis")
    assert located.place
    assert located.place.departments == ("93",)
    assert ("974",) in [other.departments for other in located.alternatives]


def test_a_clear_lead_needs_no_word_of_the_others(gazetteer: Gazetteer) -> None:
    assert gazetteer.locate("Valence").alternatives == ()


def test_a_hint_leaves_no_other(gazetteer: Gazetteer) -> None:
    assert gazetteer.locate("Saint-Denis (974)").alternatives == ()


def test_the_channels_homonym_is_preferred_and_the_larger_one_named(gazetteer: Gazetteer) -> None:
    near = gazetteer.locate("Montauban (82)").place
    located = gazetteer.locate("Valence", near)
    assert located.place
    assert located.place.departments == ("82",)
    assert ("26",) in [other.departments for other in located.alternatives]


def test_a_hint_where_nobody_bears_the_name_makes_a_doubt(gazetteer: Gazetteer) -> None:
    located = gazetteer.locate("Vitré 44")
    assert located.place is None
    assert [place.name for place in located.suggestions] == ["Vitré"]


def test_the_channels_region_decides_between_misspellings(gazetteer: Gazetteer, rennes: Place) -> None:
    assert gazetteer.locate("Renes", rennes).place == rennes


def test_a_doubt_proposes_a_handful_at_most(gazetteer: Gazetteer) -> None:
    assert 2 <= len(gazetteer.locate("hasson").suggestions) <= 5


@given(st.text(max_size=80))
@settings(max_examples=150, deadline=None)
def test_no_text_makes_the_map_raise(text: str) -> None:
    gazetteer = read_once()
    gazetteer.locate(text)
    gazetteer.resembles(text)
    for mention in gazetteer.find(words(text)):
        assert 0 <= mention.start < mention.end <= len(words(text))


PIECES = ["paris", "lyon", "15", "15e", "e", "a", "le", "du", "aux", "saint", "st", "s", "(", "35", "2a", "75011",
          "92055", "cedex", "en", "la", "reunion", "vienne", "espagne", "xv", "dans", "rennes", "sur", "rue", ",", "/",
          "arrondissement", "mer", "de", "l'", "-"]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join))
@settings(max_examples=300, deadline=None)
def test_mentions_neither_overlap_nor_go_backwards(text: str) -> None:
    gazetteer = read_once()
    gazetteer.locate(text)
    end = 0
    for mention in gazetteer.find(words(text)):
        assert mention.start >= end
        end = mention.end


def slip(name: str, chance: random.Random) -> str:
    """``name`` with one letter wrong, missing, doubled or swapped with the next."""
    while True:
        at = chance.randrange(len(name) - 1)
        other = chance.choice("abcdefghijklmnopqrstuvwxyz")
        written = chance.choice(
            [
                name[:at] + other + name[at + 1 :],
                name[:at] + name[at + 1 :],
                name[:at] + name[at] + name[at:],
                name[:at] + name[at + 1] + name[at] + name[at + 2 :],
            ]
        )
        if fold_name(written) != fold_name(name):
            return written


def test_one_slip_in_a_long_name_never_leads_to_another_town_unawares(gazetteer: Gazetteer) -> None:
    chance = random.Random(20261122)  # noqa: S311  a sample, always the same
    table = read_table(DATA)
    names = set(map(fold_name, table.names))
    rows = [row for row in range(table.first_old) if len(fold_name(table.names[row]).replace(" ", "")) >= 7]
    right = asked = 0
    sample = chance.sample(rows, 400)
    for row in sample:
        name = table.names[row]
        written = slip(name, chance)
        located = gazetteer.locate(written)
        met = [place.name for place in (located.place, *located.alternatives, *located.suggestions) if place]
        if fold_name(written) in names or located.place is None:
            asked += name in met
        else:
            # Of homonyms, which the map tells apart by other means, any will do here.
            assert name in met, f"{written!r}, for {name}, became {located.place.name}"
            right += 1
    assert right >= 0.85 * len(sample)
    assert right + asked >= 0.97 * len(sample)
