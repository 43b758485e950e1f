"""The slash command over HTTP."""

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
import requests

from bot.config import Config, MattermostSettings, Secrets, SlashSettings
from bot.mattermost.edge import Edge
from bot.models.event import Message
from tests.fakes.mattermost import TOKEN, FakeMattermost
from tests.fakes.mattermost.slash import call_slash, slash_form
from tests.server.conftest import QUICK, SLASH_TOKEN, RunningEdge, edge_for, running
from tests.server.echo import Echo

with_slash = pytest.mark.parametrize("edge", ["slash"], indirect=True)


@pytest.fixture
def form(server: FakeMattermost) -> dict[str, str]:
    return slash_form(server.world, server.alice, server.bretagne, "Rennes @all", SLASH_TOKEN)


@with_slash
def test_a_command_is_answered_to_the_person_alone(
    server: FakeMattermost, edge: RunningEdge, form: dict[str, str], echo: Echo
) -> None:
    answer = call_slash(edge.slash_url, form)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/json")
    said = {"response_type": "ephemeral", "text": "slash: Rennes @\u200ball", "skip_slack_parsing": True}
    assert answer.json() == said
    assert (echo.messages[0].author.id, echo.messages[0].channel) == (server.alice.id, "bureaux-bretagne")
    assert server.posts_in(server.bretagne) == []


@with_slash
def test_the_token_may_come_in_either_place(edge: RunningEdge, form: dict[str, str]) -> None:
    other = {"Authorization": "Token autre"}
    bearer = {"Authorization": "Bearer jeton-oauth"}
    without = {**form, "token": ""}
    assert requests.post(edge.slash_url, data=without, headers=other, timeout=5).status_code == 200
    assert requests.post(edge.slash_url, data=form, headers=bearer, timeout=5).status_code == 200


def test_a_token_bound_to_a_team_is_good_there_alone(server: FakeMattermost, echo: Echo) -> None:
    settings = MattermostSettings.model_validate({"url": server.url})
    secrets = Secrets.model_validate(
        {"mattermost_token": TOKEN, "slash_tokens": ("betagouv:un-jeton", f"{'z' * 26}:un-autre")}
    )
    config = Config(mattermost=settings, slash=SlashSettings(port=0))
    with running(Edge(config, secrets, echo, QUICK)) as edge:
        server.wait_until_connected()
        statuses = {
            (token, team): call_slash(
                edge.slash_url,
                {**slash_form(server.world, server.bob, server.bretagne, "Rennes", token), "team_domain": team},
            ).status_code
            for token in ("un-jeton", "un-autre", "betagouv:un-jeton")
            for team in ("betagouv", "ailleurs")
        }
    assert [key for key, status in statuses.items() if status == 200] == [("un-jeton", "betagouv")]


@with_slash
def test_a_slow_answer_follows_through_the_response_url(
    server: FakeMattermost, edge: RunningEdge, form: dict[str, str], echo: Echo
) -> None:
    started = time.monotonic()
    answer = call_slash(edge.slash_url, {**form, "text": "attends Brest"})
    assert time.monotonic() - started < 2
    assert (answer.status_code, answer.json()) == (200, {"response_type": "ephemeral", "skip_slack_parsing": True})
    echo.go.set()
    server.wait_for(lambda: bool(server.world.late_answers))
    ((hook, late),) = server.world.late_answers
    assert form["response_url"].endswith(hook)
    assert late == {"response_type": "ephemeral", "skip_slack_parsing": True, "text": "slash: attends Brest"}


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:9/hooks/commands/{hook}",
        "https://evil.example/hooks/commands/{hook}",
        "file:///hooks/commands/{hook}",
    ],
)
@with_slash
def test_a_response_url_leads_nowhere_but_to_the_bots_own_server(
    server: FakeMattermost, edge: RunningEdge, form: dict[str, str], echo: Echo, url: str
) -> None:
    hook = form["response_url"][-26:]
    call_slash(edge.slash_url, {**form, "text": "attends", "response_url": url.format(hook=hook)})
    echo.go.set()
    server.wait_for(lambda: [known for known, _ in server.world.late_answers] == [hook])


