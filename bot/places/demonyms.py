"""The adjectives of towns and areas: "la région lyonnaise", "un coworking nantais"."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.errors import StartError
from bot.places.lists import read_entries
from bot.places.names import key_of, keys_of

Numbers = dict[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Demonyms:
    """What adjectives may mean, by number: each by itself, and after a noun that makes a place's name of it."""

    adjectives: Numbers
    phrases: Numbers


def read_demonyms(folder: Path, towns: Mapping[tuple[str, str], int], areas: Mapping[str, int]) -> Demonyms:
    """The adjectives of ``demonyms.yaml``; StartError for one of a place that neither mapping holds.

    ``towns`` gives the number of a commune by its key and department, ``areas`` that of an area by
    the key of each of its names: what these already hold ("région parisienne") stays theirs.
    """
    nouns, *entries = read_entries(folder / "demonyms.yaml")
    before = (nouns.texts("masculin"), nouns.texts("féminin"))
    adjectives: Numbers = {}
    phrases: Numbers = {}
    for entry in entries:
        place = entry.text("lieu")
        town, _, department = place.removesuffix(")").rpartition(" (")
        number = towns.get((key_of(town), department)) if town else areas.get(key_of(place))
        forms = entry.texts("adjectif")
        if number is None or len(forms) != len(before):
            raise StartError(f"{entry.source}: two adjectives, and a place of the map, for « {place} »")
        for form, names in zip(forms, before, strict=True):
            said = [f"{noun} {form}" for noun in names]
            phrases.update({name: (number,) for name, key in zip(said, keys_of(said), strict=True) if key not in areas})
            adjectives.update(dict.fromkeys(keys_of((form, _plural(form))), (number,)))
    return Demonyms(adjectives, phrases)


def _plural(adjective: str) -> str:
    if adjective.endswith("s"):
        return adjective
    return f"{adjective}{'x' if adjective.endswith('eau') else 's'}"
