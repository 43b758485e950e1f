"""The real world, read once: the lieux, the map and the words that come with the bot."""

from datetime import date

import pytest

from bot.assistant.world import World
from bot.config import Config
from bot.wiring import build_world

SUNDAY = date(2026, 11, 22)


@pytest.fixture(scope="session")
def world() -> World:
    """What the bot knows without any configuration, on a Sunday."""
    return build_world(Config(), clock=lambda: SUNDAY)
