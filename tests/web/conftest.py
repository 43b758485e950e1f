"""The site of the lieux that come with the bot, and one of lieux that mean harm, served on this machine."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest

from bot.assistant.world import World
from bot.config import Config, WebSettings
from bot.mattermost.http_server import HttpServer
from bot.web.app import web_app
from bot.web.site import Site
from bot.wiring import build_site, build_world


@contextmanager
def served(site: Site) -> Iterator[str]:
    """The address of ``site`` while the context lasts."""
    server = HttpServer.open(WebSettings(port=0))
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_until_complete, args=(server.run(web_app(site)),), name="web")
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        loop.call_soon_threadsafe(server.stop)
        thread.join(15)
        assert not thread.is_alive()
        loop.close()


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")


@pytest.fixture(scope="session")
def world() -> World:
    """What the bot knows without any configuration."""
    return build_world(Config(), clock=lambda: date(2026, 11, 22))


@pytest.fixture(scope="session")
def web(world: World) -> Iterator[str]:
    """The address of the site of the lieux that come with the bot."""
    with served(build_site(world)) as url:
        yield url
