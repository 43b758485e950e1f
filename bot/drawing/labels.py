"""Labels: names of towns beside their spots, over no pin and over no other label."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from bot.drawing.frame import Frame, Point
from bot.drawing.shapes import Rect

_GAP = 9
"""Between a spot and its label, in pixels."""
_SIDE = 6
"""Between a label and the side of the picture, or another label."""
_DOT = 7
"""Half the room that a town's dot takes."""


class Style(StrEnum):
    """How a label is written."""

    ASKED = "asked"
    AWAY = "away"
    TOWN = "town"
    PART = "part"
    SOURCE = "source"


class Measure(Protocol):
    """Tells the width and height of a text, in pixels."""

    def __call__(self, text: str, style: Style) -> tuple[float, float]:
        """The size of ``text`` written in ``style``."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name to be written beside ``spot``; ``clear`` is how far from it the writing keeps.

    One ``under_pin`` is written although a pin hides its spot.
    """

    text: str
    spot: Point
    style: Style
    clear: float = _GAP
    under_pin: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """A text in its place."""

    text: str
    style: Style
    spot: Point
    box: Rect


@dataclass(frozen=True, slots=True)
class Taken:
    """What labels keep off: discs and boxes."""

    discs: Sequence[tuple[Point, float]]
    boxes: Sequence[Rect]

    def and_under(self, labels: Iterable[Label]) -> "Taken":
        """The same, and ``labels``."""
        return Taken(self.discs, [*self.boxes, *(label.box for label in labels)])


def place_labels(names: Iterable[Name], taken: Taken, frame: Frame, measure: Measure, most: int) -> tuple[Label, ...]:
    """The first ``most`` of ``names`` that find room, each beside its spot."""
    placed: list[Label] = []
    for name in names:
        if len(placed) == most:
            break
        label = _placed(name, taken, placed, frame, measure)
        if label:
            placed.append(label)
    return tuple(placed)


def _placed(name: Name, taken: Taken, placed: Sequence[Label], frame: Frame, measure: Measure) -> Label | None:
    width, height = measure(name.text, name.style)
    x, y = name.spot
    clear = name.clear
    if name.style in (Style.TOWN, Style.PART) and not name.under_pin and not _is_free(name.spot, taken, placed, frame):
        return None
    corners = (
        (x + clear, y - height / 2),
        (x - clear - width, y - height / 2),
        (x - width / 2, y - clear - height),
        (x - width / 2, y + clear),
        (x + clear, y - clear - height),
        (x + clear, y + clear),
        (x - clear - width, y - clear - height),
        (x - clear - width, y + clear),
    )
    for left, top in corners:
        box = Rect(left, top, left + width, top + height)
        if _fits(box, taken, placed, frame):
            return Label(name.text, name.style, name.spot, box)
    return None


def _is_free(spot: Point, taken: Taken, placed: Sequence[Label], frame: Frame) -> bool:
    """Whether a town's own spot lies on the picture, under nothing."""
    dot = Rect(spot[0] - _DOT, spot[1] - _DOT, spot[0] + _DOT, spot[1] + _DOT)
    boxes = [*taken.boxes, *(label.box for label in placed)]
    return (
        dot.is_inside(frame.width, frame.height)
        and not any(dot.touches_disc(disc, radius) for disc, radius in taken.discs)
        and not any(dot.touches(box) for box in boxes)
    )


def _fits(box: Rect, taken: Taken, placed: Sequence[Label], frame: Frame) -> bool:
    grown = Rect(box.left - _SIDE, box.top - _SIDE, box.right + _SIDE, box.bottom + _SIDE)
    return (
        grown.is_inside(frame.width, frame.height)
        and not any(box.touches_disc(centre, radius) for centre, radius in taken.discs)
        and not any(grown.touches(other) for other in taken.boxes)
        and not any(grown.touches(other.box) or grown.touches_disc(other.spot, _DOT) for other in placed)
    )
