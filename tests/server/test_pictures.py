"""Maps from end to end: asked for, drawn, uploaded, and put where the person sees them."""

from collections.abc import Iterator

import pytest

from tests.fakes.mattermost import FakeMattermost
from tests.fakes.mattermost.interactive import press, press_private
from tests.fakes.mattermost.model import File, Json
from tests.server.interactive import Interactive, interactive

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def bot(server: FakeMattermost) -> Iterator[Interactive]:
    with interactive(server) as running:
        yield running


def picture_of(bot: Interactive, post: Json) -> File:
    """The one file of a post."""
    ids = post["file_ids"]
    assert isinstance(ids, list)
    (id_,) = ids
    return bot.server.world.files[id_]


def in_private(bot: Interactive) -> list[Json]:
    """What the bot said to bob apart."""
    return bot.server.posts_in(bot.server.direct(bot.server.bob))


def test_a_mention_gets_the_map_with_its_list_in_the_thread(bot: Interactive) -> None:
    post = bot.answered("@lieux carte de Rennes")
    file = picture_of(bot, post)
    assert file.content.startswith(PNG)
    assert file.name.startswith("Carte, ")
    assert file.name.endswith(" Rennes et alentours.png")
    assert "**1. " in str(post["message"])
    assert "les numéros sont ceux de la liste" in str(post["message"])


def test_a_command_s_map_goes_to_the_person_apart_and_the_answer_says_so(bot: Interactive) -> None:
    answer = bot.slash("carte de Rennes")
    assert str(answer["text"]).endswith("dans ta conversation privée avec moi.")
    assert "**1. " in str(answer["text"])
    (post,) = in_private(bot)
    assert picture_of(bot, post).content.startswith(PNG)
    assert "**1. " in str(post["message"])
    assert bot.server.posts_in(bot.server.bretagne) == []


def test_the_button_shows_the_map_of_the_same_lieux_in_the_thread(bot: Interactive) -> None:
    post = bot.answered("@lieux Rennes")
    assert "file_ids" not in post
    assert press(bot.server.world, bot.server.alice, post, "map").response.json() == {}
    shown = next(each for each in bot.server.posts_in(bot.server.bretagne) if "file_ids" in each)
    assert shown["root_id"] == post["root_id"]
    assert picture_of(bot, shown).content.startswith(PNG)
    assert "Carte : " in str(shown["message"])
    assert "1. Tilab" in str(shown["message"])


def test_the_button_under_a_command_s_answer_shows_the_map_to_the_person_apart(bot: Interactive) -> None:
    answer = bot.slash("Rennes")
    pressed = press_private(bot.server.world, bot.server.bob, bot.server.bretagne, answer, "map")
    assert "conversation privée" in pressed.response.json()["ephemeral_text"]
    (post,) = in_private(bot)
    assert picture_of(bot, post).content.startswith(PNG)
    assert bot.server.posts_in(bot.server.bretagne) == []


def test_a_map_that_cannot_be_shown_to_all_is_told_to_who_pressed_and_may_be_asked_again(bot: Interactive) -> None:
    post = bot.answered("@lieux Rennes")
    bot.server.bretagne.members.discard(bot.server.bot.id)
    pressed = press(bot.server.world, bot.server.bob, post, "map")
    assert "1. Tilab" in pressed.said
    bot.server.bretagne.members.add(bot.server.bot.id)
    assert pressed.again().response.json() == {}
    assert any("file_ids" in each for each in bot.server.posts_in(bot.server.bretagne))


def test_where_the_server_takes_no_file_the_words_stand_alone(bot: Interactive) -> None:
    bot.server.troubles.refused.add("/api/v4/files")
    post = bot.answered("@lieux carte de Rennes")
    assert "file_ids" not in post
    assert "**1. " in str(post["message"])
    assert "sur la carte" not in str(post["message"]).casefold()
    assert "conversation privée" not in str(bot.slash("carte de Rennes")["text"])
