"""A place and its lieux become a picture."""

from collections.abc import Sequence

from bot.drawing.layout import lay_out, on_tiles
from bot.drawing.mosaic import mosaic
from bot.drawing.paint import measure, paint
from bot.models.answer import Hit
from bot.models.ground import Ground
from bot.models.place import Place


def draw(places: Sequence[Place], hits: Sequence[Hit], ground: Ground, first: int = 1) -> bytes:
    """The map of ``places`` as a PNG, with a pin for each of ``hits`` numbered from ``first`` in their order.

    In at most 300 ms, tiles aside, and of at most 150 kB (``tests/core/drawing`` measures it).
    """
    layout = lay_out(places, hits, ground, first, measure)
    background = mosaic(layout.frame, ground.tiles) if ground.tiles else None
    if ground.tiles and background:
        return paint(on_tiles(layout, ground.tiles.attribution, measure), background)
    return paint(layout)
