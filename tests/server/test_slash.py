"""The slash command over HTTP."""

import pytest
import requests

from bot.models.event import Message
from tests.fakes.mattermost import FakeMattermost
from tests.fakes.mattermost.slash import call_slash, slash_form
from tests.server.conftest import SLASH_TOKEN, RunningEdge
from tests.server.echo import Echo

pytestmark = pytest.mark.parametrize("edge", ["slash"], indirect=True)


@pytest.fixture
def form(server: FakeMattermost) -> dict[str, str]:
    return slash_form(server.world, server.alice, server.bretagne, "Rennes @all", SLASH_TOKEN)


def test_a_command_is_answered_to_the_person_alone(
    server: FakeMattermost, edge: RunningEdge, form: dict[str, str], echo: Echo
) -> None:
    answer = call_slash(edge.slash_url, form)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/json")
    said = {"response_type": "ephemeral", "text": "slash: Rennes @\u200ball", "skip_slack_parsing": True}
    assert answer.json() == said
    assert echo.messages[0].author.is_admin
    assert server.posts_in(server.bretagne) == []


def test_the_token_may_come_in_either_place(edge: RunningEdge, form: dict[str, str]) -> None:
    other = {"Authorization": "Token autre"}
    bearer = {"Authorization": "Bearer jeton-oauth"}
    without = {**form, "token": ""}
    assert requests.post(edge.slash_url, data=without, headers=other, timeout=5).status_code == 200
    assert requests.post(edge.slash_url, data=form, headers=bearer, timeout=5).status_code == 200


@pytest.mark.parametrize("token", ["", "faux", "jeton-de-la-command", SLASH_TOKEN + "x", "é"])
def test_a_wrong_token_is_told_nothing(edge: RunningEdge, form: dict[str, str], echo: Echo, token: str) -> None:
    answer = requests.post(edge.slash_url, data={**form, "token": token}, timeout=5)
    assert (answer.status_code, answer.content) == (401, b"")
    assert echo.messages == []


def test_a_command_by_get_is_refused(edge: RunningEdge, form: dict[str, str], echo: Echo) -> None:
    assert requests.get(edge.slash_url, params=form, timeout=5).status_code == 405
    assert echo.messages == []


def test_a_huge_body_is_refused(edge: RunningEdge, form: dict[str, str], echo: Echo) -> None:
    answer = requests.post(edge.slash_url, data={**form, "text": "x" * 1_100_000}, timeout=5)
    assert answer.status_code == 413
    assert echo.messages == []


def test_what_is_no_form_is_refused(edge: RunningEdge) -> None:
    assert requests.post(edge.slash_url, data="é".encode(), timeout=5).status_code == 400


def test_an_error_of_the_answerer_shows_nothing_raw(edge: RunningEdge, form: dict[str, str]) -> None:
    failed = call_slash(edge.slash_url, {**form, "text": "boum"})
    assert (failed.status_code, "text" in failed.json()) == (200, False)
    assert call_slash(edge.slash_url, form).json()["text"]


def test_a_slow_answer_stalls_nobody(
    server: FakeMattermost, edge: RunningEdge, form: dict[str, str], echo: Echo
) -> None:
    for n in range(6):  # more than the workers of the channels
        server.say(server.alice, server.bretagne, f"@lieux attends {n}")
    server.wait_for(lambda: len(echo.messages) >= 4)
    assert call_slash(edge.slash_url, form).status_code == 200
    echo.go.set()
    server.wait_for(lambda: all(map(server.answers_to, server.posts_in(server.bretagne)[:6])))


def test_health_tells_whether_the_bot_hears(server: FakeMattermost, edge: RunningEdge) -> None:
    url = edge.slash_url.replace("/commande", "/health")

    def state() -> tuple[int, str]:
        answer = requests.get(url, timeout=5)
        return answer.status_code, answer.text

    server.wait_for(lambda: state() == (200, '{"status":"ok","websocket":"connected"}'))
    server.hub.refusal = (503, {})
    server.cut()
    server.wait_for(lambda: state() == (503, '{"status":"unavailable","websocket":"disconnected"}'))
    server.hub.refusal = None
    server.wait_for(lambda: state()[0] == 200)


def test_a_direct_channel_has_no_handle(edge: RunningEdge, server: FakeMattermost, echo: Echo) -> None:
    form = slash_form(server.world, server.bob, server.direct(server.bob), "Lyon", SLASH_TOKEN)
    call_slash(edge.slash_url, form)
    (message,) = echo.messages
    assert isinstance(message, Message)
    assert (message.channel, message.author.is_admin) == (None, False)
