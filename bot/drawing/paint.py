"""Painting a layout with Pillow."""

import io
import math
from functools import lru_cache
from importlib.resources import as_file, files

from PIL import Image, ImageDraw, ImageFont

from bot.drawing.frame import Point
from bot.drawing.labels import Label, Style
from bot.drawing.layout import Layout
from bot.drawing.naming import MARK_RADIUS
from bot.drawing.pins import RADIUS, Pin
from bot.drawing.scale import Scale

# Blue and vermilion stay apart for all kinds of colour blindness (M. Okabe and K. Ito, "Color Universal Design", 2002),
# and the two signs differ in shape as well.
_SEA, _LAND, _ABROAD, _AREA = "#cfe4ef", "#f7f4ec", "#e7e5df", "#fdebc8"
_BORDER, _INK, _PALE, _WHITE = "#b3aca0", "#33312e", "#6b665f", "#ffffff"
_PIN, _MARK = "#0a4a86", "#c63d00"

_FINER = 2
"""Land and signs are painted so many times larger, then shrunk: Pillow draws hard edges."""
LARGEST_BYTES = 150_000
_COLOURS = (96, 48, 24, 12)
_HALO = 3
_SIZES = {Style.ASKED: 30, Style.AWAY: 23, Style.TOWN: 23, Style.PART: 20, Style.SOURCE: 15}
_INKS = {Style.ASKED: _MARK, Style.AWAY: _PIN, Style.TOWN: _INK, Style.PART: _PALE, Style.SOURCE: _PALE}
_NUMBER_SIZE = 32


def measure(text: str, style: Style) -> tuple[float, float]:
    """The width and height of ``text`` as it is painted in ``style``, its halo included."""
    letters = font(_SIZES[style])
    ascent, descent = letters.getmetrics()
    return letters.getlength(text) + 2 * _HALO, ascent + descent


def paint(layout: Layout, background: Image.Image | None = None) -> bytes:
    """The map as a PNG of at most 150 kB, over the outlines or over ``background``, which has the frame's size."""
    image = background or _land(layout)
    _signs(image, layout)
    draw = ImageDraw.Draw(image)
    for label in layout.labels:
        _label(draw, label)
    for pin in layout.pins:
        letters = font(_NUMBER_SIZE if pin.number < 10 else _NUMBER_SIZE - 6)
        draw.text(pin.at, str(pin.number), _WHITE, letters, anchor="mm", stroke_width=1, stroke_fill=_WHITE)
    _scale(draw, layout.scale)
    return _png(image)


def _png(image: Image.Image) -> bytes:
    """``image`` in as many colours as stay within its size: outlines always do, photographs may not."""
    for colours in _COLOURS:
        written = io.BytesIO()
        image.quantize(colours, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE).save(written, "PNG")
        if written.tell() <= LARGEST_BYTES:
            break
    return written.getvalue()


def _land(layout: Layout) -> Image.Image:
    frame = layout.frame
    image = Image.new("RGB", (frame.width * _FINER, frame.height * _FINER), _SEA)
    draw = ImageDraw.Draw(image)
    for outline in layout.land:
        ring = [(x * _FINER, y * _FINER) for x, y in map(frame.to_point, outline.ring)]
        if not outline.department:
            draw.polygon(ring, _ABROAD)
            continue
        draw.polygon(ring, _AREA if outline.department in layout.area else _LAND)
        draw.line([*ring, ring[0]], _BORDER, 2 * _FINER)
    return image.reduce(_FINER)


def _signs(image: Image.Image, layout: Layout) -> None:
    """The discs of pins, the lines to their spots and the sign of the place asked."""
    size = (image.width * _FINER, image.height * _FINER)
    signs = Image.new("RGBA", size, (0, 0, 0, 0))
    draw = ImageDraw.Draw(signs)
    for pin in layout.pins:
        _leader(draw, pin)
    for mark in layout.marks:
        _disc(draw, mark, MARK_RADIUS, _MARK)
        _disc(draw, mark, MARK_RADIUS - 4.5, _WHITE)
        _disc(draw, mark, MARK_RADIUS - 9, _MARK)
    for label in layout.labels:
        if label.style is Style.TOWN:
            _disc(draw, label.spot, 4, _INK)
    for pin in layout.pins:
        _disc(draw, pin.at, RADIUS, _WHITE)
        _disc(draw, pin.at, RADIUS - 3, _PIN)
    shrunk = signs.reduce(_FINER)
    image.paste(shrunk, (0, 0), shrunk)


def _leader(draw: ImageDraw.ImageDraw, pin: Pin) -> None:
    if pin.away:
        _arrow(draw, pin)
    elif pin.is_apart:
        ends = [(x * _FINER, y * _FINER) for x, y in (pin.spot, pin.at)]
        draw.line(ends, _WHITE, 7 * _FINER)
        draw.line(ends, _PIN, 3 * _FINER)
        _disc(draw, pin.spot, 7, _WHITE)
        _disc(draw, pin.spot, 5, _PIN)


def _arrow(draw: ImageDraw.ImageDraw, pin: Pin) -> None:
    """A head that points off the picture, away from its middle."""
    x, y = pin.at
    middle = (draw.im.size[0] / 2 / _FINER, draw.im.size[1] / 2 / _FINER)
    angle = math.atan2(y - middle[1], x - middle[0])
    tip, side = RADIUS + 18, RADIUS - 2
    corners = ((tip, 0.0), (side, 0.75), (side, -0.75))
    points = [(x + reach * math.cos(angle + turn), y + reach * math.sin(angle + turn)) for reach, turn in corners]
    draw.polygon([(x * _FINER, y * _FINER) for x, y in points], _PIN)


def _disc(draw: ImageDraw.ImageDraw, centre: Point, radius: float, colour: str) -> None:
    x, y = centre
    draw.ellipse([(x - radius) * _FINER, (y - radius) * _FINER, (x + radius) * _FINER, (y + radius) * _FINER], colour)


def _label(draw: ImageDraw.ImageDraw, label: Label) -> None:
    bold = label.style is Style.ASKED
    at = (label.box.left + _HALO, label.box.top)
    letters = font(_SIZES[label.style])
    draw.text(at, label.text, _WHITE, letters, stroke_width=_HALO + bold, stroke_fill=_WHITE)
    ink = _INKS[label.style]
    draw.text(at, label.text, ink, letters, stroke_width=0.8 * bold, stroke_fill=ink)


def _scale(draw: ImageDraw.ImageDraw, scale: Scale) -> None:
    box = scale.box
    bar = [(box.left, box.bottom - 10), (box.left, box.bottom), (box.right, box.bottom), (box.right, box.bottom - 10)]
    draw.line(bar, _WHITE, 7)
    draw.line(bar, _INK, 3)
    at = ((box.left + box.right) / 2, box.bottom - 8)
    draw.text(at, scale.text, _INK, font(_SIZES[Style.TOWN]), anchor="ms", stroke_width=_HALO, stroke_fill=_WHITE)


@lru_cache(maxsize=16)
def font(size: int) -> ImageFont.FreeTypeFont:
    """Source Sans Pro, which a package of its own brings: the font that comes with Pillow has no accents."""
    with as_file(files("font_source_sans_pro") / "files" / "SourceSansPro-Semibold.ttf") as path:
        return ImageFont.truetype(path, size)
