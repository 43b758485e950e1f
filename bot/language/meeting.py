"""Meeting: the several places that people come from, when they ask for a lieu fair to all of them."""

from collections.abc import Sequence
from itertools import pairwise

from bot.language.facts import MAX_PEOPLE
from bot.language.place_guess import unknown_names
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

_AND = ("et", "and")
_ONE = ("un", "une", "one", "moi", "me")
_OF_US = (("of", "us"), ("d", "nous"), ("d'", "nous"), ("d'entre", "nous"))
_LED = ("entre", "origine", "destination", "près_de")
"""What may stand before a place of the list."""

_SOUGHT = ("lieu_de_travail", "salle", "bureau", "lieu", "chercher")


def places_between(
    sighting: Sighting, vocabulary: Vocabulary, atlas: Atlas, mentions: Sequence[Mention], addressed: bool
) -> tuple[Mention, ...]:
    """The places to meet between, in their order; none when the message does not ask for that.

    All the places of the message must stand in one list: "on vient de Dijon et Lyon, un lieu à Mâcon ?" asks for Mâcon.
    Those of the list that the map does not know are among them: nobody is left out without a word.
    """
    if not sighting.has("meet_where") and sighting.first_class("entre") is None:
        return ()  # most messages: their names need no second look
    meant = [m for m in mentions if is_meant(sighting, vocabulary, m, addressed) or _is_city(sighting, m)]
    if not meant or (len(meant) < FEWEST and not addressed):
        return ()
    unknown = _unknown(sighting, vocabulary, mentions)
    listed = sorted((*meant, *unknown), key=lambda mention: mention.start)
    if not FEWEST <= len(listed) <= MOST or not _is_asked(sighting, listed[0]):
        return ()
    gaps = (range(left.end, right.start) for left, right in pairwise(listed))
    if not all(_joins(sighting, gap) for gap in gaps):
        return ()
    places = {atlas.locate(mention.name).place or mention: mention for mention in listed}
    return tuple(places.values()) if len(places) >= FEWEST else ()


def people_from(sighting: Sighting, between: Sequence[Mention]) -> int | None:
    """How many come in all when each place has its number: "deux à Rennes et une à Nantes"; else None."""
    counts = [_count(sighting, mention.start) for mention in between]
    return min(sum(counts), MAX_PEOPLE) if counts and all(counts) else None


def _count(sighting: Sighting, start: int) -> int:
    """How many come from the place at ``start``: "3 à", "two of us in"; 0 when it is not said."""
    at = min((led for name in _LED if (led := sighting.class_ending_at(name, start)) is not None), default=start) - 1
    if at > 1 and sighting.row[at - 1 : at + 1] in _OF_US:
        at -= 2
    if at < 0 or at + 1 == start:
        return 0
    number = sighting.numbers.get(at, 0)
    return 1 if sighting.row[at] in _ONE else int(number) if 1 <= number <= MAX_PEOPLE else 0


def _unknown(sighting: Sighting, vocabulary: Vocabulary, mentions: Sequence[Mention]) -> list[Mention]:
    """The names that the map does not know and that stand in a row with places: "Rennes, Zzyzxville et Nantes"."""
    clean = sighting.clean
    row = {position for mention in mentions for position in range(mention.start, mention.end)}
    names = [
        (start, end)
        for start, end in unknown_names(sighting, vocabulary, addressed=True)
        if clean.words[start].capital and row.isdisjoint(range(start, end)) and _is_one_of_several(sighting, start, end)
    ]
    found: list[Mention] = []
    # From the known places on, to both sides: what stands beside an unknown one of the row is in it too.
    while near := next((n for n in names if _before(sighting, n[0]) in row or _after(sighting, n[1]) in row), None):
        names.remove(near)
        row.update(range(*near))
        text = clean.text[clean.words[near[0]].start : clean.words[near[1] - 1].end]
        found.append(Mention(*near, text, 0, common=False))
    return found


def _before(sighting: Sighting, start: int) -> int:
    """The word that the one at ``start`` follows in a row, past "et à"."""
    led = [at for name in _LED if (at := sighting.class_ending_at(name, start)) is not None]
    start = min(led, default=start)
    return start - 2 if start and sighting.row[start - 1] in _AND else start - 1


def _after(sighting: Sighting, end: int) -> int:
    """The word that follows in a row the one that ends at ``end``, past "et à"."""
    end += end < len(sighting.row) and sighting.row[end] in _AND
    return max((stop for name in _LED for stop in sighting.spans.get(end, {}).get(name, ())), default=end)


def _is_one_of_several(sighting: Sighting, start: int, end: int) -> bool:
    """Whether commas or "et" stand about a name, or it opens the list."""
    words, text, row = sighting.clean.words, sighting.clean.text, sighting.row
    before = text[words[start - 1].end : words[start].start] if start else ""
    after = text[words[end - 1].end : words[end].start] if end < len(words) else ","
    led = any(sighting.class_ending_at(name, start) is not None for name in _LED)
    begins = led or "," in before or (start > 0 and row[start - 1] in _AND)
    return begins and ("," in after or (end < len(row) and row[end] in _AND))


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
