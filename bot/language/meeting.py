"""Meeting: the several places that people come from, when they ask for a lieu fair to all of them."""

from collections.abc import Sequence
from itertools import pairwise

from bot.language.place_meaning import CITY, is_meant
from bot.language.sighting import Sighting
from bot.language.vocabulary import Vocabulary
from bot.models.place import Atlas, Mention

FEWEST, MOST = 2, 8
"""How many places one may meet between."""

_APART = 4
"""The most words between two places of one list: "Rennes, et pour moi Angers"."""

_CHOSEN = frozenset(("ou", "où", "or", "donc", "disons", "plutot", "so"))
"""Words after which a place is not one more of the list."""

_SOUGHT = ("lieu_de_travail", "salle", "bureau", "lieu", "chercher")


def places_between(
    sighting: Sighting, vocabulary: Vocabulary, atlas: Atlas, mentions: Sequence[Mention], addressed: bool
) -> tuple[Mention, ...]:
    """The places to meet between, in their order; none when the message does not ask for that.

    All the places of the message must stand in one list: "on vient de Dijon et Lyon, un lieu à Mâcon ?" asks for Mâcon.
    """
    meant = [m for m in mentions if is_meant(sighting, vocabulary, m, addressed) or _is_city(sighting, m)]
    if not FEWEST <= len(meant) <= MOST or not _is_asked(sighting, meant[0]):
        return ()
    gaps = (range(left.end, right.start) for left, right in pairwise(meant))
    if not all(_joins(sighting, gap) for gap in gaps):
        return ()
    places = {place: mention for mention in meant if (place := atlas.locate(mention.name).place)}
    return tuple(places.values()) if len(places) >= FEWEST else ()


def _is_city(sighting: Sighting, mention: Mention) -> bool:
    """Whether an ordinary word is a city's name as well, and written as one: "Tours"."""
    return mention.weight >= CITY and sighting.clean.words[mention.start].capital


def _is_asked(sighting: Sighting, first: Mention) -> bool:
    """Whether the middle is asked for: before a list that follows, "entre", "de" or the like must stand."""
    led = any(sighting.class_ending_at(name, first.start) is not None for name in ("entre", "origine"))
    between = sighting.class_ending_at("entre", first.start) is not None
    meets = sighting.signals.get("meet_where", ())
    return between or any(led or seen.start > first.start for seen in meets)


def _joins(sighting: Sighting, gap: range) -> bool:
    """Whether the words of ``gap`` join two places of a list, rather than offer a choice or look for a lieu in one."""
    chosen = any(sighting.row[at] in _CHOSEN or any(sighting.class_at(name, at) for name in _SOUGHT) for at in gap)
    return len(gap) <= _APART and not chosen
