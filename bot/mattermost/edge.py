"""The Mattermost edge as a whole: signs in, listens, answers, serves the slash command, and stops cleanly."""

import asyncio
import contextlib
import logging
import signal
import threading
from collections.abc import Coroutine
from typing import Any

from bot.config import SECRET_VARIABLE, SLASH_VARIABLE, TOKEN_VARIABLE, Config, MattermostSettings, Secrets
from bot.errors import ConfigError, StartError
from bot.mattermost.account import Account
from bot.mattermost.address import Address
from bot.mattermost.answerer import Answerer
from bot.mattermost.assembly import Assembly
from bot.mattermost.health import Health
from bot.mattermost.http_server import HttpServer
from bot.mattermost.listener import Frames, Listener
from bot.mattermost.membership import Listed
from bot.mattermost.pace import Pace
from bot.mattermost.rest import Rest
from bot.mattermost.rest_error import RestError, start_error
from bot.mattermost.signing import Signer, signing_key
from bot.mattermost.thinking import Thinking
from bot.mattermost.work import Lanes
from bot.models.standing import Standing

log = logging.getLogger(__name__)

_MOST_FRAMES_WAITING = 1000
_SIDE_BY_SIDE = 64
"""Posts under way at the same time: they mostly wait, for a thread to think in or for the server."""
_SHORTEST_SECRET = 16
_STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM)


async def run_mattermost(
    config: Config, secrets: Secrets, answer: Answerer, listed: Listed = tuple, standing: Standing | None = None
) -> None:
    """Answer on Mattermost, in the channels ``listed`` and wherever the bot is called.

    Ends at SIGTERM or SIGINT, which only a main thread receives, or when cancelled. ``standing`` is kept up to date.

    Raises StartError when the server cannot be reached at start, or refuses the token then or later.
    """
    edge = Edge(config, secrets, answer, listed=listed, standing=standing)
    loop = asyncio.get_running_loop()
    numbers = _STOP_SIGNALS if threading.current_thread() is threading.main_thread() else ()
    for number in numbers:
        loop.add_signal_handler(number, edge.stop)
    try:
        await edge.run()
    finally:
        for number in numbers:
            loop.remove_signal_handler(number)


