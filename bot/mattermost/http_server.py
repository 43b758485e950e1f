"""An HTTP application served inside the bot's own event loop."""

import asyncio
import contextlib
import socket
from collections.abc import Generator
from typing import Self

import uvicorn
from starlette.applications import Starlette

from bot.config import SlashSettings, WebSettings
from bot.errors import StartError

_STOP_WITHIN_S = 5


class _Server(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None]:
        """Leave the signals to the edge, which stops everything together."""
        yield


class HttpServer:
    """Serves an application on a socket that is already open, so that a port taken is known at start."""

    def __init__(self, listening: socket.socket) -> None:
        self._socket = listening
        self._server: _Server | None = None

    @classmethod
    def open(cls, settings: SlashSettings | WebSettings) -> Self:
        """Open the socket. Raises StartError when the address cannot be had."""
        section = "web" if isinstance(settings, WebSettings) else "slash"
        family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
        try:
            return cls(socket.create_server((settings.host, settings.port), family=family))
        except OSError as error:
            raise StartError(
                f"L'adresse {settings.host}:{settings.port} est prise ou n'est pas de cette machine : "
                f"vérifie {section}.host et {section}.port."
            ) from error

    @property
    def port(self) -> int:
        """The port served, the system's choice when the configuration says 0."""
        port: int = self._socket.getsockname()[1]
        return port

    async def run(self, app: Starlette) -> None:
        """Serve ``app`` until told to stop, then finish the requests under way, for five seconds at most."""
        self._server = _Server(_config(app))
        try:
            await self._server.serve(sockets=[self._socket])
        except asyncio.CancelledError:
            if self._server.started:
                await self._server.shutdown(sockets=[self._socket])
            raise
        finally:
            self._socket.close()

    def stop(self) -> None:
        """Stop serving soon."""
        if self._server:
            self._server.should_exit = True

    def close(self) -> None:
        """Close the socket of a server that never ran."""
        self._socket.close()


def _config(app: Starlette) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        http="h11",
        ws="none",
        lifespan="off",
        log_config=None,
        log_level="warning",
        access_log=False,  # its lines hold addresses, and the token of a command wrongly set to GET
        server_header=False,
        timeout_graceful_shutdown=_STOP_WITHIN_S,
    )
