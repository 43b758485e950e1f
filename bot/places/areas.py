"""Departments, regions and the other areas made of whole departments."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.errors import StartError
from bot.models.place import Place, PlaceKind
from bot.places.lists import read_entries
from bot.places.register import Named
from bot.places.table import read_rows


@dataclass(frozen=True, slots=True)
class Department:
    """A department: its place, how it is said ("la", "dans la" or "en"), its region's code, its surface in km².

    ``aliases`` are other ways to name it.
    """

    place: Place
    article: str
    preposition: str
    region: str
    surface_km2: float
    aliases: tuple[str, ...]


def read_departments(folder: Path) -> dict[str, Department]:
    """The departments of ``departments.csv`` by number, their centres from ``department_centres.csv``."""
    centres: dict[str, tuple[float, float, float]] = {}
    departments: dict[str, Department] = {}

    def keep_centre(row: Sequence[str]) -> None:
        centres[row[0]] = (float(row[1]), float(row[2]), float(row[3]))

    def keep(row: Sequence[str]) -> None:
        number, name, article, preposition, region, *own, aliases = row
        lat, lon, surface = centres.get(number) or (float(own[0]), float(own[1]), 1.0)
        place = Place(name, PlaceKind.DEPARTMENT, lat, lon, number, (number,))
        departments[number] = Department(
            place, article, preposition, region, surface, tuple(aliases.split("|")) if aliases else ()
        )

    read_rows(folder / "department_centres.csv", 4, keep_centre)
    read_rows(folder / "departments.csv", 8, keep)
    return departments


def regions_of(departments: Mapping[str, Department]) -> dict[str, frozenset[str]]:
    """For each department, the numbers of those that share its region."""
    members: dict[str, set[str]] = {}
    for number, department in departments.items():
        members.setdefault(department.region or number, set()).add(number)
    return {number: frozenset(members[d.region or number]) for number, d in departments.items()}


def named_departments(departments: Mapping[str, Department]) -> list[Named]:
    """The departments with the ways to write them: bare, with their article, after "en" where that is usual."""
    named = []
    for department in departments.values():
        name = department.place.name
        forms = (name, f"{department.article} {name}") if department.article else (name,)
        phrases = [f"département {_of(department.article)} {name}", f"département {department.place.code}"]
        phrases += department.aliases
        if department.preposition == "en":
            phrases.append(f"en {name}")
        named.append(Named(department.place, forms, tuple(phrases)))
    return named


def _of(article: str) -> str:
    return {"le": "du", "les": "des", "": "de"}.get(article, f"de {article}")


def read_areas(folder: Path, departments: Mapping[str, Department]) -> list[Named]:
    """The regions and other areas of ``areas.yaml``; a region's departments come from ``departments.csv``."""
    named = []
    for entry in read_entries(folder / "areas.yaml"):
        name, code = entry.text("nom"), entry.text("code", "")
        numbers = entry.texts("departements") or tuple(n for n, d in departments.items() if d.region == code and code)
        unknown = [number for number in numbers if number not in departments]
        if unknown or not numbers:
            amiss = f"no department {unknown[0]}" if unknown else f"no department is in the region « {code} »"
            raise StartError(f"{entry.source}: {amiss}, for « {name} »")
        members = [departments[number] for number in numbers]
        lat, lon = _middle(members)
        place = Place(name, PlaceKind.REGION, lat, lon, code, numbers)
        named.append(Named(place, (name, *entry.texts("alias")), (f"en {name}", f"région {name}")))
    return named


def _middle(members: Sequence[Department]) -> tuple[float, float]:
    """The centre of several departments, each counted by its surface."""
    total = sum(member.surface_km2 for member in members)
    lat = sum(member.place.lat * member.surface_km2 for member in members) / total
    lon = sum(member.place.lon * member.surface_km2 for member in members) / total
    return lat, lon
