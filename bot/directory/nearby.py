"""Nearby: which lieux are near a point, without measuring all of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from math import cos, floor, radians
from typing import Generic, TypeVar

from bot.directory.distance import distance_km

CELL_DEGREES = 0.25
"""About 28 km from south to north: the usual question looks into a handful of cells."""
_KM_PER_DEGREE = 111.0
"""Of latitude; a little less than anywhere on the sphere, so that no cell within reach is missed."""

T = TypeVar("T")
Cell = tuple[int, int]


class Nearby(Generic[T]):
    """Things by their position, in square cells of ``cell_degrees`` each way."""

    def __init__(self, placed: Iterable[tuple[float, float, T]], cell_degrees: float = CELL_DEGREES) -> None:
        """``placed`` gives the latitude and the longitude of each thing, in WGS84 degrees."""
        self._size = cell_degrees
        cells: dict[Cell, list[tuple[float, float, T]]] = defaultdict(list)
        for lat, lon, thing in placed:
            cells[self._cell(lat, lon)].append((lat, lon, thing))
        self._cells: Mapping[Cell, list[tuple[float, float, T]]] = cells

    def within(self, lat: float, lon: float, radius_km: float) -> list[tuple[float, T]]:
        """Each thing at most ``radius_km`` away, with its distance in kilometres, in no order."""
        found: list[tuple[float, T]] = []
        for cell in self._reached(lat, lon, radius_km):
            for its_lat, its_lon, thing in self._cells[cell]:
                away_km = distance_km(lat, lon, its_lat, its_lon)
                if away_km <= radius_km:
                    found.append((away_km, thing))
        return found

    def _reached(self, lat: float, lon: float, radius_km: float) -> Iterator[Cell]:
        """The cells that hold something and that the circle may touch, across the 180th meridian too."""
        reach_lat = radius_km / _KM_PER_DEGREE
        pole = min(90.0, abs(lat) + reach_lat)
        reach_lon = min(180.0, reach_lat / max(cos(radians(pole)), 1e-9))
        south, west = self._cell(lat - reach_lat, lon - reach_lon)
        north, east = self._cell(lat + reach_lat, lon + reach_lon)
        if (north - south + 1) * (east - west + 1) >= len(self._cells):
            yield from self._cells
            return
        around = round(360 / self._size)
        seen: set[Cell] = set()
        for row in range(south, north + 1):
            for column in range(west, east + 1):
                cell = row, (column + around // 2) % around - around // 2
                if cell in self._cells and cell not in seen:
                    seen.add(cell)
                    yield cell

    def _cell(self, lat: float, lon: float) -> Cell:
        return floor(lat / self._size), floor(lon / self._size)
