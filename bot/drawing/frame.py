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
    """A plain map, north up: equirectangular, true to scale at its middle parallel."""

    lat: float
    lon: float
    px_per_km: float
    width: int
    height: int

    def to_point(self, position: Position) -> Point:
        """Where ``position`` falls; outside of the picture for what lies beyond it."""
        lat, lon = position
        east_km = (lon - self.lon) * KM_PER_DEGREE * math.cos(math.radians(self.lat))
        north_km = (lat - self.lat) * KM_PER_DEGREE
        return self.width / 2 + east_km * self.px_per_km, self.height / 2 - north_km * self.px_per_km

    @property
    def box(self) -> Box:
        """The part of the world that is shown."""
        high = self.height / 2 / self.px_per_km / KM_PER_DEGREE
        wide = self.width / 2 / self.px_per_km / KM_PER_DEGREE / math.cos(math.radians(self.lat))
        return Box(self.lat - high, self.lon - wide, self.lat + high, self.lon + wide)

    @property
    def width_km(self) -> float:
        """How far it is from the left side to the right one."""
        return self.width / self.px_per_km


def fit(positions: Sequence[Position], width: int, height: int, margin: int, least_km: float) -> Frame:
    """The closest frame that shows ``positions`` no nearer than ``margin`` pixels to a side, ``least_km`` wide."""
    box = Box.around(positions)
    lat, lon = (box.south + box.north) / 2, (box.west + box.east) / 2
    high_km = (box.north - box.south) * KM_PER_DEGREE
    wide_km = (box.east - box.west) * KM_PER_DEGREE * math.cos(math.radians(lat))
    room = (
        (width - 2 * margin) / wide_km if wide_km else math.inf,
        (height - 2 * margin) / high_km if high_km else math.inf,
    )
    return Frame(lat, lon, min(*room, width / least_km), width, height)
