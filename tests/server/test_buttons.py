"""Buttons, forms and reactions from end to end: pressed by a person, through the server, to the bot and back."""

from collections.abc import Iterator

import pytest
import requests

from tests.fakes.mattermost import FakeMattermost
from tests.fakes.mattermost.interactive import press, press_private, submit
from tests.fakes.mattermost.model import Json, new_id
from tests.fakes.mattermost.troubles import server_error
from tests.server.interactive import Interactive, interactive

Fake = FakeMattermost


@pytest.fixture
def bot(server: Fake) -> Iterator[Interactive]:
    with interactive(server) as running:
        yield running


def ids(post: Json) -> list[str]:
    """The ids of the buttons under a post or an answer."""
    holder = post.get("props", post)
    assert isinstance(holder, dict)
    return [action["id"] for attachment in holder.get("attachments", ()) for action in attachment["actions"]]


def test_more_lieux_make_the_answer_longer_where_it_stands(bot: Interactive) -> None:
    post = bot.answered("@lieux Paris")
    assert ids(post) == ["more", "map", "report"]
    before = str(post["message"])
    pressed = press(bot.server.world, bot.server.alice, post, "more")
    assert pressed.response.json()["skip_slack_parsing"] is True
    after = bot.server.world.posts[str(post["id"])]
    assert "**3. " in before
    assert "**4. " not in before
    assert "**6. " in str(after["message"])
    assert ids(after) == ["more", "map", "report"]
    press(bot.server.world, bot.server.bob, after, "more")
    assert "**9. " in str(bot.server.world.posts[str(post["id"])]["message"])


def test_a_longer_answer_is_gone_on_from_in_the_thread(bot: Interactive) -> None:
    server = bot.server
    root = server.say(server.bob, server.bretagne, "@lieux Paris")
    post = server.wait_for_answer(root)
    press(server.world, server.bob, post, "more")
    others = server.say(server.bob, server.bretagne, "d'autres ?", root)
    assert "**7. " in str(server.wait_for_answer(others)["message"])


def test_an_answer_to_one_person_is_shared_in_the_channel(bot: Interactive) -> None:
    server = bot.server
    answer = bot.slash("Rennes")
    assert ids(answer) == ["map", "share", "report"]
    pressed = press_private(server.world, server.bob, server.bretagne, answer, "share")
    assert pressed.response.json() == {}
    (post,) = server.posts_in(server.bretagne)
    assert (post["user_id"], post["message"], post["root_id"]) == (server.bot.id, answer["text"], "")
    assert "déjà fait" in pressed.again().said
    assert len(server.posts_in(server.bretagne)) == 1


def test_who_shared_an_answer_goes_on_from_it_in_its_thread(bot: Interactive) -> None:
    server = bot.server
    press_private(server.world, server.bob, server.bretagne, bot.slash("Rennes"), "share")
    (shared,) = server.posts_in(server.bretagne)
    follow_up = server.say(server.bob, server.bretagne, "et à Nantes ?", shared)
    assert "**Nantes**" in str(server.wait_for_answer(follow_up)["message"])


def test_more_lieux_to_one_person_come_through_the_response_url(bot: Interactive) -> None:
    server = bot.server
    answer = bot.slash("Paris")
    press_private(server.world, server.bob, server.bretagne, answer, "more")
    ((_, late),) = server.world.late_answers
    assert (late["response_type"], late["skip_slack_parsing"]) == ("ephemeral", True)
    assert "**4. " in str(late["text"])
    assert ids(late) == ["more", "map", "share", "report"]


def test_what_the_bot_cannot_post_is_shared_by_the_command_itself(bot: Interactive) -> None:
    server = bot.server
    elsewhere = server.world.add_channel("ailleurs", server.bob, kind="P")
    answer = bot.slash("Rennes", channel=elsewhere)
    press_private(server.world, server.bob, elsewhere, answer, "share")
    ((_, late),) = server.world.late_answers
    assert (late["response_type"], late["text"]) == ("in_channel", answer["text"])


def test_sharing_that_fails_says_the_cure_and_may_be_tried_again(bot: Interactive) -> None:
    server = bot.server
    answer = bot.slash("Rennes")
    server.bretagne.members.discard(server.bot.id)
    server.world.hooks_taken = False
    pressed = press_private(server.world, server.bob, server.bretagne, answer, "share")
    assert "/invite lieux" in pressed.said
    server.bretagne.members.add(server.bot.id)
    assert pressed.again().response.json() == {}
    assert len(server.posts_in(server.bretagne)) == 1


