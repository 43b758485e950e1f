"""Landmarks and quarters, nicknames, and places abroad: the lists that the community edits."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.errors import StartError
from bot.models.place import Place, PlaceKind
from bot.places.lists import read_entries
from bot.places.names import key_of
from bot.places.register import Named


def read_landmarks(folder: Path) -> list[Named]:
    """The landmarks of ``landmarks.yaml``, with or without the name of their city: "Lyon Part-Dieu"."""
    named = []
    for entry in read_entries(folder / "landmarks.yaml"):
        name, city = entry.text("nom"), entry.text("ville", "")
        place = Place(
            name, PlaceKind.LANDMARK, entry.degrees("lat"), entry.degrees("lon"),
            departments=(entry.text("departement"),),
        )  # fmt: skip
        forms = (name, *entry.texts("alias"))
        if city:
            forms += tuple(
                joined
                for form in forms
                for joined in (f"{city} {form}", f"{form} {city}", f"{form} à {city}", f"{form} de {city}")
            )
        named.append(Named(place, forms))
    return named


def read_nicknames(folder: Path, towns: Mapping[tuple[str, str], int]) -> dict[str, tuple[int, ...]]:
    """Short and nick names of ``nicknames.yaml``, each with the numbers of the communes it may mean.

    ``towns`` gives the number of a commune by its key and department; StartError for one that it does not hold.
    """
    nicknames: dict[str, tuple[int, ...]] = {}
    for entry in read_entries(folder / "nicknames.yaml"):
        numbers = tuple(_town(town, towns, entry.source) for town in entry.texts("villes"))
        for name in entry.texts("noms"):
            nicknames[name] = (*nicknames.get(name, ()), *numbers)
    return nicknames


def _town(town: str, towns: Mapping[tuple[str, str], int], source: str) -> int:
    name, _, department = town.removesuffix(")").rpartition(" (")
    number = towns.get((key_of(name), department))
    if number is None:
        raise StartError(f"{source}: no commune « {town} »: write its whole name and department, like « Brest (29) »")
    return number


@dataclass(frozen=True, slots=True)
class Abroad:
    """Foreign places; ``country`` marks those that a name may be followed by: "Valence, Espagne"."""

    named: Named
    country: bool


def read_abroad(folder: Path) -> list[Abroad]:
    """The places of ``abroad.yaml``: foreign towns and countries, which the directory does not cover."""
    places = []
    for entry in read_entries(folder / "abroad.yaml"):
        name, country = entry.text("nom"), entry.text("pays", "")
        place = Place(name, PlaceKind.ABROAD, entry.degrees("lat"), entry.degrees("lon"))
        forms = (name, *entry.texts("alias"))
        if country:
            forms += tuple(f"{form} {country}" for form in forms)
        places.append(Abroad(Named(place, forms), country=not country))
    return places
