"""Pins: one numbered disc for each lieu, none over another."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.drawing.frame import Frame, Point
from bot.models.ground import Position

Disc = tuple[Point, float]
"""A centre and a radius, in pixels."""

RADIUS = 25
"""Of a pin, in pixels: its number stays legible on a phone that shows the map at half its size."""
_BETWEEN = 5
_ANGLES = 16
_FARTHEST = 12
"""How many rings around its spot are tried for a pin."""


@dataclass(frozen=True, slots=True)
class Pin:
    """The pin ``number``, its disc at ``at``, for the lieu at ``spot``; apart from it, a line leads there.

    A lieu ``away`` is too far to be shown: its spot is at the side of the picture that it lies beyond.
    """

    number: int
    at: Point
    spot: Point
    away: bool = False

    @property
    def is_apart(self) -> bool:
        """Whether the disc stands apart from its spot."""
        return self.at != self.spot


def spread(spots: Sequence[Point], first: int, taken: Sequence[Disc], frame: Frame) -> tuple[Pin, ...]:
    """A pin for each of ``spots``, numbered from ``first``, over none other and over nothing in ``taken`` (discs).

    Each stands at its spot where it can, or else as near to it as it can, on a line of its own.
    """
    placed: list[Pin] = []
    for number, spot in enumerate(spots, first):
        free = [at for at in _near(spot) if _fits(at, placed, taken, frame)]
        at = min(free, key=lambda at: _cost(at, spot, spots, placed), default=spot)
        placed.append(Pin(number, at, spot))
    return tuple(placed)


def at_the_side(position: Position, frame: Frame) -> Point:
    """Where the line from the middle of the map towards ``position`` leaves it."""
    x, y = frame.to_point(position)
    dx, dy = x - frame.width / 2, y - frame.height / 2
    room_x, room_y = frame.width / 2 - 2 * RADIUS, frame.height / 2 - 2 * RADIUS
    shrink = min(room_x / abs(dx) if dx else math.inf, room_y / abs(dy) if dy else math.inf)
    return frame.width / 2 + dx * shrink, frame.height / 2 + dy * shrink


def _near(spot: Point) -> Iterable[Point]:
    yield spot
    for ring in range(1, _FARTHEST + 1):
        reach = RADIUS * (0.9 + 0.9 * ring)
        for step in range(_ANGLES):
            angle = 2 * math.pi * step / _ANGLES
            yield spot[0] + reach * math.sin(angle), spot[1] - reach * math.cos(angle)


def _fits(at: Point, placed: Iterable[Pin], taken: Iterable[Disc], frame: Frame) -> bool:
    edge = RADIUS + _BETWEEN
    if not (edge <= at[0] <= frame.width - edge and edge <= at[1] <= frame.height - edge):
        return False
    if any(math.dist(at, centre) < RADIUS + radius for centre, radius in taken):
        return False
    return all(math.dist(at, other.at) >= 2 * RADIUS + _BETWEEN for other in placed)


def _cost(at: Point, spot: Point, spots: Iterable[Point], placed: Iterable[Pin]) -> float:
    """The nearer the better; a place over another lieu's spot, or across another's line, counts for much farther."""
    hidden = sum(other != spot and math.dist(at, other) < RADIUS + _BETWEEN for other in spots)
    crossed = sum(_cross(at, spot, other.at, other.spot) for other in placed if other.is_apart)
    return math.dist(at, spot) + RADIUS * (3 * hidden + 4 * crossed)


def _cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    def side(p: Point, q: Point, r: Point) -> bool:
        return (q[0] - p[0]) * (r[1] - p[1]) > (q[1] - p[1]) * (r[0] - p[0])

    return side(a, b, c) != side(a, b, d) and side(c, d, a) != side(c, d, b)
