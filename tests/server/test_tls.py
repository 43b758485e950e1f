"""Over TLS, with the right authority and with the wrong one."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import trustme

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


def refusal(server: FakeMattermost, echo: Echo, ca_file: Path) -> str:
    """The sentence with which the bot refuses the certificate of ``server`` at its start."""
    with running(edge_for(server.url, echo, ca_file=ca_file)) as edge:
        edge.join()
    assert isinstance(edge.error, StartError)
    assert server.troubles.calls == []
    return str(edge.error)


def test_a_certificate_that_expired_is_refused(
    authority: trustme.CA, ca_file: Path, echo: Echo, tmp_path: Path
) -> None:
    yesterday = datetime.now(UTC) - timedelta(days=1)
    issued = authority.issue_cert("127.0.0.1", not_before=yesterday - timedelta(days=90), not_after=yesterday)
    with serving(issued, tmp_path) as server:
        assert "a expiré : fais-le renouveler" in refusal(server, echo, ca_file)


def test_a_certificate_of_another_name_is_refused(
    authority: trustme.CA, ca_file: Path, echo: Echo, tmp_path: Path
) -> None:
    with serving(authority.issue_cert("mattermost.example.org"), tmp_path) as server:
        assert "celui d'un autre nom : vérifie mattermost.url" in refusal(server, echo, ca_file)


def test_a_certificate_that_expires_while_the_bot_runs_is_waited_out(
    *,
    tls_server: FakeMattermost,
    authority: trustme.CA,
    ca_file: Path,
    echo: Echo,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    yesterday = datetime.now(UTC) - timedelta(days=1)
    expired = authority.issue_cert("127.0.0.1", not_before=yesterday - timedelta(days=90), not_after=yesterday)
    with running(edge_for(tls_server.url, echo, ca_file=ca_file)) as edge:
        tls_server.wait_until_connected()
        tls_server.present(written(expired, tmp_path / "expired.pem"))
        tls_server.cut()
        tls_server.wait_for(lambda: "cannot connect (SSLCertVerificationError)" in caplog.text)
        asked = tls_server.say(tls_server.alice, tls_server.bretagne, "@lieux Rennes")
        tls_server.present(written(authority.issue_cert("127.0.0.1"), tmp_path / "renewed.pem"))
        tls_server.wait_for_answer(asked)
    assert edge.error is None


def written(issued: trustme.LeafCert, file: Path) -> Path:
    """A certificate with its key, in ``file``."""
    issued.private_key_and_cert_chain_pem.write_to_path(str(file))
    return file


@contextmanager
def serving(issued: trustme.LeafCert, folder: Path) -> Iterator[FakeMattermost]:
    """A fake server with a certificate."""
    with FakeMattermost(written(issued, folder / "server.pem")) as server:
        yield server


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
