"""What it takes to understand, read once."""

import pytest

from bot.language.understand import Knowledge
from tests.core.language.world_of_words import read_knowledge


@pytest.fixture(scope="session")
def knowledge() -> Knowledge:
    return read_knowledge()
