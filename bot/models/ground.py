"""Ground: what maps are drawn on, outlines and towns."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

Position = tuple[float, float]
"""Latitude and longitude, in WGS84 degrees."""


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the map between two parallels and two meridians, in WGS84 degrees."""

    south: float
    west: float
    north: float
    east: float

    def holds(self, lat: float, lon: float) -> bool:
        """Whether a position lies in the box."""
        return self.south <= lat <= self.north and self.west <= lon <= self.east

    def meets(self, other: "Box") -> bool:
        """Whether the two share a position."""
        return (
            self.south <= other.north
            and other.south <= self.north
            and self.west <= other.east
            and other.west <= self.east
        )

    @classmethod
    def around(cls, positions: Sequence[Position]) -> "Box":
        """The smallest box that holds ``positions``, of which there is at least one."""
        lats, lons = zip(*positions, strict=True)
        return cls(min(lats), min(lons), max(lats), max(lons))


@dataclass(frozen=True, slots=True)
class Outline:
    """A ring of land: a part of the department ``department``, or of a land beside France when that is empty."""

    department: str
    ring: tuple[Position, ...]
    box: Box


@dataclass(frozen=True, slots=True)
class Town:
    """A commune or an arrondissement, where its name may stand on a map."""

    name: str
    code: str
    lat: float
    lon: float


class Towns(Protocol):
    """The towns of the map, the largest first."""

    def within(self, box: Box, most: int) -> tuple[Town, ...]:
        """The largest communes in ``box``, ``most`` of them."""

    def parts_within(self, box: Box, most: int) -> tuple[Town, ...]:
        """The largest arrondissements of Paris, Lyon and Marseille in ``box``, ``most`` of them."""


TileKey = tuple[int, int, int]
"""The zoom, column and row of a map tile."""


class Tiles(Protocol):
    """Ready-made map tiles of 256 pixels, as most tile servers number them (Web Mercator, rows from the north)."""

    attribution: str
    """What is printed on a map made of them."""

    def fetch(self, keys: Sequence[TileKey]) -> Sequence[bytes] | None:
        """The images of ``keys``, in their order; None when one of them cannot be had."""


@dataclass(frozen=True, slots=True)
class Ground:
    """All that maps are drawn on. With ``tiles``, they take the outlines' place where they can be had.

    ``outlines`` are in the order in which they are to be painted: an enclave last.
    """

    outlines: tuple[Outline, ...]
    towns: Towns
    tiles: Tiles | None = None
