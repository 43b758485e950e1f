"""Boxes and discs on a picture, in pixels, and whether they touch."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from bot.drawing.frame import Point


@dataclass(frozen=True, slots=True)
class Rect:
    """An upright rectangle."""

    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: "Rect") -> bool:
        """Whether the two share a pixel."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def touches_disc(self, centre: Point, radius: float) -> bool:
        """Whether a disc shares a pixel with it."""
        x = min(max(centre[0], self.left), self.right)
        y = min(max(centre[1], self.top), self.bottom)
        return math.dist(centre, (x, y)) < radius

    def is_inside(self, width: float, height: float) -> bool:
        """Whether it lies on a picture of that size."""
        return self.left >= 0 and self.top >= 0 and self.right <= width and self.bottom <= height


def along(start: Point, end: Point, step: float) -> Iterable[Point]:
    """Points on the line from ``start`` to ``end``, ``step`` apart."""
    count = max(1, math.ceil(math.dist(start, end) / step))
    for n in range(count + 1):
        yield start[0] + (end[0] - start[0]) * n / count, start[1] + (end[1] - start[1]) * n / count
