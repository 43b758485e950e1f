"""The ground that maps are drawn on, read once, and places on it."""

import pytest

from bot.data_folder import data_folder
from bot.models.ground import Ground
from bot.models.place import Place, PlaceKind
from bot.places.atlas import Gazetteer, read_gazetteer
from bot.places.outlines import read_outlines
from bot.places.table import read_table
from tests.prefectures import PREFECTURES


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """The map of France."""
    return read_gazetteer(data_folder() / "places")


@pytest.fixture(scope="session")
def ground(gazetteer: Gazetteer) -> Ground:
    """What maps are drawn on."""
    return Ground(read_outlines(data_folder() / "places"), gazetteer.towns)


@pytest.fixture(scope="session")
def prefectures() -> list[Place]:
    """The commune of each prefecture."""
    table = read_table(data_folder() / "places")
    rows = [table.codes.index(code) for code in PREFECTURES]
    return [
        Place(table.names[row], PlaceKind.COMMUNE, table.lats[row], table.lons[row], code, (table.departments[row],))
        for row, code in zip(rows, PREFECTURES, strict=True)
    ]
