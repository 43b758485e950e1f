"""The adjectives of towns and areas."""

import pytest

from bot.places.gazetteer import Gazetteer
from bot.text import words


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("région lyonnaise", "Lyon"),
        ("agglo rennaise", "Rennes"),
        ("métropole lilloise", "Lille"),
        ("pays nantais", "Nantes"),
        ("campagne bretonne", "Bretagne"),
        ("stéphanoises", "Saint-Étienne"),
        ("manceaux", "Le Mans"),
        ("région parisienne", "Île-de-France"),
        ("Lorraine", "Lorraine"),
    ],
)
def test_an_adjective_names_its_town_or_area(gazetteer: Gazetteer, name: str, expected: str) -> None:
    place = gazetteer.locate(name).place
    assert place is not None
    assert place.name == expected


@pytest.mark.parametrize(("text", "adjective"), [("un coworking nantais", True), ("un coworking à Nantes", False)])
def test_an_adjective_is_marked_as_one(gazetteer: Gazetteer, text: str, adjective: bool) -> None:
    (mention,) = gazetteer.find(words(text))
    assert mention.adjective is adjective
    assert mention.common is adjective
