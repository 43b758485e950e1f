"""The picture itself: its budget on every prefecture, and the reviewed examples."""

import io
import time
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from bot.assistant.world import World
from bot.data_folder import data_folder
from bot.directory.search import search
from bot.drawing.layout import HEIGHT, WIDTH
from bot.drawing.paint import font
from bot.drawing.picture import draw
from bot.models.ground import Ground
from bot.models.place import Place
from bot.models.question import Language, Question
from bot.places.atlas import Gazetteer
from bot.places.table import read_table
from tests.builders import hits_at

KEPT = Path(__file__).parent / "kept"
LONGEST_MS = 300
LARGEST_BYTES = 150_000
LYON, ANNECY, TOULON = (45.7578, 4.8351), (45.9, 6.12), (43.1247, 5.9283)
EXAMPLES = {
    "rennes": ("Rennes", [(48.1159, -1.6884), (48.11233, -1.68628)]),
    "paris": ("Paris", [(48.8568, 2.3072), (48.8765, 2.3391), (48.8765, 2.3391)]),
    "crest": ("Crest", [LYON, (45.7626, 4.8215), ANNECY]),
    "saint-denis-974": ("Saint-Denis (974)", [TOULON, ANNECY, LYON]),
}


def located(gazetteer: Gazetteer, name: str) -> Place:
    place = gazetteer.locate(name).place
    assert place is not None
    return place


def draw_example(name: str, gazetteer: Gazetteer, ground: Ground) -> bytes:
    asked, positions = EXAMPLES[name]
    place = located(gazetteer, asked)
    return draw([place], hits_at(place, *positions), ground)


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_reviewed_examples_are_drawn_as_they_were(name: str, gazetteer: Gazetteer, ground: Ground) -> None:
    """When this fails, look at what is drawn (``draw_example``), and keep it if it reads better."""
    drawn = Image.open(io.BytesIO(draw_example(name, gazetteer, ground))).convert("RGB")
    kept = Image.open(KEPT / f"{name}.png").convert("RGB")
    assert drawn.size == kept.size == (WIDTH, HEIGHT)
    difference = ImageStat.Stat(ImageChops.difference(drawn, kept).convert("L")).mean[0]
    assert difference < 1, "more than the smoothing of edges has changed"


def test_every_prefecture_has_its_map_in_time_and_small(prefectures: list[Place], ground: Ground, world: World) -> None:
    for place in prefectures:
        found = search(world.directory.snapshot, Question(Language.FR), place, 30, world.today())
        hits = (found.hits or found.beyond)[: world.config.search.shown]
        started = time.process_time()
        png = draw([place], hits, ground)
        took_ms = (time.process_time() - started) * 1000
        assert took_ms <= LONGEST_MS, place.name
        assert len(png) <= LARGEST_BYTES, place.name


def test_every_letter_of_a_name_of_a_commune_can_be_written() -> None:
    """A letter that the font lacks would be drawn as an empty box."""
    letters = {letter for name in read_table(data_folder() / "places").names for letter in name if not letter.isspace()}
    drawn_with = font(20)
    missing = bytes(drawn_with.getmask("\uffff"))
    assert {letter for letter in letters if bytes(drawn_with.getmask(letter)) == missing} == set()
