"""Over TLS, with the right authority and with the wrong one."""

from pathlib import Path

import pytest

from bot.errors import StartError
from tests.fakes.mattermost import FakeMattermost
from tests.server.conftest import edge_for, running
from tests.server.echo import Echo


def test_the_right_authority_lets_both_wires_in(tls_server: FakeMattermost, ca_file: Path, echo: Echo) -> None:
    with running(edge_for(tls_server.url, echo, ca_file=ca_file)) as edge:
        tls_server.wait_until_connected()
        tls_server.wait_for_answer(tls_server.say(tls_server.alice, tls_server.bretagne, "@lieux Rennes"))
        tls_server.cut()
        tls_server.wait_for_answer(tls_server.say(tls_server.alice, tls_server.bretagne, "@lieux Brest"))
    assert edge.error is None


def test_an_unknown_authority_is_refused(tls_server: FakeMattermost, echo: Echo) -> None:
    with running(edge_for(tls_server.url, echo)) as edge:
        edge.join()
    assert isinstance(edge.error, StartError)
    assert "mattermost.ca_file" in str(edge.error)
    assert tls_server.troubles.calls == []


@pytest.mark.parametrize("content", [None, "pas un certificat"])
def test_an_unreadable_file_of_authorities_is_named(
    tls_server: FakeMattermost, echo: Echo, tmp_path: Path, content: str | None
) -> None:
    wrong = tmp_path / "faux.pem"
    if content is not None:
        wrong.write_text(content)
    with running(edge_for(tls_server.url, echo, ca_file=wrong)) as edge:
        edge.join()
    assert isinstance(edge.error, StartError)
    assert "faux.pem" in str(edge.error)
