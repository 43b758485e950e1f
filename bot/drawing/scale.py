"""The scale bar, and lengths in figures."""

import math
from dataclasses import dataclass

from bot.drawing.frame import Frame
from bot.drawing.labels import Measure, Style
from bot.drawing.shapes import Rect

_SHARE = 0.28
"""How much of the picture's width the bar takes at most."""
_SIDE = 18.0
"""Between the bar and the sides of the picture, in pixels."""
_TICK = 14


@dataclass(frozen=True, slots=True)
class Scale:
    """The scale bar at the foot of ``box``, as wide as ``text`` says."""

    box: Rect
    text: str


def scale_of(frame: Frame, measure: Measure) -> Scale:
    """The scale bar of a map."""
    km = round_length(frame.width_km * _SHARE)
    text = kilometres(km)
    _, height = measure(text, Style.TOWN)
    bottom = frame.height - _SIDE
    return Scale(Rect(_SIDE, bottom - height - _TICK, _SIDE + km * frame.px_per_km, bottom), text)


def kilometres(km: float) -> str:
    """A length in figures that every language reads: the SI parts thousands by a narrow space."""
    return f"{km:,.0f} km".replace(",", "\N{NARROW NO-BREAK SPACE}")


def round_length(longest: float) -> float:
    """The longest of 1, 2, 5, 10, 20, 50… (or 0.5, 0.2…) that is no longer than ``longest``."""
    power = 10.0 ** math.floor(math.log10(longest))
    return max(step * power for step in (1, 2, 5) if step * power <= longest)
