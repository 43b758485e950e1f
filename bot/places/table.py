"""The table of communes, in columns: 37,000 rows are too many for as many objects."""

import csv
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
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


def read_rows(path: Path, width: int, keep: Callable[[Sequence[str]], None]) -> None:
    """Hand to ``keep`` each row of a CSV file of the map, its header left out.

    StartError names the file, and the line of a row that has not ``width`` cells or that ``keep`` cannot make sense of.
    """
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = csv.reader(file)
            next(rows, None)
            for row in rows:
                if len(row) != width:
                    raise StartError(f"{path}, line {rows.line_num}: {len(row)} cells instead of {width}: {row}")
                try:
                    keep(row)
                except ValueError as error:
                    raise StartError(f"{path}, line {rows.line_num}: {error}: {row}") from error
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise StartError(f"{path} cannot be read ({error}): restore it, or run scripts/build_gazetteer.py") from error


def read_table(folder: Path) -> Table:
    """The rows of ``communes.csv`` and ``old_names.csv`` in ``folder``; StartError if they cannot be read."""
    table = Table([], [], [], [], array("l"), array("d"), array("d"), 0)
    # Interned: 37,000 rows share a hundred departments.
    known: dict[str, str] = {}

    def keep(code: str, name: str, department: str, postcodes: str, *figures: str) -> None:
        population, lat, lon = int(figures[0]), float(figures[1]), float(figures[2])
        table.codes.append(code)
        table.names.append(name.removesuffix(" Arrondissement"))
        table.departments.append(known.setdefault(department, department))
        table.postcodes.append(postcodes)
        table.populations.append(population)
        table.lats.append(lat)
        table.lons.append(lon)

    def keep_old(row: Sequence[str]) -> None:
        holder = row_of.get(row[2])
        if holder is not None:
            keep(row[0], row[1], table.departments[holder], table.postcodes[holder], *row[3:])

    read_rows(folder / "communes.csv", 7, lambda row: keep(*row))
    row_of = {code: row for row, code in enumerate(table.codes)}
    first_old = len(table)
    read_rows(folder / "old_names.csv", 6, keep_old)
    return replace(table, first_old=first_old)
