"""Misspelt names: near enough to one known name to be it, or a doubt to be asked about."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.models.place import Located, Place
from bot.places.homonyms import choose
from bot.places.index import Index
from bot.places.register import Register

# Edits are counted on keys without their spaces, so that "saint brieuc" and "saintbrieuc" are one name: one edit
# from four letters on, two from ten. A shorter name has too many neighbours.
_SHORTEST = 4
_TWO_EDITS_FROM = 10
# What speaks for a neighbour is its population times the chance of the slip. A letter left out, doubled or swapped
# with the next is the only such slip at its place; a wrong letter is one of 25, an added one rarer still.
_WRONG_LETTER = 1 / 25
_ADDED_LETTER = 1 / 200
_TWO_EDITS = 1 / 2000
# A space or an apostrophe too many or too few is likelier than any other slip.
_NO_EDIT = 20
# Added to each population: who writes a village's name is likely to live there.
_FLOOR = 500
_LOCAL = 30
# A neighbour is taken when it is this many times as likely as the next one.
_CLEAR_LEAD = 60
# The population from which a name of so few letters is taken for a misspelt one: a smaller place is asked about,
# unless the person or the channel is nearby. A longer name has few neighbours, and is forgiven a slip for any place.
_LEAST_BY_LETTERS = {5: 100_000, 6: 20_000, 7: 5_000}
_MANY_LETTERS = 5
_TOWN = 10_000
# Below it, a town whose name is an ordinary word is not taken for that word's plural or the like.
_CITY = 50_000
# An ordinary word proposes a city of this size only.
_LARGE_CITY = 100_000
_MOST_SUGGESTIONS = 5
_MOST_NEIGHBOURS = 40


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A known name near to a misspelt one: how likely it is the one, who is meant by it, whether it is certain.

    ``edits`` is 0 for a name that differs by its spaces only. ``population`` is that of the likeliest bearer.
    """

    key: str
    edits: int
    score: float
    population: float
    located: Located


class Typos:
    """Finds the known names near to a misspelt one. ``ordinary`` holds words that are never misspelt places."""

    def __init__(self, index: Index, register: Register, ordinary: Collection[str]) -> None:
        self._index = index
        self._register = register
        self._ordinary = ordinary
        self._keys: dict[int, list[str]] = {}
        self._squeezed: dict[int, list[str]] = {}
        for key in index.full_keys():
            squeezed = key.replace(" ", "")
            self._keys.setdefault(len(squeezed), []).append(key)
            self._squeezed.setdefault(len(squeezed), []).append(squeezed)

    def read(self, key: str, near: Place | None = None, hint: Collection[str] | None = None) -> Located:
        """What ``key``, which is no known name, is a misspelling of: a place if sure, else suggestions, or neither.

        ``hint``, the departments that the person named, leaves only the names borne there.
        """
        if len(key.replace(" ", "")) < _SHORTEST:
            return Located()
        neighbours = self._neighbours(key, near, hint)
        few = len(key.replace(" ", "")) < _MANY_LETTERS
        if few or key in self._ordinary:
            # Half the words of four letters are one letter from some village: only a city may be asked about.
            least = _LARGE_CITY if key in self._ordinary else _CITY
            cities = (neighbour.located.place for neighbour in neighbours if neighbour.population >= least)
            return Located(suggestions=tuple(place for place in cities if place))
        if not neighbours:
            return Located()
        if self._sure(key, neighbours, near, hinted=hint is not None):
            return neighbours[0].located
        others = [neighbour.located.place for neighbour in neighbours]
        return Located(suggestions=tuple(dict.fromkeys(place for place in others if place))[:_MOST_SUGGESTIONS])

    def is_town(self, place: Place) -> bool:
        """Whether a place is a town, or what counts as one: whose misspelt name is worth noticing in a sentence."""
        row = self._register.row_of(place.code)
        return row is None or self._register.weight(row) >= _TOWN

    def _sure(self, key: str, neighbours: Sequence[Neighbour], near: Place | None, *, hinted: bool) -> bool:
        """Whether the first of ``neighbours`` is surely what ``key`` means."""
        first = neighbours[0]
        letters = len(key.replace(" ", ""))
        place = first.located.place
        local = near and place and not self._register.around(near).isdisjoint(place.departments)
        if not (hinted or local):
            least = _LEAST_BY_LETTERS.get(letters, 0)
            if first.edits > 1:
                least = _TOWN
            if self._index.is_common(first.key) and key[:-1].startswith(first.key[:-1]):
                least = _CITY  # an inflected word
            if first.population < least:
                return False
        return len(neighbours) == 1 or first.score >= _CLEAR_LEAD * neighbours[1].score

    def _neighbours(self, key: str, near: Place | None, hint: Collection[str] | None) -> list[Neighbour]:
        """The names near ``key``, the likeliest first; each place once."""
        found: dict[Place, Neighbour] = {}
        around = self._register.around(near) if near else frozenset[str]()
        for known, edits, chance in self._known_near(key):
            bearers = self._index.full_bearers(known)
            if hint is not None:
                bearers = tuple(b for b in bearers if not set(hint).isdisjoint(self._register.departments(b)))
            place = (located := choose(self._register, bearers, near)).place if bearers else None
            if place is None:
                continue
            population = max(self._likelihood(b, near) for b in bearers if self._register.place(b) == place)
            local = 1 if around.isdisjoint(place.departments) else _LOCAL
            neighbour = Neighbour(known, edits, (population + _FLOOR) * chance * local, population, located)
            if place not in found or found[place].score < neighbour.score:
                found[place] = neighbour
        return sorted(found.values(), key=lambda neighbour: -neighbour.score)

    def _likelihood(self, bearer: int, near: Place | None) -> float:
        """As a population; a landmark or an area, which is seldom asked for, counts as a town here."""
        likelihood = self._register.likelihood(bearer, near)
        return likelihood if self._register.is_row(bearer) else min(likelihood, _TOWN)

    def _known_near(self, key: str) -> Iterator[tuple[str, int, float]]:
        """The known keys few edits from ``key``: the key, its edits, the chance of such a slip."""
        squeezed = key.replace(" ", "")
        most = 2 if len(squeezed) >= _TWO_EDITS_FROM else 1
        for length in range(len(squeezed) - most, len(squeezed) + most + 1):
            choices = self._squeezed.get(length, ())
            nearest = process.extract(
                squeezed, choices, scorer=OSA.distance, score_cutoff=most, limit=_MOST_NEIGHBOURS
            )  # fmt: skip
            for known, edits, place in nearest:
                yield self._keys[length][place], int(edits), _chance(squeezed, known, int(edits))


def _chance(written: str, known: str, edits: int) -> float:
    """How likely it is that ``known`` was meant by ``written``, so many edits away, names being equally frequent."""
    if edits != 1:
        return _TWO_EDITS if edits else _NO_EDIT
    if len(written) == len(known):
        return 1 if sorted(written) == sorted(known) else _WRONG_LETTER
    if len(written) < len(known):
        return 1
    doubled = (place for place in range(1, len(written)) if written[place] == written[place - 1])
    return 1 if any(written[:place] + written[place + 1 :] == known for place in doubled) else _ADDED_LETTER
