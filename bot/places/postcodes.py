"""Postcodes: one commune's is that commune, several communes' is their middle, CEDEX codes are a department."""

from collections.abc import Mapping

from bot.models.place import Located, Place, PlaceKind
from bot.places.areas import Department
from bot.places.arrondissements import arrondissement_of
from bot.places.register import Register

# Not delivered to by themselves, yet everybody's short way to say the whole city.
_WHOLE_CITIES = {"75000": "75056", "69000": "69123", "13000": "13055"}
# Saint-Barthélemy and Saint-Martin kept the codes they had as communes of Guadeloupe.
_ISLANDS = {"97133": "977", "97150": "978"}
# Codes from here on are Haute-Corse's, the ones before are Corse-du-Sud's.
_HAUTE_CORSE = 20_200


def is_postcode(word: str) -> bool:
    """Whether a word is written like a postcode."""
    return len(word) == 5 and word.isascii() and word.isdecimal()


def department_of(postcode: str) -> str:
    """The number of the department that a postcode begins with, whether or not there is such a department."""
    if postcode in _ISLANDS:
        return _ISLANDS[postcode]
    if postcode.startswith("20"):
        return "2B" if int(postcode) >= _HAUTE_CORSE else "2A"
    return postcode[:3] if postcode.startswith(("97", "98")) else postcode[:2]


class Postcodes:
    """The places of all postcodes."""

    def __init__(self, register: Register, departments: Mapping[str, Department]) -> None:
        self._register = register
        self._departments = departments
        self._rows: dict[str, list[int]] = {}
        for row, postcodes in enumerate(register.table.postcodes[: register.table.first_old]):
            for postcode in postcodes.split():
                self._rows.setdefault(postcode, []).append(row)

    def place(self, postcode: str) -> Place | None:
        """The place of a postcode; the department for one that no commune has (a CEDEX code); None for no such code."""
        code = _WHOLE_CITIES.get(postcode) or arrondissement_of(postcode)
        number = self._register.row_of(code) if code else None
        if number is not None:
            return self._register.place(number)
        rows = self._rows.get(postcode)
        if rows:
            return self._register.place(rows[0]) if len(rows) == 1 else self._middle(postcode, rows)
        department = self._departments.get(department_of(postcode))
        return department.place if department and is_postcode(postcode) else None

    def located(self, postcode: str) -> Located:
        """The place of a postcode, with the code itself where the department stands for it."""
        place = self.place(postcode)
        stands_in = place is not None and place.kind is PlaceKind.DEPARTMENT and postcode not in _ISLANDS
        return Located(place, cedex=postcode if stands_in else "")

    def __contains__(self, postcode: str) -> bool:
        """Whether a commune or a city has this postcode: a CEDEX code is not held."""
        return postcode in self._rows or postcode in _WHOLE_CITIES

    def _middle(self, postcode: str, rows: list[int]) -> Place:
        """The middle of several communes, each counted by its inhabitants, under the name of the largest."""
        table = self._register.table
        weights = [max(1, table.populations[row]) for row in rows]
        lat = sum(table.lats[row] * weight for row, weight in zip(rows, weights, strict=True)) / sum(weights)
        lon = sum(table.lons[row] * weight for row, weight in zip(rows, weights, strict=True)) / sum(weights)
        departments = tuple(dict.fromkeys(table.departments[row] for row in rows))
        chief = table.names[max(rows, key=lambda row: table.populations[row])]
        return Place(f"{chief} ({postcode})", PlaceKind.POSTCODE, lat, lon, postcode, departments)
