"""A map with the answer, when it is asked for."""

import io

import pytest
from PIL import Image

from bot.assistant.answer import answer
from bot.assistant.world import World
from bot.models.event import Author, Message, Thread, Trigger
from bot.models.reply import Kind, Reply


def said(text: str, world: World, trigger: Trigger = Trigger.MENTION, thread: Thread | None = None) -> Reply | None:
    return answer(Message(text, trigger, Author("id", "name"), "mattermost", "bureaux-bretagne", thread), world)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("carte Nantes", "Nantes"),
        ("@lieux carte des lieux près de Vannes", "Vannes"),
        ("montre-moi la carte de la Drôme", "Drôme"),
        ("une salle à Lyon jeudi, sur une carte", "Lyon"),
        ("map of Paris", "Paris"),
        ("show me a map of the lieux near Toulouse", "Toulouse"),
        ("carte", "Rennes"),
    ],
)
def test_who_asks_for_a_map_gets_one_with_the_list(text: str, place: str, world: World) -> None:
    reply = said(text, world)
    assert reply is not None
    assert reply.kind is Kind.LIEUX
    assert reply.place is not None
    assert reply.place.name == place
    assert reply.picture is not None
    assert Image.open(io.BytesIO(reply.picture.png)).format == "PNG"
    assert "1. " in reply.text


@pytest.mark.parametrize("text", ["carte de Zzyzxville", "map of Zzyzxville", "montre-moi la carte de la Zzyzxville"])
def test_a_map_of_nowhere_is_not_that_of_the_channel_s_town(text: str, world: World) -> None:
    reply = said(text, world)
    assert reply is not None
    assert reply.kind is Kind.UNKNOWN_PLACE
    assert "Zzyzxville" in reply.text
    assert reply.picture is None


def test_the_words_of_a_map_number_the_lieux_as_the_list_does(world: World) -> None:
    reply = said("carte de Nantes", world)
    assert reply is not None
    assert reply.picture is not None
    assert reply.question is not None
    names = [hit.lieu.nom for hit in reply.hits if hit.lieu.id in reply.question.seen]
    title, *listed = reply.picture.alt.split(". ", 1)
    assert title == f"Carte : {len(names)} lieux, Nantes et alentours"
    for number, name in enumerate(names, 1):
        assert f"{number}. {name}," in listed[0]
        assert f"**{number}. " in reply.text
    assert reply.picture.name == f"{title.replace(' :', ',')}.png"


def test_where_several_people_meet_each_one_s_town_is_on_the_map(world: World) -> None:
    asked = "on est à Rennes, Nantes et Angers, où se retrouver ?"
    plain, mapped = said(asked, world), said(f"{asked} sur une carte", world)
    assert plain is not None
    assert mapped is not None
    assert mapped.picture is not None
    assert mapped.hits == plain.hits


def test_a_map_of_what_was_just_answered_shows_the_same_lieux(world: World) -> None:
    first = said("une salle à Lyon", world)
    assert first is not None
    again = said("la carte ?", world, Trigger.UNPROMPTED, Thread(first.question, with_bot=True))
    assert again is not None
    assert again.picture is not None
    assert again.question == first.question


def test_the_next_lieux_keep_their_numbers_on_the_map(world: World) -> None:
    first = said("Paris", world)
    assert first is not None
    more = said("d'autres, sur une carte", world, Trigger.MENTION, Thread(first.question, with_bot=True))
    assert more is not None
    assert more.picture is not None
    assert " 4. " in more.picture.alt
    assert " 1. " not in more.picture.alt


@pytest.mark.parametrize("text", ["où bosser à Lyon ?", "Nantes", "un lieu qui accepte la carte à Lyon ?"])
def test_who_does_not_ask_for_a_map_gets_none(text: str, world: World) -> None:
    reply = said(text, world)
    assert reply is not None
    assert reply.picture is None


@pytest.mark.parametrize("text", ["carte de Londres", "carte des lieux près de Zzyzxville"])
def test_where_there_is_nothing_to_draw_the_words_alone_are_said(text: str, world: World) -> None:
    reply = said(text, world)
    assert reply is not None
    assert reply.picture is None
    assert reply.text


@pytest.mark.parametrize(
    "text",
    ["la carte du restau est top", "carte des vins ?", "j'ai perdu ma carte", "carte de Paris", "le plan de table"],
)
def test_nobody_is_answered_for_the_word_alone(text: str, world: World) -> None:
    assert said(text, world, Trigger.UNPROMPTED) is None
