"""Guessing: names that the map does not know as they are written, misspelt or of nowhere."""

from bot.language.place_choice import Candidate
from bot.language.place_meaning import introduced, stands_apart
from bot.language.requests import REQUESTS
from bot.language.sighting import Sighting
from bot.language.vocabulary import Vocabulary
from bot.models.place import Atlas

_SHORTEST = 4

_FEW = 3
"""In at most so many words, one that looks like a misspelt place is one: "rennnes svp"."""

_SHORT_MESSAGE = 6
"""A message of at most so many words may be a place as a whole."""

_LOOKED_AT = 3
"""How many runs of unknown words are looked at."""

_LINK = 2
"""The most words between "map" and what it shows: "of the"."""


def guess(sighting: Sighting, vocabulary: Vocabulary, atlas: Atlas, addressed: bool) -> Candidate | None:
    """A name that the map does not know as it is: misspelt (``known``), or of nowhere (not ``known``)."""
    unknown = None
    for start, end in unknown_names(sighting, vocabulary, addressed)[:_LOOKED_AT]:
        name = sighting.clean.text[sighting.clean.words[start].start : sighting.clean.words[end - 1].end]
        if atlas.resembles(name):
            return Candidate(name, start, end, 0)
        alone = addressed and end - start > 1 and end - start == len(sighting.clean.words)
        led_to = alone or introduced(sighting, start) or _is_mapped(sighting, start)
        if unknown is None and led_to and sighting.clean.words[start].capital:
            unknown = Candidate(name, start, end, 0, known=False)
    return unknown


def whole(sighting: Sighting, atlas: Atlas) -> Candidate | None:
    """The whole of a short message to the bot, when the map knows it, or nearly, without finding it in a sentence."""
    text = sighting.clean.text.strip(" ?!.,;:\n")
    count = len(sighting.clean.words)
    if not 0 < count <= _SHORT_MESSAGE:
        return None
    located = atlas.locate(text)
    return Candidate(text, 0, count, 0) if located.place or located.suggestions else None


def _is_mapped(sighting: Sighting, start: int) -> bool:
    """Whether a map of what stands there is asked for: "carte de Rennes", "a map of the Vendée"."""
    return any(seen.end <= start <= seen.end + _LINK for seen in sighting.signals.get("map", ()))


def unknown_names(sighting: Sighting, vocabulary: Vocabulary, addressed: bool) -> list[tuple[int, int]]:
    """The runs of words that may be a name nobody knows; words joined by hyphens stay together."""
    words = sighting.clean.words
    asked = addressed and (len(words) <= _FEW or any(sighting.has(signal) for signal in REQUESTS))
    runs: list[tuple[int, int]] = []
    for position, word in enumerate(words):
        known = word.folded in vocabulary.known or sighting.row[position] != word.folded
        if known or not word.text.isalpha() or len(word.text) < _SHORTEST or (runs and position < runs[-1][1]):
            continue
        apart = stands_apart(sighting, position, position + 1)
        if not (asked or word.capital or apart or introduced(sighting, position)):
            continue
        end = _hyphenated(sighting, position + 1)
        if runs and runs[-1][1] == position and _same_name(sighting, position):
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((position, end))
    return runs


def _hyphenated(sighting: Sighting, end: int) -> int:
    """Where the name ends whose next word would be ``end``: words that hyphens join to it are its own."""
    words, text = sighting.clean.words, sighting.clean.text
    while end < len(words) and text[words[end - 1].end : words[end].start] == "-":
        end += 1
    return end


def _same_name(sighting: Sighting, position: int) -> bool:
    before, word = sighting.clean.words[position - 1], sighting.clean.words[position]
    between = sighting.clean.text[before.end : word.start]
    return between in ("-", "'", "’") or (between == " " and word.capital)
