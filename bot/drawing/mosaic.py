"""A background of map tiles, put together to a frame."""

import io
import math

from PIL import Image, UnidentifiedImageError

from bot.drawing.frame import Frame
from bot.models.ground import TileKey, Tiles

_SIDE = 256
_CLOSEST = 17
_MOST = 40
"""More tiles than these are never asked for."""


def mosaic(frame: Frame, tiles: Tiles) -> Image.Image | None:
    """What ``frame`` shows, of tiles; None when one of them cannot be had."""
    degree_px = frame.px_per_degree
    zoom = min(_CLOSEST, max(0, math.ceil(math.log2(degree_px * 360 / _SIDE))))
    world_px = _SIDE * 2.0**zoom
    shrink = world_px / 360 / degree_px
    left = (frame.lon + 180) / 360 * world_px - frame.width / 2 * shrink
    top = _down(frame.lat) * world_px - frame.height / 2 * shrink
    columns = range(math.floor(left / _SIDE), math.floor((left + frame.width * shrink) / _SIDE) + 1)
    rows = range(math.floor(top / _SIDE), math.floor((top + frame.height * shrink) / _SIDE) + 1)
    around = 2**zoom
    keys: list[TileKey] = [(zoom, x % around, y) for y in rows for x in columns if 0 <= y < around]
    if len(keys) > _MOST or len(keys) < len(rows) * len(columns):
        return None
    fetched = tiles.fetch(keys)
    if fetched is None:
        return None
    whole = Image.new("RGB", (len(columns) * _SIDE, len(rows) * _SIDE))
    try:
        for number, content in enumerate(fetched):
            row, column = divmod(number, len(columns))
            tile = Image.open(io.BytesIO(content), formats=("PNG", "JPEG", "WEBP"))
            whole.paste(tile.resize((_SIDE, _SIDE)).convert("RGB"), (column * _SIDE, row * _SIDE))
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        return None
    x, y = left - columns[0] * _SIDE, top - rows[0] * _SIDE
    box = (x, y, x + frame.width * shrink, y + frame.height * shrink)
    return whole.resize((frame.width, frame.height), Image.Resampling.BILINEAR, box=box)


def _down(lat: float) -> float:
    """How far down a parallel is on the square map of the world, from 0 to 1 (Web Mercator)."""
    return 0.5 - math.asinh(math.tan(math.radians(lat))) / (2 * math.pi)
