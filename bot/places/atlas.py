"""Reading the map: the gazetteer from its files."""

from collections.abc import Sequence
from pathlib import Path

from bot.places.areas import named_departments, read_areas, read_departments, regions_of
from bot.places.demonyms import read_demonyms
from bot.places.gazetteer import Gazetteer
from bot.places.hints import Hints
from bot.places.index import Index, OtherNames
from bot.places.landmarks import read_abroad, read_landmarks, read_nicknames
from bot.places.lists import read_words
from bot.places.names import keys_of
from bot.places.postcodes import Postcodes
from bot.places.register import Named, Register
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
    towns = register.towns(keys)
    demonyms = read_demonyms(folder, towns, _by_key(areas, len(table)))
    others = OtherNames({**demonyms.phrases, **read_nicknames(folder, towns)}, demonyms.adjectives)
    index = Index(register, named, others, listed, keys)
    first_abroad = len(table) + len(named) - len(abroad)
    countries = {
        key: number
        for number, place in enumerate(abroad, start=first_abroad)
        if place.country
        for key in keys_of(place.named.forms)
    }
    hints = Hints(departments, areas, countries, listed.common)
    return Gazetteer(register, index, Postcodes(register, departments), hints, listed.ordinary)


def _by_key(named: Sequence[Named], first: int) -> dict[str, int]:
    """The numbers of ``named``, counted from ``first``, by the key of each of their forms."""
    numbers: dict[str, int] = {}
    for number, entry in enumerate(named, start=first):
        for key in keys_of(entry.forms):
            numbers.setdefault(key, number)
    return numbers
