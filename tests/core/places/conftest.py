"""The shipped map, read once."""

from pathlib import Path

import pytest

from bot.places.atlas import Gazetteer, read_gazetteer

DATA = Path(__file__).parents[3] / "data" / "places"


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    return read_gazetteer(DATA)
