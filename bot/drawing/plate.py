"""Plates: small maps as SVG shapes, for pages."""

from dataclasses import dataclass, replace

from bot.drawing.frame import Frame, Point, fit
from bot.drawing.labels import Label, Name, Style, Taken, place_labels
from bot.drawing.paint import measure
from bot.drawing.pins import RADIUS, Pin, spread
from bot.models.ground import Ground, Outline, Position

_MARGIN = 50
_LEAST_KM = 40.0
_FINEST = 3
"""Shorter steps of an outline are left out, in pixels along both axes."""
_MOST_TOWNS = 8
_LOOKED_AT = 40
_CROWD = 30
"""More lieux than these hide the large towns, and naming the others would mislead."""
_DOT, _MARK = 8.0, 14.0


@dataclass(frozen=True, slots=True)
class Spots:
    """What a plate shows: lieux at ``positions``, with ``numbers`` for pins or without any for mere dots.

    ``mark`` is the place asked, ``extent`` what else must be on the map. The size is in pixels.
    """

    positions: tuple[Position, ...]
    numbers: tuple[int, ...]
    width: int
    height: int
    mark: Position | None = None
    extent: tuple[Position, ...] = ()


@dataclass(frozen=True, slots=True)
class Plate:
    """A map of some lieux as SVG: paths of the land and of lands abroad, a pin or a dot for each lieu, towns."""

    width: int
    height: int
    abroad: str
    land: str
    pins: tuple[Pin, ...]
    dots: tuple[Point, ...]
    mark: Point | None
    towns: tuple[Label, ...]

    @property
    def count(self) -> int:
        """How many lieux it shows."""
        return len(self.pins) + len(self.dots)


def plate(spots: Spots, ground: Ground) -> Plate:
    """The map of ``spots``, of which there is at least one."""
    marked = (spots.mark,) if spots.mark else ()
    frame = fit((*spots.positions, *marked, *spots.extent), spots.width, spots.height, _MARGIN, _LEAST_KM)
    points = tuple(map(frame.to_point, spots.positions))
    mark = frame.to_point(spots.mark) if spots.mark else None
    taken = [(mark, _MARK)] if mark else []
    pins = spread(points, 1, taken, frame) if spots.numbers else ()
    pins = tuple(replace(pin, number=number) for pin, number in zip(pins, spots.numbers, strict=True))
    dots = () if spots.numbers else points
    under = Taken([*taken, *((pin.at, RADIUS + 2.0) for pin in pins), *((dot, _DOT) for dot in dots)], [])
    names = [
        Name(town.name, frame.to_point((town.lat, town.lon)), Style.TOWN)
        for town in ground.towns.within(frame.box, _LOOKED_AT)
    ]
    seen = [outline for outline in ground.outlines if outline.box.meets(frame.box)]
    return Plate(
        width=spots.width,
        height=spots.height,
        abroad="".join(_path(outline, frame) for outline in seen if not outline.department),
        land="".join(_path(outline, frame) for outline in seen if outline.department),
        pins=pins,
        dots=dots,
        mark=mark,
        towns=place_labels(names, under, frame, measure, _MOST_TOWNS) if len(points) <= _CROWD else (),
    )


def _path(outline: Outline, frame: Frame) -> str:
    """The outline in whole pixels, each step from the one before; empty for an islet too small to be seen."""
    x, y = map(round, frame.to_point(outline.ring[0]))
    start = f"M{x} {y}l"
    steps: list[str] = []
    for position in outline.ring[1:]:
        next_x, next_y = frame.to_point(position)
        dx, dy = round(next_x) - x, round(next_y) - y
        if abs(dx) + abs(dy) >= _FINEST:
            steps.append(f"{dx} {dy}")
            x, y = x + dx, y + dy
    return f"{start}{' '.join(steps)}Z" if len(steps) > 2 else ""
