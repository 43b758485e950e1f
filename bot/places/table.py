"""The table of communes, in columns: 37,000 rows are too many for as many objects."""

import csv
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.errors import StartError


@dataclass(frozen=True, slots=True)
class Table:
    """Communes and arrondissements, then former communes, one row number for each.

    Rows from ``first_old`` on are former communes: they bear their own name, centre and population, and the
    department and postcodes of the commune they belong to. ``postcodes`` holds each row's, parted by spaces.
    Populations are INSEE's municipal ones, 0 where unknown. Positions are WGS84 degrees.
    """

    codes: list[str]
    names: list[str]
    departments: list[str]
    postcodes: list[str]
    populations: "array[int]"
    lats: "array[float]"
    lons: "array[float]"
    first_old: int

    def __len__(self) -> int:
        return len(self.codes)


def rows_of(path: Path) -> Iterator[list[str]]:
    """The rows of a CSV file of the map, its header left out; StartError if it cannot be read."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = csv.reader(file)
            next(rows, None)
            yield from rows
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise StartError(f"{path} cannot be read ({error}): restore it, or run scripts/build_gazetteer.py") from error


def read_table(folder: Path) -> Table:
    """The rows of ``communes.csv`` and ``old_names.csv`` in ``folder``; StartError if they cannot be read."""
    codes, names, departments, postcodes = [], [], [], []
    populations, lats, lons = array("l"), array("d"), array("d")
    # Interned: 37,000 rows share a hundred departments.
    known: dict[str, str] = {}
    for code, name, department, posts, population, lat, lon in rows_of(folder / "communes.csv"):
        codes.append(code)
        names.append(name.removesuffix(" Arrondissement"))
        departments.append(known.setdefault(department, department))
        postcodes.append(posts)
        populations.append(int(population))
        lats.append(float(lat))
        lons.append(float(lon))
    first_old = len(codes)
    row_of = {code: row for row, code in enumerate(codes)}
    for code, name, parent, population, lat, lon in rows_of(folder / "old_names.csv"):
        holder = row_of.get(parent)
        if holder is not None:
            codes.append(code)
            names.append(name)
            departments.append(departments[holder])
            postcodes.append(postcodes[holder])
            populations.append(int(population))
            lats.append(float(lat))
            lons.append(float(lon))
    return Table(codes, names, departments, postcodes, populations, lats, lons, first_old)
