"""Commands are recognised word for word, in both languages, and break no question."""

from dataclasses import replace

import pytest

from bot.assistant.answer import answer
from bot.assistant.world import World
from bot.language.commands import Spoken
from bot.language.slash_card import slash_card
from bot.models.event import Author, Message, Trigger
from bot.models.question import Language
from bot.models.reply import Kind, Reply, Visibility
from bot.models.standing import Standing, Trouble

BRETAGNE = "bureaux-bretagne"
ADMIN = Author("alice-id", "alice", is_admin=True)
MEMBER = Author("bob-id", "bob", is_admin=False)
UNKNOWN = Author("bob-id", "bob", is_admin=None)


def say(world: World, text: str, author: Author = MEMBER, trigger: Trigger = Trigger.SLASH) -> Reply:
    reply = answer(Message(text, trigger, author, "mattermost", BRETAGNE), world)
    assert reply is not None
    return reply


@pytest.mark.parametrize(
    ("text", "kind", "language"),
    [
        ("aide", Kind.HELP, Language.FR),
        ("AIDE !", Kind.HELP, Language.FR),
        ("help", Kind.HELP, Language.EN),
        ("statut", Kind.STATUS, Language.FR),
        ("Status", Kind.STATUS, Language.EN),
        ("recharger", Kind.RELOAD, Language.FR),
        ("reload", Kind.RELOAD, Language.EN),
        ("à propos de Tilab", Kind.ABOUT, Language.FR),
        ("A PROPOS DE TILAB", Kind.ABOUT, Language.FR),
        ("à propos de l'ETAP", Kind.ABOUT, Language.FR),
        ("about tilab", Kind.ABOUT, Language.EN),
        ("about La Cordée Rennes", Kind.ABOUT, Language.EN),
    ],
)
def test_each_command_has_its_words_in_both_languages(world: World, text: str, kind: Kind, language: Language) -> None:
    reply = say(world, text, ADMIN)
    assert (reply.kind, reply.language, reply.visibility) == (kind, language, Visibility.EPHEMERAL)


def test_a_command_may_be_said_to_the_bot_anywhere(world: World) -> None:
    assert say(world, "@lieux statut", ADMIN, Trigger.MENTION).kind is Kind.STATUS
    assert say(world, "help @lieux", ADMIN, Trigger.MENTION).visibility is Visibility.THREAD
    assert answer(Message("statut", Trigger.UNPROMPTED, ADMIN, "mattermost", BRETAGNE), world) is None


@pytest.mark.parametrize("text", ["statut Rennes", "recharger à Nantes", "aide à Lyon", "Rennes", "status Brest"])
def test_a_question_that_holds_the_word_of_a_command_stays_a_question(world: World, text: str) -> None:
    assert say(world, text, ADMIN).kind is Kind.LIEUX


def test_no_commune_bears_the_name_of_a_command(world: World) -> None:
    for words, command in world.commands.by_words.items():
        place = world.atlas.locate(" ".join(words)).place
        assert place is None or place.name.casefold() != " ".join(words), command


def test_about_a_place_gives_its_lieux(world: World) -> None:
    assert say(world, "à propos de Rennes").kind is Kind.LIEUX


def test_about_an_unknown_lieu_says_which_names_are_near(world: World) -> None:
    reply = say(world, "à propos de Tilabbo")
    assert (reply.kind, "**Tilab**" in reply.text) == (Kind.UNKNOWN_LIEU, True)
    nowhere = say(world, "about zzzqqq @all ![x](https://x.fr/i.png)")
    assert nowhere.kind is Kind.UNKNOWN_LIEU
    assert "![" not in nowhere.text
    assert "about Tilab" in say(world, "about").text


@pytest.mark.parametrize("text", ["recharger", "statut"])
def test_admin_commands_ask_who_speaks_and_refuse_the_others(world: World, text: str) -> None:
    assert say(world, text, UNKNOWN).kind is Kind.RIGHTS
    refused = say(world, text, MEMBER)
    assert refused.kind is Kind.REFUSED
    assert "réservée aux admins" in refused.text
    assert say(world, "aide", UNKNOWN).kind is Kind.HELP


def test_each_admin_command_leaves_one_line_of_audit(world: World, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO", "bot.audit"):
        say(world, "statut", ADMIN)
        say(world, "reload", MEMBER)
        say(world, "recharger", ADMIN)
        say(world, "recharger", UNKNOWN)
    lines = [record.getMessage() for record in caplog.records if record.name == "bot.audit"]
    assert lines == [
        "who=alice-id what=status outcome=said",
        "who=bob-id what=reload outcome=refused",
        f"who=alice-id what=reload outcome=lieux:{len(world.directory.snapshot.lieux)},problems:0",
    ]


def test_the_status_says_what_is_wrong_with_the_channels_and_what_people_think(world: World) -> None:
    troubles = {"bureaux-x": Trouble.ABSENT, "vieux": Trouble.ARCHIVED}
    standing = Standing(channels=7, troubles=troubles, liked=3, disliked=1)
    text = say(replace(world, standing=standing), "statut", ADMIN).text
    assert "que j'écoute : 7" in text
    assert "~bureaux-x : introuvable ou privé" in text
    assert "~vieux : archivé" in text
    assert "3 👍, 1 👎" in text


@pytest.mark.parametrize("language", [Language.FR, Language.EN])
def test_what_the_slash_command_shows_fits_into_mattermost(world: World, language: Language) -> None:
    card = slash_card(world.speech[language])
    assert 0 < len(card.hint.encode()) <= 128
    assert 0 < len(card.description.encode()) <= 128
    help_words = next(words for words, said in world.commands.by_words.items() if said == Spoken("help", language))
    assert help_words[0] in card.hint
