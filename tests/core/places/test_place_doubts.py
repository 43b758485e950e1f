"""Homonyms and misspellings: the likelier place, or a question; never another town unawares."""

import random
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.models.place import Place
from bot.places.areas import named_departments, read_areas, read_departments
from bot.places.atlas import Gazetteer, read_gazetteer
from bot.places.landmarks import read_abroad, read_landmarks
from bot.places.names import head, key_of, keys_of, opening, without_article
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
@settings(max_examples=150)
def test_no_text_makes_the_map_raise(text: str) -> None:
    gazetteer = read_once()
    gazetteer.locate(text)
    gazetteer.resembles(text)
    for mention in gazetteer.find(words(text)):
        assert 0 <= mention.start < mention.end <= len(words(text))


def test_a_contradictory_hint_in_a_sentence_is_asked_about(gazetteer: Gazetteer) -> None:
    (mention,) = gazetteer.find(words("un bureau à Vitré (44)"))
    located = gazetteer.locate(mention.name)
    assert located.place is None
    assert [place.name for place in located.suggestions] == ["Vitré"]


@pytest.mark.parametrize(("village", "city"), [("Vanne", "Vannes"), ("Rodes", "Rodez"), ("Angres", "Angers")])
def test_a_village_names_the_city_it_is_confused_with(gazetteer: Gazetteer, village: str, city: str) -> None:
    assert city in [place.name for place in gazetteer.locate(village).alternatives]


@pytest.mark.parametrize(("code", "cedex"), [("91919", "91919"), ("35001", "35001"), ("35000", ""), ("97150", "")])
def test_a_department_taken_for_a_code_says_which(gazetteer: Gazetteer, code: str, cedex: str) -> None:
    assert gazetteer.locate(code).cedex == cedex


def test_an_article_before_any_name_of_the_lists_neither_raises_nor_hides_it(gazetteer: Gazetteer) -> None:
    departments = read_departments(DATA)
    listed = [*read_areas(DATA, departments), *named_departments(departments), *read_landmarks(DATA)]
    listed += [abroad.named for abroad in read_abroad(DATA)]
    for form in (form for named in listed for form in named.forms):
        for article in ("le ", "la ", "les ", "l'"):
            located = gazetteer.locate(article + form)
            assert located.place or located.suggestions, article + form


PIECES = ["paris", "lyon", "15", "15e", "e", "a", "le", "du", "aux", "saint", "st", "s", "(", "35", "2a", "75011",
          "92055", "cedex", "en", "la", "reunion", "vienne", "espagne", "xv", "dans", "rennes", "sur", "rue", ",", "/",
          "arrondissement", "mer", "de", "l'", "-"]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=8).map(" ".join))
@settings(max_examples=300)
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


@pytest.mark.parametrize("seed", [20261122, 1, 555])
@pytest.mark.parametrize("least", [5_000, 0])
def test_one_slip_never_leads_to_another_town_unawares(gazetteer: Gazetteer, seed: int, least: int) -> None:
    chance = random.Random(seed)  # noqa: S311  a sample, always the same
    table = read_table(DATA)
    keys = set(keys_of(table.names))
    # Names that somebody bears as they are, whole, without their article or for short.
    names = keys | {short for key in keys for short in (opening(key), head(key), without_article(key)) if short}
    rows = [
        row
        for row in range(table.first_old)
        if len(fold_name(table.names[row]).replace(" ", "")) >= 5 and table.populations[row] >= least
    ]
    right = met = 0
    sample = chance.sample(rows, 400)
    for row in sample:
        name = table.names[row]
        written = slip(name, chance)
        located = gazetteer.locate(written)
        held = [place.name for place in (located.place, *located.alternatives, *located.suggestions) if place]
        met += name in held
        if key_of(written) not in names and located.place is not None:
            # Of homonyms, which the map tells apart by other means, any will do here.
            assert name in held, f"{written!r}, for {name}, became {located.place.name}"
            right += 1
    # A village misspelt is asked about, a town found.
    assert right >= (0.75 if least else 0.25) * len(sample)
    assert met >= 0.9 * len(sample)