@pytest.mark.parametrize("url", ["", "http://[", "http://x/hooks/commands/../../api", "http://x/hooks/commands/AB?/x"])
def test_without_a_response_url_a_slow_answer_is_waited_for(
    server: FakeMattermost, form: dict[str, str], echo: Echo, url: str
) -> None:
    impatient = replace(QUICK, command_within_s=0.0)
    with running(edge_for(server.url, echo, slash=True, pace=impatient)) as edge:
        server.wait_until_connected()
        with ThreadPoolExecutor(1) as threads:
            calling = threads.submit(call_slash, edge.slash_url, {**form, "text": "attends", "response_url": url})
            server.wait_for(lambda: bool(echo.messages))
            echo.go.set()
            assert calling.result(10).json()["text"] == "slash: attends"


@with_slash
def test_a_stop_waits_for_the_answer_that_is_to_follow(
    server: FakeMattermost, edge: RunningEdge, form: dict[str, str], echo: Echo
) -> None:
    call_slash(edge.slash_url, {**form, "text": "attends"})
    edge.ask_to_stop()
    echo.go.set()
    edge.join()
    assert len(server.world.late_answers) == 1


@pytest.mark.parametrize("token", ["", "faux", "jeton-de-la-command", SLASH_TOKEN + "x", "é"])
@with_slash
def test_a_wrong_token_is_told_nothing(edge: RunningEdge, form: dict[str, str], echo: Echo, token: str) -> None:
    answer = requests.post(edge.slash_url, data={**form, "token": token}, timeout=5)
    assert (answer.status_code, answer.content) == (401, b"")
    assert echo.messages == []


@with_slash
def test_a_command_by_get_is_refused(edge: RunningEdge, form: dict[str, str], echo: Echo) -> None:
    assert requests.get(edge.slash_url, params=form, timeout=5).status_code == 405
    assert echo.messages == []


@with_slash
def test_a_huge_body_is_refused(edge: RunningEdge, form: dict[str, str], echo: Echo) -> None:
    answer = requests.post(edge.slash_url, data={**form, "text": "x" * 1_100_000}, timeout=5)
    assert answer.status_code == 413
    assert echo.messages == []


@with_slash
def test_what_is_no_form_is_refused(edge: RunningEdge) -> None:
    assert requests.post(edge.slash_url, data="é".encode(), timeout=5).status_code == 400


@with_slash
def test_an_error_of_the_answerer_shows_nothing_raw(edge: RunningEdge, form: dict[str, str]) -> None:
    failed = call_slash(edge.slash_url, {**form, "text": "boum"})
    assert (failed.status_code, "text" in failed.json()) == (200, False)
    assert call_slash(edge.slash_url, form).json()["text"]


@with_slash
def test_a_slow_answer_stalls_nobody(
    server: FakeMattermost, edge: RunningEdge, form: dict[str, str], echo: Echo
) -> None:
    for n in range(6):  # more than the workers of the channels
        server.say(server.alice, server.bretagne, f"@lieux attends {n}")
    server.wait_for(lambda: len(echo.messages) >= 4)
    assert call_slash(edge.slash_url, form).status_code == 200
    echo.go.set()
    server.wait_for(lambda: all(map(server.answers_to, server.posts_in(server.bretagne)[:6])))


@with_slash
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


@with_slash
def test_a_direct_channel_has_no_handle(edge: RunningEdge, server: FakeMattermost, echo: Echo) -> None:
    form = slash_form(server.world, server.bob, server.direct(server.bob), "Lyon", SLASH_TOKEN)
    call_slash(edge.slash_url, form)
    (message,) = echo.messages
    assert isinstance(message, Message)
    assert message.channel is None