FORGERIES: dict[str, Json] = {
    "no context": {"context": {}},
    "a context of somebody's own": {"context": {"signed": "x" * 64 + '.{"deed":{"kind":"more"}}'}},
    "not even text": {"context": {"signed": {"deed": "more"}}},
    "another channel": {"channel_id": new_id()},
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_forged_press_is_refused_with_a_clear_word(bot: Interactive, forgery: str) -> None:
    post = bot.answered("@lieux Paris")
    url = str(bot.server.world.integrations[str(post["id"]), "more"]["url"])
    honest: Json = {
        "user_id": bot.server.bob.id,
        "channel_id": bot.server.bretagne.id,
        "trigger_id": new_id(),
        "context": bot.server.world.integrations[str(post["id"]), "more"]["context"],
    }
    answer = requests.post(url, json={**honest, **FORGERIES[forgery]}, timeout=10)
    assert answer.status_code == 200
    assert "pas de moi" in answer.json()["ephemeral_text"]
    assert bot.server.posts_in(bot.server.bretagne)[-1]["message"] == post["message"]


def test_a_changed_context_is_forged(bot: Interactive) -> None:
    post = bot.answered("@lieux Paris")
    integration = bot.server.world.integrations[str(post["id"]), "more"]
    context = integration["context"]
    assert isinstance(context, dict)
    integration["context"] = {"signed": context["signed"].replace("Paris", "Nantes")}
    assert "pas de moi" in press(bot.server.world, bot.server.bob, post, "more").said


def test_a_replayed_press_is_refused(bot: Interactive) -> None:
    post = bot.answered("@lieux Paris")
    pressed = press(bot.server.world, bot.server.bob, post, "more")
    assert "déjà fait" in pressed.again().said
    assert "déjà fait" in pressed.again(post_id=new_id(), trigger_id=new_id()).said


def test_a_private_button_is_its_persons_own(bot: Interactive) -> None:
    answer = bot.slash("Rennes", bot.server.bob)
    pressed = press_private(bot.server.world, bot.server.alice, bot.server.bretagne, answer, "share")
    assert "quelqu'un d'autre" in pressed.said


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'{"context":3}', "é".encode("latin-1")])
def test_what_is_no_press_is_refused_at_the_door(bot: Interactive, body: bytes) -> None:
    url = bot.edge.slash_url.replace("/commande", "/action")
    assert requests.post(url, data=body, timeout=10).status_code == 400
    assert requests.get(url, timeout=10).status_code == 405
    assert requests.post(url, data=b"x" * 1_100_000, timeout=10).status_code == 413


def opened(bot: Interactive) -> Json:
    """The form that bob opened under an answer about Rennes."""
    press(bot.server.world, bot.server.bob, bot.answered("@lieux Rennes"), "report")
    return bot.server.world.dialogs[-1]


def test_a_report_goes_to_the_admins_and_its_author_is_thanked(bot: Interactive) -> None:
    server = bot.server
    dialog = opened(bot)
    values: Json = {"lieu": "tilab", "texte": "Fermé, demande à @all\n![x](https://x.fr/p.png) <!channel> <@u1>"}
    assert submit(server.world, server.bob, dialog, values, server.bretagne) == {}
    (report,) = server.posts_in(bot.admins)
    said = str(report["message"])
    assert "Tilab" in said
    assert "@\u200bbob" in said, "who said so, without calling them"
    for ping in ("@all", "@bob", "![", "<!", "<@u"):
        assert ping not in said
    server.wait_for(lambda: bool(server.posts_in(server.direct(server.bob))))
    assert "Merci" in str(server.posts_in(server.direct(server.bob))[-1]["message"])
    again = submit(server.world, server.bob, dialog, values, server.bretagne)
    assert "déjà fait" in str(again["error"])
    assert len(server.posts_in(bot.admins)) == 1


def test_a_form_may_be_opened_by_several_people_and_again(bot: Interactive) -> None:
    post = bot.answered("@lieux Rennes")
    first = press(bot.server.world, bot.server.bob, post, "report")
    press(bot.server.world, bot.server.alice, post, "report")
    press(bot.server.world, bot.server.bob, post, "report")
    assert len(bot.server.world.dialogs) == 3
    assert "déjà fait" in first.again().said, "the very same click is a replay"
    assert len(bot.server.world.dialogs) == 3


