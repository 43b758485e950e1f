"""Distances as the crow flies."""

from math import asin, cos, radians, sin, sqrt

_EARTH_KM = 6371.0088
"""The earth's mean radius (IUGG), the one geopy uses too."""


def distance_km(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """The great-circle distance between two points in WGS84 degrees, in kilometres, exact to 0.5 %.

    The haversine formula, which stays exact for close points.
    """
    phi_a, phi_b = radians(lat_a), radians(lat_b)
    half = sin((phi_b - phi_a) / 2) ** 2 + cos(phi_a) * cos(phi_b) * sin(radians(lon_b - lon_a) / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(min(half, 1.0)))
