"""Reading the map: the gazetteer from its files."""

from pathlib import Path

from bot.places.areas import named_departments, read_areas, read_departments, regions_of
from bot.places.gazetteer import Gazetteer
from bot.places.hints import Hints
from bot.places.index import Index
from bot.places.landmarks import read_abroad, read_landmarks, read_nicknames
from bot.places.lists import read_words
from bot.places.names import keys_of
from bot.places.postcodes import Postcodes
from bot.places.register import Register
from bot.places.table import read_table

__all__ = ["Gazetteer", "read_gazetteer"]


def read_gazetteer(folder: Path) -> Gazetteer:
    """The gazetteer whose files are in ``folder`` (``data/places``); StartError names a file that cannot be read."""
    table = read_table(folder)
    departments = read_departments(folder)
    areas = [*named_departments(departments), *read_areas(folder, departments)]
    abroad = read_abroad(folder)
    named = [*areas, *read_landmarks(folder), *(place.named for place in abroad)]
    register = Register(table, named, regions_of(departments))
    keys = keys_of(table.names)
    listed = read_words(folder)
    nicknames = read_nicknames(folder, register.towns(keys))
    index = Index(register, named, nicknames, listed, keys)
    first_abroad = len(table) + len(named) - len(abroad)
    countries = {
        key: number
        for number, place in enumerate(abroad, start=first_abroad)
        if place.country
        for key in keys_of(place.named.forms)
    }
    hints = Hints(departments, areas, countries, listed.common)
    return Gazetteer(register, index, Postcodes(register, departments), hints, listed.ordinary)
