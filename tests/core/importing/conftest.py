"""What makes lieux out of rows, read once."""

import pytest

from bot.data_folder import data_folder
from bot.importing.communes import Communes
from bot.importing.lieux import Maker
from bot.importing.words import read_words
from bot.places.atlas import read_gazetteer
from bot.places.table import read_table


@pytest.fixture(scope="session")
def maker() -> Maker:
    """The map's communes and the words of the database that come with the bot."""
    places = data_folder() / "places"
    words = read_words(data_folder() / "imports" / "mission-coworking.yaml")
    return Maker(Communes(read_table(places)), read_gazetteer(places), words)
