"""The site of the lieux that come with the bot, asked without a socket."""

from collections.abc import Iterator
from datetime import date

import pytest
from starlette.testclient import TestClient

from bot.assistant.world import World
from bot.config import Config
from bot.web.app import web_app
from bot.wiring import build_site, build_world


@pytest.fixture(scope="session")
def world() -> World:
    """What the bot knows without any configuration."""
    return build_world(Config(), clock=lambda: date(2026, 11, 22))


@pytest.fixture
def web(world: World) -> Iterator[TestClient]:
    """A visitor of the site."""
    with TestClient(web_app(build_site(world)), base_url="http://127.0.0.1") as client:
        yield client
