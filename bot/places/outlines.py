"""The outlines of departments, read from ``outlines.topojson``."""

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

from bot.errors import StartError
from bot.models.ground import Box, Outline, Position

_FILE = "outlines.topojson"


def read_outlines(folder: Path) -> tuple[Outline, ...]:
    """The outlines in ``folder`` (``data/places``): the lands beside France, then the departments, the widest first.

    StartError when they cannot be read.
    """
    path = folder / _FILE
    try:
        topology = json.loads(path.read_text(encoding="utf-8"))
        outlines = list(_outlines(topology))
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise StartError(f"{path} cannot be read ({error}): restore it, or run scripts/build_outlines.py") from error
    return tuple(sorted(outlines, key=lambda outline: (bool(outline.department), -_extent(outline.box))))


def _outlines(topology: Mapping[str, Any]) -> Iterable[Outline]:
    scale_x, scale_y = topology["transform"]["scale"]
    arcs = [_positions(arc, scale_x, scale_y) for arc in topology["arcs"]]
    for geometry in topology["objects"]["land"]["geometries"]:
        for polygon in geometry["arcs"]:
            ring = tuple(position for number in polygon[0] for position in _run(arcs, number)[:-1])
            if len(ring) > 2:
                yield Outline(geometry["id"], ring, Box.around(ring))


def _positions(arc: Sequence[Sequence[int]], scale_x: float, scale_y: float) -> list[Position]:
    """An arc's positions: TopoJSON (1.0, section 2.1.4) writes each as its distance from the one before."""
    lons, lats = (accumulate(axis) for axis in zip(*arc, strict=True))
    return [(y * scale_y, x * scale_x) for x, y in zip(lons, lats, strict=True)]


def _run(arcs: Sequence[Sequence[Position]], number: int) -> Sequence[Position]:
    return arcs[number] if number >= 0 else arcs[~number][::-1]


def _extent(box: Box) -> float:
    return (box.north - box.south) * (box.east - box.west)
