"""What people say on the server is answered, or not."""

import pytest

from bot.models.event import Trigger
from tests.fakes.mattermost import FakeMattermost
from tests.server.echo import Echo

pytestmark = pytest.mark.usefixtures("edge")


def test_a_mention_is_answered_in_its_thread(server: FakeMattermost) -> None:
    post = server.say(server.alice, server.bretagne, "@lieux où travailler à Rennes ?")
    answer = server.wait_for_answer(post)
    assert answer["root_id"] == post["id"]
    assert answer["message"] == "mention: @\u200blieux où travailler à Rennes ?"


def test_a_question_to_nobody_is_answered(server: FakeMattermost) -> None:
    post = server.say(server.bob, server.bretagne, "où travailler à Brest ?")
    assert server.wait_for_answer(post)["message"] == "unprompted: où travailler à Brest ?"


def test_a_direct_message_is_answered(server: FakeMattermost, echo: Echo) -> None:
    post = server.say(server.alice, server.direct(server.alice), "Lyon ?")
    assert server.wait_for_answer(post)["message"] == "direct: Lyon ?"
    assert echo.messages[0].channel is None


def test_the_answerer_is_told_who_and_where(server: FakeMattermost, echo: Echo) -> None:
    server.wait_for_answer(server.say(server.bob, server.bretagne, "@lieux a"))
    server.wait_for_answer(server.say(server.alice, server.bretagne, "@lieux b"))
    first, second = echo.messages
    assert (first.author.id, first.author.name) == (server.bob.id, "bob")
    assert (second.author.id, second.author.name) == (server.alice.id, "alice")
    assert (first.channel, first.trigger, first.thread) == ("bureaux-bretagne", Trigger.MENTION, None)


def test_chatter_meets_silence(server: FakeMattermost) -> None:
    chatter = server.say(server.alice, server.bretagne, "il fait beau")
    answer = server.wait_for_answer(server.say(server.alice, server.bretagne, "@lieux Rennes"))
    assert server.answers_to(chatter) == []
    assert server.posts_in(server.bretagne)[-1] == answer


def test_machines_are_never_answered(server: FakeMattermost, echo: Echo) -> None:
    for props in ({"from_webhook": "true"}, {"from_bot": "true"}, {"from_plugin": True}, {"from_oauth_app": "true"}):
        server.say(server.alice, server.bretagne, "@lieux machine ?", props=props)
    server.say(server.alice, server.bretagne, "lieux a été ajouté au canal.", type="system_add_to_channel")
    server.say(server.bot, server.bretagne, "@lieux c'est moi ?")
    server.wait_for_answer(server.say(server.alice, server.bretagne, "@lieux fin"))
    assert [message.text for message in echo.messages] == ["@lieux fin"]


def test_a_follow_up_finds_its_question_in_the_thread(server: FakeMattermost) -> None:
    root = server.say(server.alice, server.bretagne, "@lieux Rennes")
    server.wait_for_answer(root)
    again = server.say(server.alice, server.bretagne, "et Vannes ?", root)
    assert server.wait_for_answer(again)["message"] == "unprompted: et Vannes ? (après Rennes, avec le bot)"
    bobs = server.say(server.bob, server.bretagne, "@lieux et Dinan ?", root)
    answer = server.wait_for_answer(bobs)
    assert answer["message"] == "mention: @\u200blieux et Dinan ? (après Vannes, sans le bot)"
    assert answer["root_id"] == root["id"]


def test_a_thread_without_the_bot_continues_no_question(server: FakeMattermost) -> None:
    root = server.say(server.alice, server.bretagne, "qui vient jeudi")
    reply = server.say(server.bob, server.bretagne, "où ça ?", root)
    assert server.wait_for_answer(reply)["message"] == "unprompted: où ça ? (après None, sans le bot)"


def test_a_post_told_twice_is_answered_once(server: FakeMattermost) -> None:
    post = server.say(server.alice, server.bretagne, "@lieux Rennes")
    server.wait_for_answer(post)
    (stream,) = server.hub.streams.values()
    server.send_raw(next(frame for frame in stream.frames if str(post["id"]) in frame))
    server.wait_for_answer(server.say(server.alice, server.bretagne, "@lieux fin"))
    assert len(server.answers_to(post)) == 1


def test_a_channel_without_the_bot_is_not_heard(server: FakeMattermost, echo: Echo) -> None:
    server.say(server.alice, server.nantes, "@lieux Nantes ?")
    server.wait_for_answer(server.say(server.alice, server.bretagne, "@lieux fin"))
    assert [message.text for message in echo.messages] == ["@lieux fin"]
