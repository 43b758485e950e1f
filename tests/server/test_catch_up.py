"""What was asked while the bot heard nothing is answered once it is back: once, in order, and not hours later."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from starlette.responses import Response

from bot.config import Config, MattermostSettings, Secrets
from bot.mattermost.edge import Edge
from tests.fakes.mattermost import TOKEN, FakeMattermost
from tests.fakes.mattermost.model import Json
from tests.fakes.mattermost.troubles import maintenance_page, server_error
from tests.server.conftest import QUICK, edge_for, running
from tests.server.echo import Echo

Fake = FakeMattermost


def ask(server: Fake, text: str, root: Json | None = None) -> Json:
    return server.say(server.alice, server.bretagne, text, root)


def answers(server: Fake, *posts: Json) -> list[int]:
    """How many answers each of ``posts`` has, once a later question is answered."""
    server.wait_for_answer(ask(server, "@lieux fin"))
    return [len([a for a in server.answers_to(post) if _answers(a, post)]) for post in posts]


def _answers(answer: Json, post: Json) -> bool:
    props = answer["props"]
    assert isinstance(props, dict)
    return bool(props["lieux"]["post"] == post["id"])


@contextmanager
def deaf(server: Fake, *, restarted: bool = True) -> Iterator[None]:
    """The bot connected before and after, hearing nothing meanwhile."""
    connections = len(server.hub.seen)
    server.hub.refusal = (503, {})
    if restarted:
        server.restart()
    else:
        server.cut()
    server.wait_for(lambda: not server.hub.open)
    yield
    server.hub.refusal = None
    server.wait_until_connected(connections + 1)


@pytest.mark.usefixtures("edge")
def test_what_was_asked_while_the_server_restarted_is_answered(server: Fake, echo: Echo) -> None:
    server.wait_for_answer(ask(server, "@lieux avant"))
    with deaf(server):
        mention = ask(server, "@LIEUX: Rennes")
        unprompted = server.say(server.bob, server.bretagne, "où bosser à Brest ?")
        direct = server.say(server.bob, server.direct(server.bob), "Vannes")
        silent = [ask(server, "bonjour"), ask(server, "`@lieux` code"), ask(server, "salut\n\n    @lieux code")]
    for post in (mention, unprompted, direct):
        server.wait_for_answer(post)
    assert answers(server, mention, unprompted, direct, *silent) == [1, 1, 1, 0, 0, 0]
    by_text = {message.text: message for message in echo.messages}
    heard = by_text["@LIEUX: Rennes"]
    assert (heard.trigger, heard.channel, heard.author.name, heard.author.is_admin) == (
        "mention",
        "bureaux-bretagne",
        "alice",
        None,
    )
    assert (by_text["Vannes"].trigger, by_text["Vannes"].channel) == ("direct", None)


def test_what_was_asked_while_the_bot_was_down_is_answered_once(server: Fake, echo: Echo) -> None:
    with running(edge_for(server.url, echo)):
        before = ask(server, "@lieux avant")
        server.wait_for_answer(before)
        silent = ask(server, "bavardage")
    meanwhile = ask(server, "@lieux pendant")
    for _ in range(2):
        with running(edge_for(server.url, echo)):
            server.wait_for_answer(meanwhile)
            assert answers(server, before, silent, meanwhile) == [1, 0, 1]


def test_an_old_question_is_not_answered_even_when_it_was_edited(server: Fake, echo: Echo) -> None:
    old, recent, asked_before = ask(server, "@lieux vieux"), ask(server, "@lieux récent"), ask(server, "@lieux où ?")
    server.age(old, 31)
    server.age(recent, 29)
    server.age(asked_before, 60)
    server.edit(asked_before, "@lieux où donc ?")
    with running(edge_for(server.url, echo)):
        server.wait_for_answer(recent)
        assert answers(server, old, recent, asked_before) == [0, 1, 0]


@pytest.mark.parametrize("ahead_min", [-120, 120])
def test_the_clock_of_the_server_decides_what_is_old(server: Fake, echo: Echo, ahead_min: int) -> None:
    server.troubles.ahead_s = ahead_min * 60
    old, recent = ask(server, "@lieux vieux"), ask(server, "@lieux récent")
    server.age(old, 31 - ahead_min)
    server.age(recent, 29 - ahead_min)
    with running(edge_for(server.url, echo)):
        server.wait_for_answer(recent)
        assert answers(server, old, recent) == [0, 1]


def test_a_server_that_refuses_to_be_looked_through_is_listened_to(server: Fake, echo: Echo) -> None:
    server.troubles.refused.add("/api/v4/users/me/teams")
    with running(edge_for(server.url, echo)) as edge:
        server.wait_until_connected()
        server.wait_for_answer(ask(server, "@lieux Rennes"))
    assert edge.error is None


def test_a_bot_that_never_looks_back_answers_what_it_hears(server: Fake, echo: Echo) -> None:
    missed = ask(server, "@lieux manqué")
    settings = MattermostSettings.model_validate({"url": server.url, "catch_up_min": 0})
    edge = Edge(Config(mattermost=settings), Secrets.model_validate({"mattermost_token": TOKEN}), echo, QUICK)
    with running(edge):
        server.wait_until_connected()
        assert answers(server, missed) == [0]


def test_an_answer_that_was_deleted_is_not_said_again(server: Fake, echo: Echo) -> None:
    with running(edge_for(server.url, echo)):
        asked = ask(server, "@lieux Rennes")
        answer = server.wait_for_answer(asked)
    answer["delete_at"] = answer["update_at"]  # as a list of what changed shows it
    with running(edge_for(server.url, echo)):
        assert answers(server, asked) == [1]


def test_more_posts_than_a_server_lists_at_once_lose_no_question(server: Fake, echo: Echo) -> None:
    first = ask(server, "@lieux premier")
    for n in range(1100):
        server.say(server.bob, server.bretagne, f"bavardage {n}")
    last = ask(server, "@lieux dernier")
    with running(edge_for(server.url, echo)):
        server.wait_for_answer(first)
        server.wait_for_answer(last)
        assert answers(server, first, last) == [1, 1]


@pytest.mark.usefixtures("edge")
def test_a_follow_up_missed_with_its_question_goes_on_from_it(server: Fake) -> None:
    server.wait_for_answer(ask(server, "@lieux avant"))
    with deaf(server):
        root = ask(server, "@lieux Rennes")
        again = ask(server, "@lieux Brest", root)
    server.wait_for(lambda: len(server.answers_to(again)) == 2)
    first, second = server.answers_to(root)
    assert "Rennes" in str(first["message"])
    assert "Brest (après Rennes, avec le bot)" in str(second["message"])


@pytest.mark.usefixtures("edge")
def test_a_thread_is_answered_in_order_and_holds_up_no_other(server: Fake, echo: Echo) -> None:
    slow = ask(server, "@lieux attends Rennes")
    again = ask(server, "@lieux Brest", slow)
    others = [ask(server, f"@lieux {n}") for n in range(12)]
    for post in others:
        server.wait_for_answer(post)
    assert server.answers_to(slow) == []
    echo.go.set()
    server.wait_for(lambda: len(server.answers_to(slow)) == 2)
    assert "après Rennes" in str(server.answers_to(again)[-1]["message"])


def test_many_slow_answers_hold_up_no_quick_one(server: Fake, echo: Echo) -> None:
    with running(edge_for(server.url, echo)):
        slow = [ask(server, f"@lieux attends {n}") for n in range(20)]
        server.wait_for_answer(ask(server, "@lieux vite"))
        assert [len(server.answers_to(post)) for post in slow] == [0] * 20
        echo.go.set()
        for post in slow:
            server.wait_for_answer(post)


@pytest.mark.usefixtures("edge")
def test_a_gap_in_the_numbers_is_noticed_and_filled(server: Fake, caplog: pytest.LogCaptureFixture) -> None:
    server.wait_for_answer(ask(server, "@lieux avant"))
    server.drop_next_frame()
    lost = ask(server, "@lieux perdu")
    after = ask(server, "@lieux ensuite")
    for post in (lost, after):
        server.wait_for_answer(post)
    assert answers(server, lost, after) == [1, 1]
    assert server.hub.seen[1]["disconnect_err_code"] == "4001"
    assert "1 events were missed" in caplog.text
    assert len(server.hub.streams) == 1, "the server could resume"


@pytest.mark.usefixtures("edge")
def test_a_server_that_kept_too_little_is_looked_through(server: Fake) -> None:
    server.wait_for_answer(ask(server, "@lieux avant"))
    with deaf(server, restarted=False):
        lost = ask(server, "@lieux perdu")
        for n in range(300):
            server.say(server.bob, server.bretagne, f"bavardage {n}")
    server.wait_for_answer(lost)
    assert answers(server, lost) == [1]


def test_a_channel_that_refuses_hides_no_other(server: Fake, echo: Echo, caplog: pytest.LogCaptureFixture) -> None:
    private = server.world.add_channel("prive", server.alice, server.bot, kind="P")
    server.say(server.alice, private, "@lieux caché")
    asked = ask(server, "@lieux Rennes")
    server.troubles.refused.add(f"/api/v4/channels/{private.id}/posts")
    with running(edge_for(server.url, echo)):
        server.wait_for_answer(asked)
    refusals = [record for record in caplog.records if "not looked through" in record.getMessage()]
    assert len(refusals) == 1


def test_looking_back_is_tried_again(server: Fake, echo: Echo) -> None:
    asked = ask(server, "@lieux Rennes")
    server.troubles.down["/api/v4/users/me/teams"] = 8
    with running(edge_for(server.url, echo)):
        server.wait_for_answer(asked)
        assert answers(server, asked) == [1]
    assert not server.troubles.down["/api/v4/users/me/teams"]


@pytest.mark.usefixtures("edge")
def test_an_answer_waits_for_a_server_that_is_down(server: Fake, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    server.wait_for_answer(ask(server, "@lieux avant"))
    server.troubles.instead.extend(server_error() for _ in range(8))
    asked = ask(server, "@lieux Rennes")
    server.wait_for_answer(asked)
    assert answers(server, asked) == [1]


@pytest.mark.parametrize("trouble", [server_error, maintenance_page])
def test_an_answer_that_the_server_forgot_having_taken_is_found_in_the_thread(
    server: Fake, echo: Echo, trouble: Callable[[], Response]
) -> None:
    server.world.pending_kept_ms = 0  # as after a restart
    with running(edge_for(server.url, echo)):
        server.wait_for_answer(ask(server, "@lieux avant"))
        server.troubles.lost.append(trouble())
        asked = ask(server, "@lieux Rennes")
        server.wait_for_answer(asked)
        assert answers(server, asked) == [1]
