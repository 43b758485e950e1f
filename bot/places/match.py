"""A known name found at one place of a text."""

from dataclasses import dataclass

from bot.places.index import Bearers


@dataclass(frozen=True, slots=True)
class Match:
    """A known name: the words ``start`` to ``end`` (excluded) of the text, and who bears it.

    ``short`` holds the towns whose name only begins with these words. ``hint`` holds the departments said after the
    name, None where nothing was said. ``postcode`` is set when the name is a postcode. ``article`` is the one to put
    back before the words ("au Mans": "le"). ``common`` marks names that need the sentence's support,
    ``adjective`` the adjective of a place: "nantais".
    """

    start: int
    end: int
    bearers: Bearers = ()
    short: Bearers = ()
    hint: tuple[str, ...] | None = None
    postcode: str = ""
    article: str = ""
    common: bool = False
    adjective: bool = False
