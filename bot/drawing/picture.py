"""A place and its lieux become a picture."""

from collections.abc import Sequence

from bot.drawing.layout import lay_out
from bot.drawing.paint import measure, paint
from bot.models.answer import Hit
from bot.models.ground import Ground
from bot.models.picture import Picture
from bot.models.place import Place


def draw(place: Place, hits: Sequence[Hit], ground: Ground, first: int, alt: str) -> Picture:
    """The map of ``place``, with a pin for each of ``hits`` numbered from ``first`` in their order.

    At most 300 ms and 150 kB (``tests/core/drawing`` measures it). ``alt`` says the same in words.
    """
    return Picture(paint(lay_out(place, hits, ground, first, measure)), "carte-des-lieux.png", alt)
