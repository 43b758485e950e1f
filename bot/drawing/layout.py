"""The layout of a map: where everything stands, before anything is painted. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.drawing.frame import Frame, Point, fit
from bot.drawing.labels import Label, Measure, Style, Taken, place_labels
from bot.drawing.naming import MARK_RADIUS, own_names, part_names, town_names
from bot.drawing.pins import RADIUS, Disc, Pin, at_the_side, spread
from bot.drawing.scale import Scale, scale_of
from bot.drawing.shapes import Rect, along
from bot.models.answer import Hit
from bot.models.ground import Ground, Outline, Position
from bot.models.place import Place

WIDTH, HEIGHT = 800, 640

_MARGIN = 70
_LEAST_KM = 18.0
"""The closest map is this wide: closer, no neighbouring town would be left on it."""
_ALONE_KM = 70.0
"""So wide is the map of a place without any lieu that can be shown: an island stands whole on it."""
_FAR_KM = 1500
"""A lieu farther than this (from overseas, across an ocean) is pointed to, not shown."""
_MOST_TOWNS = 11
_MOST_PARTS = 8
_LINE_STEP = 6.0
_SOURCE = "IGN, INSEE"
"""Whose data the map is drawn from: their licence asks to say so."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A map ready to be painted: land first, then what stands on it.

    ``area`` holds the departments of the areas asked, which have no mark: no point of them was asked.
    """

    frame: Frame
    land: tuple[Outline, ...]
    area: frozenset[str]
    marks: tuple[Point, ...]
    pins: tuple[Pin, ...]
    labels: tuple[Label, ...]
    scale: Scale


def lay_out(places: Sequence[Place], hits: Sequence[Hit], ground: Ground, first: int, measure: Measure) -> Layout:
    """The map of ``places`` (one, or several that people come from) with a pin for each of ``hits``.

    The pins are numbered from ``first``, in the order of the hits.
    """
    area = frozenset(department for place in places if place.is_area for department in place.departments)
    shown = [_spot(hit) for hit in hits if not _is_far(hit)]
    least_km = _LEAST_KM if shown else _ALONE_KM
    frame = fit([*_extent(places, area, ground), *shown], WIDTH, HEIGHT, _MARGIN, least_km)
    marks = tuple(frame.to_point((place.lat, place.lon)) for place in places if not place.is_area)
    marked = [(mark, MARK_RADIUS + 4.0) for mark in marks]
    scale = scale_of(frame, measure)
    pins = _pins(hits, first, [*marked, *_discs(scale.box)], frame)
    source = _source(_SOURCE, frame, measure)
    taken = Taken([*marked, *_discs_of(pins)], [scale.box, source.box])
    names = own_names(places, pins, hits, frame)
    own = place_labels(names, taken, frame, measure, len(names))
    towns = place_labels(town_names(places, pins, ground, frame), taken.and_under(own), frame, measure, _MOST_TOWNS)
    under = taken.and_under([*own, *towns])
    parts = place_labels(part_names(places, ground, frame), under, frame, measure, _MOST_PARTS)
    land = tuple(outline for outline in ground.outlines if outline.box.meets(frame.box))
    return Layout(frame, land, area, marks, pins, (*own, *towns, *parts, source), scale)


def on_tiles(layout: Layout, attribution: str, measure: Measure) -> Layout:
    """``layout`` as it stands on tiles, which name the towns themselves, and whose source is another."""
    own = tuple(label for label in layout.labels if label.style in (Style.ASKED, Style.AWAY))
    return replace(layout, labels=(*own, _source(attribution, layout.frame, measure)))


def _spot(hit: Hit) -> Position:
    return hit.lieu.latitude, hit.lieu.longitude


def _is_far(hit: Hit) -> bool:
    return hit.distance_km > _FAR_KM


def _extent(places: Sequence[Place], area: frozenset[str], ground: Ground) -> list[Position]:
    """What of the places must be on the map: an area whole, any other place as its point."""
    boxes = [outline.box for outline in ground.outlines if outline.department in area]
    corners = [corner for box in boxes for corner in ((box.south, box.west), (box.north, box.east))]
    return [*corners, *((place.lat, place.lon) for place in places)]


def _pins(hits: Sequence[Hit], first: int, taken: Sequence[Disc], frame: Frame) -> tuple[Pin, ...]:
    points = [at_the_side(_spot(hit), frame) if _is_far(hit) else frame.to_point(_spot(hit)) for hit in hits]
    pins = spread(points, first, taken, frame)
    return tuple(Pin(pin.number, pin.at, pin.spot, _is_far(hit)) for pin, hit in zip(pins, hits, strict=True))


def _source(text: str, frame: Frame, measure: Measure) -> Label:
    width, height = measure(text, Style.SOURCE)
    corner = (frame.width - 8.0, frame.height - 6.0)
    return Label(text, Style.SOURCE, corner, Rect(corner[0] - width, corner[1] - height, *corner))


def _discs(box: Rect) -> list[Disc]:
    """The box as discs, for what keeps off discs alone."""
    half = (box.bottom - box.top) / 2
    middle = (box.top + box.bottom) / 2
    return [(point, half + 6) for point in along((box.left, middle), (box.right, middle), half)]


def _discs_of(pins: Sequence[Pin]) -> list[Disc]:
    """What labels keep off: each pin, and the line to its spot."""
    lines = [point for pin in pins if pin.is_apart for point in along(pin.spot, pin.at, _LINE_STEP)]
    return [*((pin.at, RADIUS + 4.0) for pin in pins), *((point, 5.0) for point in lines)]
