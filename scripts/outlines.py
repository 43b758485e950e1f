"""Outlines of communes: their centre and their surface."""

import math
import struct
from collections.abc import Sequence
from itertools import pairwise

KM_PER_DEGREE = 111.195  # of latitude, on the mean sphere

Ring = list[tuple[float, float]]
Polygon = list[Ring]
Point = tuple[float, float]


def read_outline(wkb: str) -> list[Polygon]:
    """The polygons of a little-endian WKB multipolygon in hexadecimal, as (lon, lat) rings, the outer one first."""
    data = bytes.fromhex(wkb)
    position = 0

    def take(layout: str) -> tuple[float, ...]:
        nonlocal position
        values = struct.unpack_from("<" + layout, data, position)
        position += struct.calcsize("<" + layout)
        return values

    order, kind, count = take("BII")
    if (order, kind) != (1, 6):
        raise ValueError("an outline is not a little-endian WKB multipolygon")
    polygons: list[Polygon] = []
    for _ in range(int(count)):
        take("BI")
        rings: Polygon = []
        for _ in range(int(take("I")[0])):
            flat = take(f"{2 * int(take('I')[0])}d")
            rings.append(list(zip(flat[::2], flat[1::2], strict=True)))
        polygons.append(rings)
    return polygons


def ring_moments(ring: Ring) -> tuple[float, float, float]:
    """The signed area of a ring and its first moments, in squared and cubed degrees."""
    area = x = y = 0.0
    x0, y0 = ring[0]
    # Measured from the ring's first point: differences of large products would lose the small figures.
    for (ax, ay), (bx, by) in pairwise((px - x0, py - y0) for px, py in ring):
        cross = ax * by - bx * ay
        area += cross / 2
        x += (ax + bx) * cross / 6
        y += (ay + by) * cross / 6
    return area, x + area * x0, y + area * y0


def polygon_moments(polygon: Polygon) -> tuple[float, float, float]:
    """The area and first moments of a polygon, its holes left out."""
    total = [0.0, 0.0, 0.0]
    for number, ring in enumerate(polygon):
        area, x, y = ring_moments(ring)
        sign = math.copysign(1.0, area) * (1 if number == 0 else -1)
        total = [total[0] + sign * area, total[1] + sign * x, total[2] + sign * y]
    return total[0], total[1], total[2]


def crossings(polygon: Polygon, lat: float) -> list[float]:
    """The longitudes at which the parallel ``lat`` crosses the polygon's rings, from west to east."""
    found = []
    for ring in polygon:
        for (ax, ay), (bx, by) in pairwise(ring):
            if (ay > lat) != (by > lat):
                found.append(ax + (lat - ay) * (bx - ax) / (by - ay))
    return sorted(found)


def inside(polygon: Polygon, point: Point) -> bool:
    """Whether ``point`` (lon, lat) lies in the polygon."""
    return sum(lon < point[0] for lon in crossings(polygon, point[1])) % 2 == 1


def interior_point(polygon: Polygon, lat: float) -> Point:
    """The middle of the widest stretch of the parallel ``lat`` inside the polygon."""
    edges = crossings(polygon, lat)
    west, east = max(zip(edges[::2], edges[1::2], strict=False), key=lambda stretch: stretch[1] - stretch[0])
    return (west + east) / 2, lat


def centre(polygons: Sequence[Polygon]) -> Point:
    """The (lat, lon) centre of the largest part of an outline: its centroid, or a point inside where that is not."""
    largest = max(polygons, key=lambda polygon: polygon_moments(polygon)[0])
    area, x, y = polygon_moments(largest)
    point = (x / area, y / area)
    lon, lat = point if inside(largest, point) else interior_point(largest, point[1])
    return lat, lon


def surface(outline: Sequence[Polygon]) -> tuple[float, float, float]:
    """The area of an outline in km² and its first moments (that area times longitude, times latitude)."""
    area, x, y = (sum(part) for part in zip(*map(polygon_moments, outline), strict=True))
    km2 = KM_PER_DEGREE**2 * math.cos(math.radians(y / area))
    return area * km2, x * km2, y * km2
