"""The shipped words, map and lieux."""

from functools import cache
from pathlib import Path

from bot.directory.store import read_directory
from bot.language.understand import Knowledge
from bot.language.vocabulary import read_vocabulary
from bot.models.question import Language
from bot.places.atlas import read_gazetteer

DATA = Path(__file__).parents[3] / "data"


@cache
def read_knowledge() -> Knowledge:
    """What it takes to understand; cached, since hypothesis does not mix well with fixtures."""
    lieux, *_ = read_directory([DATA / "lieux"])
    names, listed = lieux.vouched_names, lieux.listed_names
    vocabulary, atlas = read_vocabulary(DATA / "language"), read_gazetteer(DATA / "places")
    return Knowledge(vocabulary, atlas, names, listed, "lieux", Language.FR)
