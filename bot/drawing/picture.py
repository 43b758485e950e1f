"""A place and its lieux become a picture."""

from collections.abc import Sequence

from bot.drawing.layout import lay_out
from bot.drawing.paint import measure, paint
from bot.models.answer import Hit
from bot.models.ground import Ground
from bot.models.place import Place


def draw(place: Place, hits: Sequence[Hit], ground: Ground, first: int = 1) -> bytes:
    """The map of ``place`` as a PNG, with a pin for each of ``hits`` numbered from ``first`` in their order.

    In at most 300 ms, and of at most 150 kB (``tests/core/drawing`` measures it).
    """
    return paint(lay_out(place, hits, ground, first, measure))
