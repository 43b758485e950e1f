"""Communes by their own name, as an address writes it: no guess, no nickname."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import repeat

from rapidfuzz import fuzz, process

from bot.places.names import key_of, keys_of
from bot.places.postcodes import department_of
from bot.places.register import CITIES_IN_PARTS, CODES_OF_PARTS
from bot.places.table import Table

_LIKE = 75
"""How like each other two folded names are, of 100, when one may be the other misspelt."""


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune, an arrondissement or a former commune: its postcodes, its department's number, its centre (WGS84)."""

    name: str
    department: str
    postcodes: frozenset[str]
    population: int
    lat: float
    lon: float


class Communes:
    """Every commune of the table, by its name and by its postcodes."""

    def __init__(self, table: Table) -> None:
        self._table = table
        parts: dict[str, set[str]] = defaultdict(set)
        for row, code in enumerate(table.codes):
            if code.startswith(CODES_OF_PARTS):
                parts[table.departments[row]].update(table.postcodes[row].split())
        self._cities = {code: parts[number] | {f"{number}000"} for number, code in CITIES_IN_PARTS.items()}
        self._departments = frozenset(table.departments)
        self._rows: dict[str, list[int]] = defaultdict(list)
        self._holders: dict[str, list[int]] = defaultdict(list)
        for row, key in enumerate(keys_of(table.names)):
            self._rows[key].append(row)
            for postcode in table.postcodes[row].split():
                self._holders[postcode].append(row)
        for row, code in enumerate(table.codes):
            for postcode in self._cities.get(code, ()):
                self._holders[postcode].append(row)

    def __iter__(self) -> Iterator[Commune]:
        return map(self._commune, range(len(self._table)))

    def named(self, name: str) -> list[Commune]:
        """Every commune of that name, the largest first."""
        return self._largest_first(self._rows.get(key_of(name), ()))

    def with_postcode(self, postcode: str) -> list[Commune]:
        """Every commune that has the postcode, the largest first; none for a CEDEX code."""
        return self._largest_first(self._holders.get(postcode, ()))

    def centres(self) -> Iterator[tuple[float, float, None]]:
        """The centre of each commune, as the index of neighbours takes them."""
        return zip(self._table.lats, self._table.lons, repeat(None))

    def has_department(self, postcode: str) -> bool:
        """Whether the postcode begins as those of a department do."""
        return department_of(postcode) in self._departments

    def like(self, name: str, postcode: str) -> str | None:
        """The name that ``name`` may be misspelt from, among the communes of the postcode, then of its department."""
        department = department_of(postcode)
        around = [commune for commune in self if commune.department == department]
        for communes in (self.with_postcode(postcode), around):
            keys = keys_of([commune.name for commune in communes]) if communes else []
            found = process.extractOne(key_of(name), keys, scorer=fuzz.ratio, processor=None, score_cutoff=_LIKE)
            if found is not None:
                return communes[found[2]].name
        return None

    def _largest_first(self, rows: Iterable[int]) -> list[Commune]:
        return sorted(map(self._commune, rows), key=lambda commune: -commune.population)

    def _commune(self, row: int) -> Commune:
        table = self._table
        return Commune(
            table.names[row],
            table.departments[row],
            frozenset(table.postcodes[row].split()) | self._cities.get(table.codes[row], set()),
            table.populations[row],
            table.lats[row],
            table.lons[row],
        )
