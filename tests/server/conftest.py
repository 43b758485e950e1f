"""A fake server, and the edge running against it."""

import asyncio
import socket
import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import trustme
from pydantic import SecretStr

from bot.config import Config, MattermostSettings, Secrets, SlashSettings
from bot.mattermost.answerer import Answerer
from bot.mattermost.edge import Edge
from bot.mattermost.pace import Pace
from bot.mattermost.pooled_client import RestSettings
from bot.mattermost.waiting import Waiting
from bot.models.standing import Standing
from tests.fakes.mattermost import TOKEN, FakeMattermost
from tests.server.echo import Echo

SLASH_TOKEN = "jeton-de-la-commande"
QUICK = Pace(
    rest=RestSettings(tries=3, waiting=Waiting(first_s=0.01, longest_s=1.0)),
    reconnection=Waiting(first_s=0.01, longest_s=0.05),
    stop_within_s=5.0,
    look_every_s=0.05,
)


class RunningEdge:
    """An edge in a thread of its own."""

    def __init__(self, edge: Edge) -> None:
        self.edge = edge
        self.error: BaseException | None = None
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, name="edge")
        self._thread.start()

    @property
    def slash_url(self) -> str:
        """Where the slash command is served."""
        return f"http://127.0.0.1:{self.edge.slash_port}/commande"

    @property
    def tasks(self) -> int:
        """The tasks of its event loop."""
        return len(asyncio.all_tasks(self._loop))

    def stop(self) -> None:
        """Stop the edge, and wait until it has."""
        self.ask_to_stop()
        self.join()

    def ask_to_stop(self) -> None:
        """Tell the edge to stop, without waiting for it."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self.edge.stop)

    def join(self) -> None:
        """Wait for the end of the edge."""
        self._thread.join(15)
        assert not self._thread.is_alive()

    def _run(self) -> None:
        try:
            with asyncio.Runner(loop_factory=lambda: self._loop) as runner:
                runner.run(self.edge.run())
        except Exception as error:  # noqa: BLE001 - the tests look at it
            self.error = error


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")


@pytest.fixture
def server() -> Iterator[FakeMattermost]:
    """A fake server over plain HTTP."""
    with FakeMattermost() as fake:
        yield fake


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    """A private certification authority."""
    return trustme.CA()


@pytest.fixture
def tls_server(authority: trustme.CA, tmp_path: Path) -> Iterator[FakeMattermost]:
    """A fake server over TLS, with a certificate of ``authority``."""
    certificate = tmp_path / "server.pem"
    authority.issue_cert("127.0.0.1").private_key_and_cert_chain_pem.write_to_path(str(certificate))
    with FakeMattermost(certificate) as fake:
        yield fake


@pytest.fixture
def ca_file(authority: trustme.CA, tmp_path: Path) -> Path:
    """The certificate of ``authority``, as the configuration names it."""
    path = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    return path


@pytest.fixture
def echo() -> Echo:
    """The tests' own answerer."""
    return Echo()


def edge_for(
    url: str,
    answer: Answerer,
    *,
    token: str = TOKEN,
    ca_file: Path | None = None,
    admins: tuple[str, ...] = (),
    admin_channel: str = "",
    slash: bool = False,
    public_url: str | None = None,
    listed: Collection[str] = (),
    standing: Standing | None = None,
    pace: Pace = QUICK,
) -> Edge:
    """An edge for the server at ``url``, on request with the slash command on a free port.

    With a ``public_url`` it serves that port, and its answers have buttons.
    """
    server = {"url": url, "ca_file": ca_file, "admin_channel": admin_channel}
    port = urlsplit(public_url).port if public_url else 0
    config = Config(
        admins=admins,
        mattermost=MattermostSettings.model_validate(server),
        slash=SlashSettings.model_validate({"port": port, "public_url": public_url}) if slash else None,
    )
    secrets = Secrets(mattermost_token=SecretStr(token), slash_tokens=(SecretStr("autre"), SecretStr(SLASH_TOKEN)))
    return Edge(config, secrets, answer, pace, lambda: listed, standing)


def free_url() -> str:
    """A URL on this machine where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return f"http://127.0.0.1:{taken.getsockname()[1]}"


@contextmanager
def running(edge: Edge) -> Iterator[RunningEdge]:
    """The edge running until the end of the context, then stopped cleanly."""
    runner = RunningEdge(edge)
    try:
        yield runner
    finally:
        runner.stop()


@pytest.fixture
def edge(server: FakeMattermost, echo: Echo, request: pytest.FixtureRequest) -> Iterator[RunningEdge]:
    """The edge with the tests' answerer, connected to ``server``.

    It serves the slash command to the tests marked ``@pytest.mark.parametrize("edge", ["slash"], indirect=True)``.
    """
    slash = getattr(request, "param", None) == "slash"
    with running(edge_for(server.url, echo, slash=slash)) as runner:
        server.wait_until_connected()
        yield runner
    assert runner.error is None