def test_a_field_left_empty_is_said_at_the_field_and_the_form_stays_good(bot: Interactive) -> None:
    server, dialog = bot.server, opened(bot)
    wrong = submit(server.world, server.bob, dialog, {"lieu": "tilab", "texte": None}, server.bretagne)
    assert list(wrong) == ["errors"]
    assert "texte" in str(wrong["errors"])
    right: Json = {"lieu": "tilab", "texte": "Fermé"}
    assert submit(server.world, server.bob, dialog, right, server.bretagne) == {}


def test_a_form_of_somebody_elses_or_nobodys_is_refused(bot: Interactive) -> None:
    server, dialog = bot.server, opened(bot)
    values: Json = {"lieu": "tilab", "texte": "Fermé"}
    others = submit(server.world, server.alice, dialog, values, server.bretagne)
    assert "quelqu'un d'autre" in str(others["error"])
    forged = submit(server.world, server.alice, dialog, values, server.bretagne, state="etat-123")
    assert "pas de moi" in str(forged["error"])
    button = bot.server.world.integrations[str(bot.answered("@lieux Rennes")["id"]), "report"]["context"]
    assert isinstance(button, dict)
    state = button["signed"]
    crossed = submit(server.world, server.bob, dialog, values, server.bretagne, state=state)
    assert "pas de moi" in str(crossed["error"]), "what signs a button signs no form"
    assert server.posts_in(bot.admins) == []


def test_a_cancelled_form_is_closed_without_a_word(bot: Interactive) -> None:
    dialog = opened(bot)
    answer = submit(bot.server.world, bot.server.bob, dialog, {}, bot.server.bretagne, cancelled=True, submission=None)
    assert answer == {}
    assert bot.server.posts_in(bot.admins) == []


def test_a_report_that_cannot_be_delivered_says_so_and_may_be_sent_again(bot: Interactive) -> None:
    server, dialog = bot.server, opened(bot)
    bot.admins.members.discard(server.bot.id)
    values: Json = {"lieu": "tilab", "texte": "Fermé"}
    lost = submit(server.world, server.bob, dialog, values, server.bretagne)
    assert "pas pu transmettre" in str(lost["error"])
    bot.admins.members.add(server.bot.id)
    assert submit(server.world, server.bob, dialog, values, server.bretagne) == {}


def test_a_form_that_does_not_open_says_what_to_do(bot: Interactive) -> None:
    post = bot.answered("@lieux Rennes")
    bot.server.troubles.instead.append(server_error())
    assert "Clique encore" in press(bot.server.world, bot.server.bob, post, "report").said


def test_the_person_who_asked_takes_the_answer_away_and_nobody_else(bot: Interactive) -> None:
    server = bot.server
    post = bot.answered("@lieux Rennes")
    server.world.react(server.alice, post, "x")
    server.world.react(server.bob, post, "heart")
    bot.answered("@lieux Nantes")
    assert str(post["id"]) in server.world.posts
    server.world.react(server.bob, post, "x")
    server.wait_for(lambda: str(post["id"]) not in server.world.posts)


def test_a_shared_answer_that_others_replied_to_stays(bot: Interactive) -> None:
    server = bot.server
    press_private(server.world, server.bob, server.bretagne, bot.slash("Rennes"), "share")
    (shared,) = server.posts_in(server.bretagne)
    server.say(server.alice, server.bretagne, "merci bob", shared)
    shared["reply_count"] = 1
    server.world.react(server.bob, shared, "x")
    bot.answered("@lieux Nantes")
    assert str(shared["id"]) in server.world.posts


def test_thumbs_on_answers_are_counted_and_no_others(bot: Interactive) -> None:
    server, standing = bot.server, bot.world.standing
    post = bot.answered("@lieux Rennes")
    chatter = server.say(server.alice, server.bretagne, "il fait beau")
    server.world.react(server.bob, chatter, "+1")
    server.world.react(server.alice, post, "+1")
    server.world.react(server.bob, post, "thumbsup_medium_dark_skin_tone")
    server.world.react(server.bob, post, "-1")
    server.wait_for(lambda: (standing.liked, standing.disliked) == (2, 1))
    server.world.react(server.alice, post, "+1", added=False)
    server.wait_for(lambda: (standing.liked, standing.disliked) == (1, 1))
    assert "1 👍, 1 👎" in str(bot.slash("statut", bot.carol)["text"])
