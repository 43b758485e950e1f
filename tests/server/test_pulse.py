"""A websocket that goes deaf without closing is noticed, and replaced."""

import asyncio
import logging
from dataclasses import replace
from typing import Any

import pytest

from bot.config import MattermostSettings
from bot.mattermost.address import Address
from bot.mattermost.health import Health
from bot.mattermost.listener import Listener
from bot.mattermost.rest import Rest
from tests.fakes.mattermost import TOKEN, FakeMattermost
from tests.server.conftest import QUICK, edge_for, running
from tests.server.echo import Echo

Fake = FakeMattermost

ASKING = replace(QUICK, ping_every_s=0.3)
DEAF = "sends nothing on this connection any more"


def ask(server: Fake, text: str) -> dict[str, object]:
    return server.say(server.alice, server.bretagne, text)


def warnings(caplog: pytest.LogCaptureFixture, words: str) -> list[str]:
    return [r.getMessage() for r in caplog.records if r.levelno == logging.WARNING and words in r.getMessage()]


def test_a_deaf_websocket_is_replaced(server: Fake, echo: Echo, caplog: pytest.LogCaptureFixture) -> None:
    with running(edge_for(server.url, echo, pace=ASKING)) as edge:
        server.wait_until_connected()
        server.fail_sessions()
        lost = ask(server, "@lieux perdu")
        server.wait_until_connected(2)
        server.wait_for_answer(lost)
        server.wait_for_answer(ask(server, "@lieux Rennes"))
    assert edge.error is None
    assert server.hub.seen[1] == {"disconnect_err_code": "4000"}
    (told,) = warnings(caplog, DEAF)
    assert "api.web_socket_router.not_authenticated.app_error" in told


def test_a_websocket_that_answers_no_ping_is_replaced(
    server: Fake, echo: Echo, caplog: pytest.LogCaptureFixture
) -> None:
    server.hub.answers_actions = False
    with running(edge_for(server.url, echo, pace=ASKING)):
        server.wait_until_connected(2)
        server.hub.answers_actions = True
        server.wait_for_answer(ask(server, "@lieux Rennes"))
    assert server.hub.seen[1] == {"disconnect_err_code": "4000"}
    # The first ping of the second connection may have come too early as well.
    assert set(warnings(caplog, DEAF)) == {
        "websocket: the server sends nothing on this connection any more (no answer)"
    }


def test_a_websocket_that_answers_pings_is_kept(server: Fake, echo: Echo) -> None:
    with running(edge_for(server.url, echo, pace=ASKING)):
        server.wait_for(lambda: len(server.hub.actions) >= 3)
        server.wait_for_answer(ask(server, "@lieux Rennes"))
    assert len(server.hub.seen) == 1
    assert server.hub.actions[:2] == [{"seq": 1, "action": "ping"}, {"seq": 2, "action": "ping"}]


def test_a_token_revoked_in_silence_ends_the_bot(server: Fake, echo: Echo, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    with running(edge_for(server.url, echo, pace=ASKING)) as edge:
        server.wait_until_connected()
        server.wait_for_answer(ask(server, "@lieux Rennes"))
        server.revoke_token()
        edge.join()
    assert "refuse le jeton" in str(edge.error)
    assert len(warnings(caplog, DEAF)) == 1
    assert TOKEN not in "".join(record.getMessage() for record in caplog.records if record.name.startswith("bot"))


def test_a_reading_held_up_by_much_work_loses_nothing(server: Fake) -> None:
    async def listen_slowly() -> list[dict[str, Any]]:
        frames: asyncio.Queue[dict[str, Any]] = asyncio.Queue(1)
        address = Address.of(MattermostSettings.model_validate({"url": server.url}))
        rest = Rest(address, TOKEN, 1, QUICK.rest)
        listening = asyncio.create_task(Listener(address, TOKEN, rest, frames, ASKING, Health()).run({"posted"}))
        try:
            await asyncio.to_thread(server.wait_until_connected)
            for n in range(5):
                ask(server, f"@lieux {n}")
            await asyncio.to_thread(server.wait_for, lambda: len(server.hub.actions) >= 4)
            return [await frames.get() for _ in range(5)]
        finally:
            listening.cancel()
            await asyncio.gather(listening, return_exceptions=True)
            rest.close()

    heard = asyncio.run(listen_slowly())
    assert [frame["seq"] for frame in heard] == [1, 2, 3, 4, 5]
    assert len(server.hub.seen) == 1
