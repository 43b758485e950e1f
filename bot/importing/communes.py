"""Communes: those of the map by code, by name and by postcode."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.directory.distance import distance_km
from bot.places.names import key_of, keys_of
from bot.places.table import Table

_ARRONDISSEMENT = re.compile(r" \d+(?:er|e)$")
_CITIES = {"75": "75056", "69": "69123", "13": "13055"}
# What people write after a town's name, or in place of it.
_AFTER = re.compile(
    r"\b(?:cedex|ce|france|guadeloupe|martinique|guyane|reunion)\b.*$|\d+\s*(?:er|e|ème|eme)?\b.*$|[(,].*$",
    re.IGNORECASE,
)
_SPLIT = re.compile(r"^(\w) (?=\w{2,})")


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune, or an arrondissement of Paris, Lyon or Marseille under the name of its city.

    ``lat`` and ``lon`` are its centre, in WGS84 degrees. ``former``: it is now a part of another commune.
    """

    code: str
    name: str
    department: str
    postcodes: tuple[str, ...]
    lat: float
    lon: float
    former: bool = False

    def away_km(self, lat: float, lon: float) -> float:
        """How far a point is from the centre, in kilometres."""
        return distance_km(lat, lon, self.lat, self.lon)


class Communes:
    """The communes of a table of the map."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._by_code: dict[str, int] = {}
        self._by_name: dict[tuple[str, str], list[int]] = {}
        self._by_postcode: dict[str, list[int]] = {}
        names = [_ARRONDISSEMENT.sub("", name) for name in table.names]
        for row, key in enumerate(keys_of(names)):
            self._by_code.setdefault(table.codes[row], row)
            self._by_name.setdefault((key, table.departments[row]), []).append(row)
            for postcode in table.postcodes[row].split():
                self._by_postcode.setdefault(postcode, []).append(row)

    def coded(self, code: str) -> Commune | None:
        """The commune of an INSEE code."""
        row = self._by_code.get(code)
        return None if row is None else self._commune(row)

    def named(self, name: str, department: str) -> Commune | None:
        """The commune of ``department`` called ``name``, whatever is written around its name."""
        for key in _keys(name):
            rows = self._by_name.get((key, department))
            if rows:
                return self._commune(rows[0])
        return None

    def at(self, postcode: str, name: str) -> Commune | None:
        """The commune called ``name`` among those that have ``postcode``; today's rather than a former one."""
        keys = _keys(name)
        for row in self._by_postcode.get(postcode, ()):
            commune = self._commune(row)
            if key_of(commune.name) in keys:
                return commune
        return None

    def has_postcode(self, postcode: str) -> bool:
        """Whether letters are brought somewhere under ``postcode`` (a CEDEX code is not one)."""
        return postcode in self._by_postcode

    def nearest_part(self, city: Commune, lat: float, lon: float) -> Commune:
        """The arrondissement of ``city`` whose centre is nearest to a point; the commune itself where it has none."""
        if _CITIES.get(city.department) != city.code:
            return city
        rows = self._by_name[key_of(city.name), city.department]
        parts = [self._commune(row) for row in rows if self._table.codes[row] != city.code]
        return min(parts, key=lambda part: part.away_km(lat, lon), default=city)

    def same(self, one: Commune, other: Commune) -> bool:
        """Whether two are one commune: a city and its arrondissement, or a commune and a former one within it."""
        if one.code == other.code or (one.name, one.department) == (other.name, other.department):
            return True
        return (one.former or other.former) and not set(one.postcodes).isdisjoint(other.postcodes)

    def _commune(self, row: int) -> Commune:
        table = self._table
        name = _ARRONDISSEMENT.sub("", table.names[row])
        postcodes = tuple(table.postcodes[row].split())
        former = row >= table.first_old
        return Commune(
            table.codes[row], name, table.departments[row], postcodes, table.lats[row], table.lons[row], former
        )


def bare_town(name: str) -> str:
    """A town's name without what people write around it: ``"VALENCE CEDEX 9"``, ``"N ancy"``, ``"Lyon 5e"``."""
    return _SPLIT.sub(r"\1", _AFTER.sub("", name.strip())).strip(" .-")


def _keys(name: str) -> list[str]:
    bare = bare_town(name)
    return [key_of(text) for text in _distinct((name, bare, *re.split(r" - | -|- ", bare), bare.split(" ")[0]))]


def _distinct(names: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys(name for name in names if name.strip())
