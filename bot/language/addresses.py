"""Addresses: "12 rue de Siam à Brest" is one place, its number, its way and its town together."""

from collections.abc import Sequence

from bot.language.sighting import Sighting
from bot.models.place import Atlas, Mention

_LONGEST = 8
"""The most words between a way ("rue") and its town."""

_ASIDE = ("bis", "ter", "quater", "b")


def address_of(sighting: Sighting, mentions: Sequence[Mention], town: Mention, atlas: Atlas) -> tuple[str, int]:
    """The whole address that ``town`` ends, and where it begins; the town's own name and start when there is none."""
    sentence = sighting.sentence_of(town.start)
    last = _last_of(sighting, mentions, town)
    for way in range(max(sentence.start, town.start - _LONGEST), town.start - 1):
        start = _start(sighting, way, sentence.start)
        if start is None:
            continue
        words = sighting.clean.words
        name = sighting.clean.text[words[start].start : words[last.end - 1].end]
        if atlas.locate(name).place is not None:
            return name, start
    return town.name, town.start


def _start(sighting: Sighting, way: int, first: int) -> int | None:
    """Where the address begins whose way stands at ``way``: at its number, or at a way that is nothing else."""
    if not sighting.class_at("voie", way):
        return None
    number = way - 1
    while number > first and sighting.row[number] in _ASIDE:
        number -= 1
    if number >= first and sighting.clean.words[number].text[0].isdigit():
        return number
    alone = sighting.class_at("voie_seule", way) and sighting.class_ending_at("indefini", way) is None
    return way if alone else None


def _last_of(sighting: Sighting, mentions: Sequence[Mention], town: Mention) -> Mention:
    """The mention that ends the address: a town may follow its postcode, or the other way round."""
    after = next((mention for mention in mentions if mention.start == town.end), None)
    beside = after and sighting.clean.text[
        sighting.clean.words[town.end - 1].end : sighting.clean.words[after.start].start
    ].strip() in ("", ",", "(")
    return after if after and beside and not after.common else town