class Edge:
    """The edge of one server. ``run`` it once; ``stop`` it from the thread of its event loop."""

    def __init__(  # noqa: PLR0913, PLR0917 - all that the edge is given, once
        self,
        config: Config,
        secrets: Secrets,
        answer: Answerer,
        pace: Pace | None = None,
        listed: Listed = tuple,
        standing: Standing | None = None,
    ) -> None:
        self._settings = _settings(config)
        self._config = config
        self._token = _token(secrets)
        self._signer = _signer(secrets, self._token)
        self._answer = answer
        self._listed = listed
        self._standing = standing or Standing()
        self._pace = pace or Pace()
        self._address = Address.of(self._settings)
        self._slash_tokens = tuple(token.get_secret_value() for token in secrets.slash_tokens)
        self._health = Health()
        self._http: HttpServer | None = None
        self._stopping = asyncio.Event()

    @property
    def slash_port(self) -> int | None:
        """The port where the slash command is served, None before it is."""
        return self._http.port if self._http else None

    def stop(self) -> None:
        """Hear nothing more, finish what is under way, and let ``run`` return."""
        self._stopping.set()

    async def run(self) -> None:
        """Answer until stopped. Raises StartError, as ``run_mattermost`` does."""
        self._http = self._open_http()
        thinking = Thinking(self._answer, self._settings.workers)
        rest = Rest(self._address, self._token, self._pace.rest.connections, self._pace.rest)
        try:
            frames: Frames = asyncio.Queue(_MOST_FRAMES_WAITING)
            lanes = Lanes(_SIDE_BY_SIDE, _MOST_FRAMES_WAITING)
            listener = Listener(self._address, self._token, rest, frames, self._pace, self._health)
            bot = await self._sign_in(rest)
            if bot is not None:
                parts = Assembly(
                    self._config,
                    self._settings,
                    bot,
                    rest,
                    thinking,
                    self._signer,
                    self._listed,
                    self._standing,
                    lanes,
                    self._pace,
                )
                await self._serve(listener, parts, frames, lanes)
        finally:
            rest.close()
            thinking.close()
            if self._http:
                self._http.close()

    async def _sign_in(self, rest: Rest) -> Account | None:
        """The bot's account, None when the edge is stopped meanwhile."""
        signing_in = asyncio.create_task(rest.me())
        await self._first_of(signing_in)
        if not signing_in.done():
            signing_in.cancel()
            return None
        try:
            bot = signing_in.result()
        except RestError as error:
            raise start_error(error, self._address) from error
        if bot.name != self._config.name:
            log.warning("the account of the token is called %s, the configuration says %s", bot.name, self._config.name)
        log.info("signed in to %s as %s", self._address, bot.name)
        return bot

    async def _serve(self, listener: Listener, parts: Assembly, frames: Frames, lanes: Lanes) -> None:
        listening = asyncio.create_task(listener.run(parts.intake.heard))
        working = [
            asyncio.create_task(self._work(work)) for work in (parts.intake.run(frames), lanes.run(), parts.learn())
        ]
        serving: list[asyncio.Task[None]] = []
        if self._http:
            serving.append(asyncio.create_task(self._http.run(parts.app(self._slash_tokens, self._health))))
        tasks = [listening, *working, *serving]
        try:
            await self._first_of(*tasks)
            listening.cancel()
            await self._finish(frames, lanes, serving, parts)
        finally:
            for task in tasks:
                if not task.cancelling():  # a second time would break the closing of the websocket
                    task.cancel()
            results = await asyncio.gather(*tasks, return_exceptions=True)
        for result in results:
            if isinstance(result, Exception):
                raise result
        log.info("stopped")

    async def _work(self, work: Coroutine[None, None, None]) -> None:
        try:
            await work
        except RestError as error:
            raise start_error(error, self._address) from error
        except ExceptionGroup as group:  # what "except*" raises would stand in a group again
            refused = _first(group)
            if not isinstance(refused, RestError):
                raise
            raise start_error(refused, self._address) from refused

    async def _finish(self, frames: Frames, lanes: Lanes, serving: list[asyncio.Task[None]], parts: Assembly) -> None:
        """Stop serving, and let what is under way end within its seconds; after a failure, the commands alone."""
        if self._http:
            self._http.stop()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self._pace.stop_within_s):
                if self._stopping.is_set():
                    await frames.join()
                    await lanes.join()
                if serving:
                    await asyncio.wait(serving)
                await parts.commanding.finish()
                return
        log.warning("stopped with %d events still under way", len(lanes) + frames.qsize())

    async def _first_of(self, *tasks: asyncio.Task[Any]) -> None:
        """Wait until one of ``tasks`` ends or the edge is stopped."""
        stopping = asyncio.create_task(self._stopping.wait())
        try:
            await asyncio.wait([*tasks, stopping], return_when=asyncio.FIRST_COMPLETED)
        finally:
            stopping.cancel()

    def _open_http(self) -> HttpServer | None:
        slash = self._config.slash
        if slash is None:
            return None
        if not self._slash_tokens:
            log.warning("%s is empty: every slash command will be refused", SLASH_VARIABLE)
        if slash.public_url is None:
            log.info("slash.public_url is empty: answers have no buttons")
        return HttpServer.open(slash)


def _settings(config: Config) -> MattermostSettings:
    if config.mattermost is None:
        raise ConfigError("La configuration n'a pas de serveur : remplis mattermost.url.")
    return config.mattermost


def _signer(secrets: Secrets, token: str) -> Signer:
    secret = secrets.secret.get_secret_value()
    if secret and len(secret) < _SHORTEST_SECRET:
        raise StartError(f"{SECRET_VARIABLE} est trop court : mets-y au moins {_SHORTEST_SECRET} caractères, ou rien.")
    return Signer(signing_key(secret, token))


def _token(secrets: Secrets) -> str:
    token = secrets.mattermost_token.get_secret_value()
    if not token:
        raise StartError(f"{TOKEN_VARIABLE} est vide : mets-y le jeton du compte du bot.")
    if not (token.isascii() and token.isprintable()):
        raise StartError(
            f"{TOKEN_VARIABLE} contient un caractère qu'aucun jeton ne contient (« … » par exemple) : "
            "mets-y le jeton entier du compte du bot."
        )
    return token


def _first(error: Exception) -> Exception:
    """The first exception in a group, however deep."""
    while isinstance(error, ExceptionGroup):
        error = error.exceptions[0]
    return error
