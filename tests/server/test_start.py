"""A start that cannot succeed says so in one sentence; a stop is clean."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pydantic import SecretStr
from starlette.responses import RedirectResponse

from bot.config import Config, MattermostSettings, Secrets, SlashSettings
from bot.errors import StartError
from bot.mattermost.edge import Edge
from tests.fakes.mattermost import TOKEN, FakeMattermost
from tests.fakes.mattermost.troubles import maintenance_page
from tests.server.conftest import QUICK, edge_for, running
from tests.server.echo import Echo

ROOT = Path(__file__).parents[2]


def failure(edge: Edge) -> str:
    """The sentence that ``edge`` ends with, within ten seconds."""
    started = time.monotonic()
    with running(edge) as runner:
        runner.join()
    assert isinstance(runner.error, StartError)
    assert time.monotonic() - started < 10
    return str(runner.error)


def test_an_unreachable_server_is_said_with_its_cure(echo: Echo) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    sentence = failure(edge_for(f"http://qui:secret@127.0.0.1:{port}", echo))
    assert sentence == f"Le serveur http://127.0.0.1:{port} est injoignable : vérifie mattermost.url et le réseau."


def test_a_refused_token_is_said_with_its_cure(server: FakeMattermost, echo: Echo) -> None:
    sentence = failure(edge_for(server.url, echo, token="faux"))
    assert sentence == f"Le serveur {server.url} refuse le jeton : vérifie LIEUX_MATTERMOST_TOKEN."


@pytest.mark.parametrize("token", ["…", "secret…", "secret\ninjecté", "secret\x7f"])
def test_a_token_that_is_none_is_said_with_its_cure(token: str, echo: Echo) -> None:
    with pytest.raises(StartError, match=r"^LIEUX_MATTERMOST_TOKEN contient .* : mets-y le jeton entier") as end:
        edge_for("http://127.0.0.1:1", echo, token=token)
    assert "secret" not in str(end.value)


def test_a_secret_that_is_too_short_is_said_with_its_cure(echo: Echo) -> None:
    config = Config(mattermost=MattermostSettings.model_validate({"url": "http://127.0.0.1:1"}))
    secrets = Secrets(mattermost_token=SecretStr(TOKEN), secret=SecretStr("court"))
    with pytest.raises(StartError, match=r"^LIEUX_SECRET est trop court : mets-y au moins 16 caractères"):
        Edge(config, secrets, echo)


def test_https_to_a_plain_http_server_is_said_with_its_cure(server: FakeMattermost, echo: Echo) -> None:
    sentence = failure(edge_for(server.url.replace("http", "https"), echo))
    assert "http au lieu de https" in sentence
    assert "mattermost.ca_file" in sentence


def test_another_kind_of_server_is_said_with_its_cure(server: FakeMattermost, echo: Echo) -> None:
    server.troubles.instead.extend(maintenance_page() for _ in range(QUICK.rest.tries))
    assert "ne répond pas comme un serveur Mattermost (HTTP 200)" in failure(edge_for(server.url, echo))
    server.troubles.instead.append(RedirectResponse("https://exemple.invalid/", 301))
    assert "(HTTP 301) : vérifie mattermost.url" in failure(edge_for(server.url, echo))


def test_a_token_revoked_later_ends_the_bot(server: FakeMattermost, echo: Echo) -> None:
    with running(edge_for(server.url, echo, slash=True)) as edge:
        server.wait_until_connected()
        server.revoke_token()
        server.say(server.alice, server.bretagne, "@lieux Rennes")
        edge.join()
    assert "refuse le jeton" in str(edge.error)


def test_a_token_revoked_during_a_cut_ends_the_bot(server: FakeMattermost, echo: Echo) -> None:
    with running(edge_for(server.url, echo)) as edge:
        server.wait_until_connected()
        server.revoke_token()
        server.cut()
        edge.join()
    assert "refuse le jeton" in str(edge.error)


def test_a_websocket_that_refuses_the_token_ends_the_bot(server: FakeMattermost, echo: Echo) -> None:
    server.hub.refusal = (401, {})
    assert "refuse le jeton" in failure(edge_for(server.url, echo))


def test_a_missing_token_or_server_is_named(echo: Echo) -> None:
    settings = MattermostSettings.model_validate({"url": "http://127.0.0.1:1"})
    with pytest.raises(StartError, match="LIEUX_MATTERMOST_TOKEN"):
        Edge(Config(mattermost=settings), Secrets(), echo)
    with pytest.raises(StartError, match=r"mattermost\.url"):
        Edge(Config(), Secrets(mattermost_token=SecretStr(TOKEN)), echo)


def test_a_port_that_is_taken_is_named(server: FakeMattermost, echo: Echo) -> None:
    port = int(server.url.rpartition(":")[2])
    settings = MattermostSettings.model_validate({"url": server.url})
    config = Config(mattermost=settings, slash=SlashSettings(port=port))
    assert "vérifie slash.host et slash.port" in failure(Edge(config, Secrets(mattermost_token=SecretStr(TOKEN)), echo))


def test_stopping_during_a_slow_start_is_clean(server: FakeMattermost, echo: Echo) -> None:
    with server.holding_rest(), running(edge_for(server.url, echo)) as edge:
        server.wait_for(lambda: bool(server.troubles.calls))
        edge.stop()
    assert edge.error is None


def test_a_run_that_is_cancelled_leaves_nothing_open(server: FakeMattermost, echo: Echo) -> None:
    async def cancel_when_connected() -> None:
        task = asyncio.create_task(edge_for(server.url, echo, slash=True).run())
        await asyncio.to_thread(server.wait_until_connected)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        assert asyncio.all_tasks() == {asyncio.current_task()}

    asyncio.run(cancel_when_connected())


PROCESS = """
import asyncio, sys
from pydantic import SecretStr
from bot.config import Config, MattermostSettings, Secrets
from bot.mattermost.edge import run_mattermost
from tests.server.echo import Echo
config = Config(mattermost=MattermostSettings.model_validate({"url": sys.argv[1]}))
asyncio.run(run_mattermost(config, Secrets(mattermost_token=SecretStr(sys.argv[2])), Echo()))
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_the_process_cleanly(server: FakeMattermost, number: signal.Signals) -> None:
    command = [sys.executable, "-W", "error", "-c", PROCESS, server.url, TOKEN]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True) as process:  # noqa: S603
        server.wait_until_connected()
        server.wait_for_answer(server.say(server.alice, server.bretagne, "@lieux Rennes"))
        process.send_signal(number)
        _, errors = process.communicate(timeout=10)
    assert (process.returncode, errors) == (0, "")
