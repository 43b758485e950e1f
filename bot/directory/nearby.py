"""Nearby: which lieux are near a point, without measuring all of them."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from math import cos, floor, radians
from typing import Generic, TypeVar

from bot.directory.distance import distance_km

_HAIR = 1e-9
"""A tenth of a millimetre, in degrees: more than what rounding loses."""
_KM_PER_DEGREE = 111.0
"""Of latitude; a little less than anywhere on the sphere, so that no cell within reach is missed."""

T = TypeVar("T")
Cell = tuple[int, int]


class Nearby(Generic[T]):
    """Things by their position, in square cells of about ``cell_degrees`` each way."""

    def __init__(self, placed: Iterable[tuple[float, float, T]], cell_degrees: float) -> None:
        """``placed`` gives the latitude and the longitude of each thing, in WGS84 degrees."""
        self._columns = max(1, round(360 / cell_degrees))
        self._size = 360 / self._columns
        cells: dict[Cell, list[tuple[float, float, T]]] = defaultdict(list)
        for lat, lon, thing in placed:
            cells[self._cell(lat, lon)].append((lat, lon, thing))
        self._cells: Mapping[Cell, list[tuple[float, float, T]]] = cells

    def within(self, lat: float, lon: float, radius_km: float) -> list[tuple[float, T]]:
        """Each thing at most ``radius_km`` away, with its distance in kilometres, in no order."""
        found: list[tuple[float, T]] = []
        reach_lat, reach_lon = _reach(lat, radius_km)
        for cell in self._reached(lat, lon, radius_km):
            for its_lat, its_lon, thing in self._cells[cell]:
                # much cheaper than to measure; across the 180th meridian the longitudes differ by almost 360
                if abs(its_lat - lat) <= reach_lat and not reach_lon < abs(its_lon - lon) < 360 - reach_lon:
                    away_km = distance_km(lat, lon, its_lat, its_lon)
                    if away_km <= radius_km:
                        found.append((away_km, thing))
        return found

    def at_most(self, lat: float, lon: float, radius_km: float) -> int:
        """A number that the things within ``radius_km`` do not exceed, found without measuring any."""
        return sum(len(self._cells[cell]) for cell in self._reached(lat, lon, radius_km))

    def _reached(self, lat: float, lon: float, radius_km: float) -> Iterator[Cell]:
        """The cells that hold something and that the circle may touch, across the 180th meridian too."""
        reach_lat, reach_lon = _reach(lat, radius_km)
        south, north = (floor((lat + reach) / self._size) for reach in (-reach_lat, reach_lat))
        west, east = (floor((lon + reach) / self._size) for reach in (-reach_lon, reach_lon))
        if (north - south + 1) * (east - west + 1) >= len(self._cells):
            yield from self._cells
            return
        columns = {column % self._columns for column in range(west, east + 1)}
        for row in range(south, north + 1):
            yield from (cell for cell in ((row, column) for column in columns) if cell in self._cells)

    def _cell(self, lat: float, lon: float) -> Cell:
        return floor(lat / self._size), floor(lon / self._size) % self._columns


def _reach(lat: float, radius_km: float) -> tuple[float, float]:
    """How many degrees of latitude, and of longitude, a circle around a point at ``lat`` reaches at most."""
    reach_lat = radius_km / _KM_PER_DEGREE + _HAIR
    pole = min(90.0, abs(lat) + reach_lat)
    return reach_lat, min(180.0, reach_lat / max(cos(radians(pole)), 1e-9))
