"""The frame of a map: which part of the world it shows, and where on the picture a position falls."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from bot.models.ground import Box, Position

KM_PER_DEGREE = 111.195
"""Of latitude, on the mean sphere (6,371 km)."""

Point = tuple[float, float]
"""Pixels to the right and down from the top left corner."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A map, north up: Mercator, as map tiles are, and true to scale at its middle parallel."""

    lat: float
    lon: float
    px_per_km: float
    width: int
    height: int

    def to_point(self, position: Position) -> Point:
        """Where ``position`` falls; outside of the picture for what lies beyond it."""
        lat, lon = position
        degree_px = self.px_per_degree
        up = _mercator(lat) - _mercator(self.lat)
        return self.width / 2 + (lon - self.lon) * degree_px, self.height / 2 - up * degree_px

    @property
    def box(self) -> Box:
        """The part of the world that is shown."""
        degree_px = self.px_per_degree
        high, wide = self.height / 2 / degree_px, self.width / 2 / degree_px
        middle = _mercator(self.lat)
        return Box(_parallel(middle - high), self.lon - wide, _parallel(middle + high), self.lon + wide)

    @property
    def px_per_degree(self) -> float:
        """Pixels for a degree of longitude."""
        return self.px_per_km * KM_PER_DEGREE * math.cos(math.radians(self.lat))

    @property
    def width_km(self) -> float:
        """How far it is from the left side to the right one."""
        return self.width / self.px_per_km


def fit(positions: Sequence[Position], width: int, height: int, margin: int, least_km: float) -> Frame:
    """The closest frame that shows ``positions`` no nearer than ``margin`` pixels to a side, ``least_km`` wide."""
    box = Box.around(positions)
    south, north = _mercator(box.south), _mercator(box.north)
    lat, lon = _parallel((south + north) / 2), (box.west + box.east) / 2
    degree_km = KM_PER_DEGREE * math.cos(math.radians(lat))
    high_km, wide_km = (north - south) * degree_km, (box.east - box.west) * degree_km
    room = (
        (width - 2 * margin) / wide_km if wide_km else math.inf,
        (height - 2 * margin) / high_km if high_km else math.inf,
    )
    return Frame(lat, lon, min(*room, width / least_km), width, height)


def _mercator(lat: float) -> float:
    """How far up a parallel is on a Mercator map, in degrees of longitude."""
    return math.degrees(math.asinh(math.tan(math.radians(lat))))


def _parallel(up: float) -> float:
    """The parallel that is so far up."""
    return math.degrees(math.atan(math.sinh(math.radians(up))))
