"""Both wires go through the proxy that the environment names."""

from pathlib import Path

import pytest

from tests.fakes.mattermost import FakeMattermost
from tests.fakes.proxy import tunnelling
from tests.server.conftest import edge_for, running
from tests.server.echo import Echo


@pytest.mark.parametrize("variable", ["HTTPS_PROXY", "https_proxy"])
def test_a_proxy_is_honoured_by_rest_and_websocket(
    tls_server: FakeMattermost, ca_file: Path, echo: Echo, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    target = tls_server.url.removeprefix("https://")
    monkeypatch.delenv("NO_PROXY")
    with tunnelling() as (url, asked):
        monkeypatch.setenv(variable, url)
        with running(edge_for(tls_server.url, echo, ca_file=ca_file)) as edge:
            tls_server.wait_until_connected()
            tls_server.wait_for_answer(tls_server.say(tls_server.alice, tls_server.bretagne, "@lieux Rennes"))
    assert edge.error is None
    assert set(asked) == {target}
    assert len(asked) >= 2, "one tunnel for each wire at least"


def test_no_proxy_is_honoured_too(
    tls_server: FakeMattermost, ca_file: Path, echo: Echo, monkeypatch: pytest.MonkeyPatch
) -> None:
    with tunnelling() as (url, asked):
        monkeypatch.setenv("HTTPS_PROXY", url)
        with running(edge_for(tls_server.url, echo, ca_file=ca_file)):
            tls_server.wait_until_connected()
            tls_server.wait_for_answer(tls_server.say(tls_server.alice, tls_server.bretagne, "@lieux Rennes"))
    assert asked == []
