"""Maps on the tiles of a server, and without them when it fails."""

import io
import random
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from PIL import Image

from bot.drawing.frame import fit
from bot.drawing.layout import HEIGHT, WIDTH
from bot.drawing.mosaic import mosaic
from bot.drawing.paint import LARGEST_BYTES
from bot.drawing.picture import draw
from bot.models.ground import Ground, TileKey
from bot.models.place import Place, PlaceKind
from bot.tiles import TileServer
from tests.builders import hits_at

RENNES = Place("Rennes", PlaceKind.COMMUNE, 48.1159, -1.6884, "35238", ("35",))


def tile(colour: tuple[int, int, int]) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (256, 256), colour).save(written, "PNG")
    return written.getvalue()


class Painted:
    """Tiles whose colour tells where they are."""

    attribution = "© Essais"

    def __init__(self) -> None:
        self.asked: list[TileKey] = []

    def fetch(self, keys: Sequence[TileKey]) -> list[bytes]:
        self.asked += keys
        return [tile((x % 256, y % 256, 100)) for _, x, y in keys]


class Noisy(Painted):
    """Tiles that no compression makes small."""

    def fetch(self, keys: Sequence[TileKey]) -> list[bytes]:
        noise = random.Random(1)  # noqa: S311 - a picture
        written = io.BytesIO()
        Image.frombytes("RGB", (256, 256), noise.randbytes(256 * 256 * 3)).save(written, "PNG")
        return [written.getvalue()] * len(keys)


class Broken(Painted):
    """A server that sends something else."""

    def fetch(self, keys: Sequence[TileKey]) -> list[bytes]:
        return [b"<html>busy</html>"] * len(keys)


def test_tiles_lie_where_the_frame_says() -> None:
    """The tile of a position, by the formula that tile servers publish, is under that position on the picture."""
    tiles = Painted()
    frame = fit([(48.11, -1.7), (48.0, -1.4)], WIDTH, HEIGHT, 70, 10)
    picture = mosaic(frame, tiles)
    assert picture is not None
    assert picture.size == (WIDTH, HEIGHT)
    zoom = tiles.asked[0][0]
    for lat, lon in ((48.11, -1.7), (48.0, -1.4), (48.05, -1.55)):
        x = int((lon + 180) / 360 * 2**zoom)
        at = frame.to_point((lat, lon))
        colour = picture.getpixel((round(at[0]), round(at[1])))
        assert isinstance(colour, tuple)
        assert abs(colour[0] - x % 256) <= 1
    assert len(tiles.asked) <= 40


def test_a_map_on_tiles_names_their_source_and_stays_small(ground: Ground) -> None:
    hits = hits_at(RENNES, (48.117, -1.68))
    on_tiles = draw([RENNES], hits, replace(ground, tiles=Painted()))
    assert on_tiles != draw([RENNES], hits, ground)
    for tiles in (Painted(), Noisy()):
        assert len(draw([RENNES], hits, replace(ground, tiles=tiles))) <= LARGEST_BYTES


def test_without_its_tiles_a_map_is_drawn_all_the_same(ground: Ground) -> None:
    hits = hits_at(RENNES, (48.117, -1.68))
    assert draw([RENNES], hits, replace(ground, tiles=Broken())) == draw([RENNES], hits, ground)


@contextmanager
def serving(status: int) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """A tile server on this machine, and what it was asked: paths and user agents."""
    asked: list[tuple[str, str]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append((self.path, self.headers["User-Agent"]))
            body = tile((1, 2, 3)) if status == 200 else b""
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/{{z}}/{{x}}/{{y}}.png", asked
        server.shutdown()


def test_a_tile_is_asked_for_once_by_somebody_who_can_be_reached(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with serving(200) as (url, asked):
        server = TileServer(url, "© Essais", "lieux@example.org")
        assert server.fetch([(3, 4, 2), (3, 5, 2)]) == [tile((1, 2, 3))] * 2
        server.fetch([(3, 4, 2)])
    assert sorted(path for path, _ in asked) == ["/3/4/2.png", "/3/5/2.png"]
    assert all(agent.startswith("lieux-bot/") and "lieux@example.org" in agent for _, agent in asked)


def test_a_server_that_refuses_gives_no_tiles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with serving(429) as (url, _):
        assert TileServer(url, "© Essais", "").fetch([(3, 4, 2)]) is None
    assert TileServer(url, "© Essais", "").fetch([(3, 4, 2)]) is None
