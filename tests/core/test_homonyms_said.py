"""A homonym that was not taken is named so that the person can ask for it."""

import csv
from collections import Counter

import pytest

from bot.assistant.where import way_to_name
from bot.assistant.world import World
from bot.data_folder import data_folder
from bot.models.place import PlaceKind

SHARED = 200


def shared_names() -> list[str]:
    """Names that several communes bear, and some that other places bear too."""
    with (data_folder() / "places" / "communes.csv").open(encoding="utf-8") as table:
        names = Counter(row["nom"] for row in csv.DictReader(table))
    return ["Mayenne", "Vienne", "Saint-Denis", "Boulogne", *[name for name, n in names.items() if n > 1][:SHARED]]


@pytest.mark.parametrize("name", shared_names())
def test_what_the_bot_advises_to_write_names_the_other_place(world: World, name: str) -> None:
    for other in world.atlas.locate(name).alternatives:
        if other.kind is not PlaceKind.ABROAD:
            found = world.atlas.locate(way_to_name(other)).place
            assert found is not None
            assert (found.kind, found.code) == (other.kind, other.code)
