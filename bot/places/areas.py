"""Departments, regions and the other areas made of whole departments."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.models.place import Place, PlaceKind
from bot.places.lists import read_entries
from bot.places.register import Named
from bot.places.table import rows_of


@dataclass(frozen=True, slots=True)
class Department:
    """A department: its place, how it is said ("le", "dans le"), its region's code, its surface in km²."""

    place: Place
    article: str
    preposition: str
    region: str
    surface_km2: float


def read_departments(folder: Path) -> dict[str, Department]:
    """The departments of ``departments.csv`` by number, their centres from ``department_centres.csv``."""
    centres = {number: (float(lat), float(lon), float(km2)) for number, lat, lon, km2 in _centres(folder)}
    departments = {}
    for number, name, article, preposition, region, own_lat, own_lon in rows_of(folder / "departments.csv"):
        lat, lon, surface = centres.get(number) or (float(own_lat), float(own_lon), 1.0)
        place = Place(name, PlaceKind.DEPARTMENT, lat, lon, number, (number,))
        departments[number] = Department(place, article, preposition, region, surface)
    return departments


def _centres(folder: Path) -> Iterable[Sequence[str]]:
    return rows_of(folder / "department_centres.csv")


def regions_of(departments: Mapping[str, Department]) -> dict[str, frozenset[str]]:
    """For each department, the numbers of those that share its region."""
    members: dict[str, set[str]] = {}
    for number, department in departments.items():
        members.setdefault(department.region or number, set()).add(number)
    return {number: frozenset(members[d.region or number]) for number, d in departments.items()}


def named_departments(departments: Mapping[str, Department]) -> list[Named]:
    """The departments with the ways to write them: bare, with their article, after "en"."""
    named = []
    for department in departments.values():
        name = department.place.name
        said = f"département {_of(department.article)} {name}"
        forms = [name, f"en {name}", said, f"département {department.place.code}"]
        if department.article:
            forms.append(f"{department.article} {name}")
        named.append(Named(department.place, tuple(forms)))
    return named


def _of(article: str) -> str:
    return {"le": "du", "les": "des", "": "de"}.get(article, f"de {article}")


def read_areas(folder: Path, departments: Mapping[str, Department]) -> list[Named]:
    """The regions and other areas of ``areas.yaml``; a region's departments come from ``departments.csv``."""
    named = []
    for entry in read_entries(folder / "areas.yaml"):
        name, code = entry.text("nom"), entry.text("code", "")
        numbers = entry.texts("departements") or tuple(n for n, d in departments.items() if d.region == code and code)
        members = [departments[number] for number in numbers]
        lat, lon = _middle(members)
        place = Place(name, PlaceKind.REGION, lat, lon, code, numbers)
        named.append(Named(place, (name, f"en {name}", f"région {name}", *entry.texts("alias"))))
    return named


def _middle(members: Sequence[Department]) -> tuple[float, float]:
    """The centre of several departments, each counted by its surface."""
    total = sum(member.surface_km2 for member in members)
    lat = sum(member.place.lat * member.surface_km2 for member in members) / total
    lon = sum(member.place.lon * member.surface_km2 for member in members) / total
    return lat, lon
