"""Who bears a name: rows of the table and places from elsewhere, all by number."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.models.place import Place, PlaceKind
from bot.places.table import Table

# An area, a postcode or a landmark speaks for a place as a city does.
CITY_WEIGHT = 100_000
# A bare name that is both a French town's and an area's, or a place's abroad, is the town's from this population on:
# "Vienne" and "Bruges", not "Indre" or "Mons".
_OTHER_LIKELIHOOD = 10_000
_OLD_SHARE = 0.1
_OVERSEAS_SHARE = 0.25
CITIES_IN_PARTS = {"75": "75056", "69": "69123", "13": "13055"}
# How the INSEE codes of arrondissements begin; no commune's code does.
CODES_OF_PARTS = ("751", "6938", "132")


@dataclass(frozen=True, slots=True)
class Named:
    """A place from outside the table of communes, and all the ways to write its name.

    ``phrases`` are ways that hold words of the sentence as well ("en Mayenne"): nobody misspells those as a name.
    """

    place: Place
    forms: tuple[str, ...]
    phrases: tuple[str, ...] = ()


class Register:
    """Every bearer of a name. Numbers below ``len(table)`` are rows of the table, the next ones ``named`` in order."""

    def __init__(self, table: Table, named: Sequence[Named], regions: Mapping[str, frozenset[str]]) -> None:
        """``regions`` tells for each department which ones share its region, itself among them."""
        self.table = table
        self._named = [entry.place for entry in named]
        self._regions = regions
        self._row_of = {code: row for row, code in enumerate(table.codes[: table.first_old])}
        self._cities = {
            department: table.populations[self._row_of[code]]
            for department, code in CITIES_IN_PARTS.items()
            if code in self._row_of
        }

    def towns(self, keys: Sequence[str]) -> dict[tuple[str, str], int]:
        """The number of each commune by its key and department; ``keys`` are the table's, in order."""
        departments = self.table.departments
        return {(keys[row], departments[row]): row for row in reversed(range(len(keys)))}

    def cities(self, least: int) -> list[int]:
        """The numbers of the communes of at least so many inhabitants."""
        populations = self.table.populations
        return [row for row in range(self.table.first_old) if populations[row] >= least and not self.is_part(row)]

    def row_of(self, code: str) -> int | None:
        """The number of the commune or arrondissement with this INSEE code."""
        return self._row_of.get(code)

    def is_row(self, number: int) -> bool:
        """Whether the bearer is a commune, an arrondissement or a former commune."""
        return number < len(self.table)

    def place(self, number: int) -> Place:
        """The place of a bearer."""
        table = self.table
        if not self.is_row(number):
            return self._named[number - len(table)]
        kind = PlaceKind.ARRONDISSEMENT if self.is_part(number) else PlaceKind.COMMUNE
        department = (table.departments[number],)
        return Place(table.names[number], kind, table.lats[number], table.lons[number], table.codes[number], department)

    def departments(self, number: int) -> tuple[str, ...]:
        """The departments that a bearer lies in."""
        if self.is_row(number):
            return (self.table.departments[number],)
        return self._named[number - len(self.table)].departments

    def weight(self, number: int) -> int:
        """How much a bearer's name speaks for a place: its population, a city's for what has none."""
        return self.table.populations[number] if self.is_row(number) else CITY_WEIGHT

    def likelihood(self, number: int, near: Place | None) -> float:
        """How likely a bearer is meant by its bare name, as a population: former and far communes count for less."""
        if not self.is_row(number):
            landmark = self._named[number - len(self.table)].kind is PlaceKind.LANDMARK
            return CITY_WEIGHT if landmark else _OTHER_LIKELIHOOD
        table = self.table
        department = table.departments[number]
        population: float = table.populations[number]
        if self.is_part(number):
            population = self._cities[department]
        if number >= table.first_old:
            population *= _OLD_SHARE
        if len(department) == 3 and not (near and any(len(other) == 3 for other in near.departments)):
            population *= _OVERSEAS_SHARE
        return population

    def around(self, near: Place) -> frozenset[str]:
        """The departments of the regions that ``near`` lies in."""
        none: frozenset[str] = frozenset()
        return none.union(*(self._regions.get(department, none) for department in near.departments))

    def is_part(self, number: int) -> bool:
        """Whether a row is an arrondissement."""
        return self.table.codes[number].startswith(CODES_OF_PARTS)
