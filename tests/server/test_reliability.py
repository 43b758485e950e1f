"""What goes wrong on the way costs nobody an answer, and gives nobody two."""

import pytest

from tests.fakes.mattermost import FakeMattermost
from tests.fakes.mattermost.troubles import maintenance_page, server_error, too_many_requests
from tests.server.conftest import QUICK, RunningEdge
from tests.server.echo import Echo

Fake = FakeMattermost

pytestmark = pytest.mark.usefixtures("edge")


def ask(server: Fake, text: str = "@lieux Rennes") -> dict[str, object]:
    return server.say(server.alice, server.bretagne, text)


def test_what_was_said_during_a_cut_is_answered_after_it(server: Fake) -> None:
    server.wait_for_answer(ask(server))
    server.hub.refusal = (503, {})
    server.cut()
    server.wait_for(lambda: not server.hub.open)
    missed = [ask(server, f"@lieux coupure {n}") for n in range(3)]
    server.hub.refusal = None
    for post in missed:
        server.wait_for_answer(post)
    server.wait_for_answer(ask(server, "@lieux fin"))
    assert [len(server.answers_to(post)) for post in missed] == [1, 1, 1]
    assert server.hub.seen[-1]["connection_id"] in server.hub.streams


def test_ten_cuts_in_a_row_are_survived(server: Fake) -> None:
    posts = []
    for n in range(10):
        posts.append(ask(server, f"@lieux {n}"))
        server.cut()
    for post in posts:
        server.wait_for_answer(post)
    assert all(len(server.answers_to(post)) == 1 for post in posts)


def test_a_restarted_server_is_listened_to_again(server: Fake) -> None:
    server.wait_for_answer(ask(server))
    server.restart()
    server.wait_until_connected(2)
    server.wait_for_answer(ask(server, "@lieux de retour"))


def test_a_busy_websocket_is_tried_again(server: Fake) -> None:
    server.hub.refusal = (429, {"Retry-After": "1"})
    server.cut()
    server.wait_for(lambda: not server.hub.open)
    server.hub.refusal = None
    server.wait_until_connected(2)
    server.wait_for_answer(ask(server))


def test_an_error_of_the_answerer_harms_nobody_else(server: Fake) -> None:
    failed = ask(server, "@lieux boum")
    server.wait_for_answer(ask(server))
    assert server.answers_to(failed) == []
    assert len(server.hub.seen) == 1


def test_a_slow_answer_delays_nobody_else(server: Fake, echo: Echo) -> None:
    slow = ask(server, "@lieux attends")
    server.wait_for_answer(ask(server, "@lieux vite"))
    assert server.answers_to(slow) == []
    echo.go.set()
    server.wait_for_answer(slow)


NOT_JSON = ("", "{", "null", "[1]", "[" * 50_000, "x" * 2_000_000)
NOT_A_POST = (
    '{"event":"posted"}',
    '{"event":"posted","data":{"post":"{"}}',
    '{"event":"posted","data":{"post":"[]"},"seq":-1}',
    '{"event":["posted"],"data":3,"seq":"un"}',
)


@pytest.mark.parametrize("frame", [*NOT_JSON, *NOT_A_POST])
def test_a_malformed_frame_is_skipped(server: Fake, frame: str) -> None:
    server.send_raw(frame)
    server.wait_for_answer(ask(server))
    assert len(server.hub.seen) == 1


def test_a_frame_too_big_is_left_behind(server: Fake) -> None:
    server.send_raw("x" * 9_000_000)
    server.wait_until_connected(2)
    server.wait_for_answer(ask(server))


def test_a_busy_server_is_asked_again_later(server: Fake) -> None:
    server.troubles.instead.append(too_many_requests())
    post = ask(server)
    server.wait_for_answer(post)
    assert not server.troubles.instead


@pytest.mark.parametrize("trouble", [server_error, maintenance_page])
def test_an_answer_lost_on_the_way_is_not_said_twice(server: Fake, trouble: object) -> None:
    server.troubles.lost.append(trouble())  # type: ignore[operator]
    post = ask(server)
    server.wait_for_answer(post)
    server.wait_for_answer(ask(server, "@lieux fin"))
    assert len(server.answers_to(post)) == 1


def test_an_answer_that_cannot_be_delivered_is_given_up(server: Fake) -> None:
    server.wait_for_answer(ask(server))
    with server.holding_rest():
        calls = len(server.troubles.calls)
        gone = ask(server)
        server.wait_for(lambda: ("POST", "/api/v4/posts") in [call[:2] for call in server.troubles.calls[calls:]])
        server.world.delete_post(str(gone["id"]))
    server.wait_for_answer(ask(server, "@lieux fin"))
    assert [call[:2] for call in server.troubles.calls].count(("POST", "/api/v4/posts")) == 3


def test_a_thread_that_cannot_be_read_still_gets_an_answer(server: Fake) -> None:
    root = ask(server)
    server.wait_for_answer(root)
    server.troubles.instead.extend(maintenance_page() for _ in range(QUICK.rest.tries))
    again = server.say(server.alice, server.bretagne, "@lieux Vannes", root)
    assert "après None" in str(server.wait_for_answer(again)["message"])


def test_json_is_read_in_any_spelling(server: Fake) -> None:
    server.troubles.content_type = "application/json; charset=utf-8"
    root = ask(server)
    server.wait_for_answer(root)
    again = server.say(server.alice, server.bretagne, "@lieux Vannes", root)
    assert "après Rennes" in str(server.wait_for_answer(again)["message"])


def test_no_body_goes_with_a_get(server: Fake) -> None:
    server.wait_for_answer(server.say(server.bob, server.bretagne, "où ça ?", ask(server, "jeudi")))
    assert [body for method, _, body in server.troubles.calls if method == "GET" and body] == []


def test_stopping_finishes_what_is_under_way(server: Fake, edge: RunningEdge, echo: Echo) -> None:
    posts = [ask(server, f"@lieux attends {n}") for n in range(6)]
    server.wait_for(lambda: len(echo.messages) >= 4)
    edge.ask_to_stop()
    server.wait_for(lambda: not server.hub.open)
    echo.go.set()
    edge.join()
    assert [len(server.answers_to(post)) for post in posts] == [1] * 6
