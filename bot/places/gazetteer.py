"""The gazetteer: all of France offline, as the rest of the bot sees it."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from bot.models.place import Located, Mention, Place
from bot.places.asides import ends_with_town, without_asides
from bot.places.hints import Hints
from bot.places.homonyms import choose
from bot.places.index import Index
from bot.places.lookalikes import Lookalikes
from bot.places.match import Match
from bot.places.names import ARTICLES, CONTRACTED, key_words
from bot.places.postcodes import Postcodes
from bot.places.recognition import Recogniser
from bot.places.register import CITY_WEIGHT, Register
from bot.places.towns import TableTowns
from bot.places.typos import Typos
from bot.text import Word, words

# What may stand before a place's name and is no part of it.
# fmt: off
_BEFORE = frozenset((
    "a", "au", "aux", "de", "d", "du", "des", "en", "dans", "sur", "vers", "pres", "chez", "pour", "par", "near",
    "in", "at", "f", "around", "the", "cote", "le", "la", "les", "l",
))
# fmt: on
_NEAR = frozenset(("pres", "near", "vers"))
_OF = frozenset(("de", "d", "du", "des"))
# After one of these comes the name: "au sur" begins none.
_CLOSING = ARTICLES | CONTRACTED.keys() | {"the"}
# After these, an article begins a place's name.
_PLACING = frozenset(("a", "vers", "near", "in"))
# A name of a place is never longer; the rest of a longer text is left unread.
_MOST_WORDS = 24
# A smaller place is not looked for at the end of a longer name; nor a smaller town whose name is an ordinary word.
_VILLAGE = 2_000
_TOWN = 10_000
# A shorter word resembles too many places to be noticed as one in a sentence.
_LEAST_LETTERS = 5
_TWO_FIGURES = 2


class Gazetteer:
    """The map of France: implements ``Atlas``. Immutable once read, safe to share between threads.

    ``towns`` are those that maps name.
    """

    def __init__(
        self, register: Register, index: Index, postcodes: Postcodes, hints: Hints, ordinary: frozenset[str]
    ) -> None:
        """``ordinary`` holds the words that are never misspelt places."""
        self._hints = hints
        self._ordinary = ordinary
        self.towns = TableTowns(register)
        self._lookalikes = Lookalikes(register)
        self._typos = Typos(index, register, ordinary)
        self._register = register
        self._postcodes = postcodes
        self._recogniser = Recogniser(index, register, postcodes, hints)
        self._locate = lru_cache(maxsize=4096)(self._locate_anew)
        self._resembles = lru_cache(maxsize=4096)(self._resembles_anew)

    def locate(self, name: str, near: Place | None = None) -> Located:
        """The place that ``name`` names; ``near`` (the channel's own) decides between homonyms. Never raises."""
        return self._locate(name, near)

    def find(self, words: Sequence[Word]) -> tuple[Mention, ...]:
        """The known names among ``words``, longest first at each word, none overlapping, in their order."""
        keys = key_words(words)
        mentions: list[Mention] = []
        start = 0
        while start < len(keys):
            match = self._recogniser.match(keys, start)
            if match is None and start == 0 and _is_headed(words, keys):
                match = self._recogniser.match(keys[:1], 0, whole=True)
            if match is not None and keys[start] in ARTICLES:
                # "le Nord-Pas-de-Calais" is not "le Nord".
                inner = self._recogniser.match(keys, start + 1) if start + 1 < len(keys) else None
                match = inner if inner is not None and inner.end > match.end else match
            if match is None or (_after_own_article(words, keys, start) and self._after_article(match) is None):
                start += 1
                continue
            mentions.append(self._mention(match, words))
            start = match.end
        return tuple(mentions)

    def resembles(self, name: str) -> bool:
        """Whether ``name``, not known as it is, looks like a misspelt place name."""
        return self._resembles(name)

    def _mention(self, match: Match, words: Sequence[Word]) -> Mention:
        said = [word.text for word in words[match.start : match.end]]
        name = " ".join([match.article, *said] if match.article else said)
        # "En Mayenne" names the department, "Mayenne" the town: the name keeps its "en", the sentence too.
        start = match.start + (words[match.start].folded == "en")
        return Mention(start, match.end, name, self._weight(match), match.common, match.adjective)

    def _weight(self, match: Match) -> int:
        return CITY_WEIGHT if match.postcode else max(map(self._register.weight, (*match.bearers, *match.short)))

    def _locate_anew(self, name: str, near: Place | None) -> Located:
        keys = key_words(words(name)[:_MOST_WORDS])
        bare = without_asides(keys)
        match = self._whole(keys) or (self._whole(bare) if bare != keys else None)
        if match is not None:
            return self._with_cities(self._resolve(match, near), match, keys, near)
        beside = self._beside(keys)
        if beside is not None:
            return beside
        misspelt = self._misspelt(keys, near)
        if misspelt.place is None and bare != keys:
            misspelt = self._misspelt(bare, near)
        last = self._last_town(keys) if misspelt.place is None else None
        return self._resolve(last, near) if last else misspelt

    def _beside(self, keys: Sequence[str]) -> Located | None:
        """The place said to be near another one: "Saint-Denis près de Paris"."""
        for at in range(1, len(keys) - 1):
            if keys[at] in _NEAR and (keys[at] != "pres" or keys[at + 1] in _OF):
                named, other = self._whole(keys[:at]), self._whole(keys[at + 1 :])
                if named is not None and other is not None:
                    return self._resolve(named, self._resolve(other, None).place)
        return None

    def _whole(self, keys: Sequence[str]) -> Match | None:
        """The place that ``keys`` name from the first to the last, "près de" and the like left out."""
        for start in range(len(keys)):
            match = self._recogniser.match(keys[start:], 0, whole=True)
            if match is not None and start > 0 and keys[start - 1] in ARTICLES:
                match = self._after_article(match)
            if match is not None:
                return match
            if keys[start] not in _BEFORE or (
                start > 0 and keys[start - 1] in _CLOSING and keys[start] not in _CLOSING
            ):
                break
        return None

    def _after_article(self, match: Match) -> Match | None:
        """``match`` after an article of the sentence's own: no town stands there, "le Thil" is not "Thil"."""
        register = self._register
        standing = tuple(b for b in match.bearers if not register.is_row(b) or register.is_part(b))
        return replace(match, bearers=standing, short=()) if standing or match.postcode else None

    def _last_town(self, keys: Sequence[str]) -> Match | None:
        """The town that ends an address or a description: "12 rue de Siam, 29200 Brest"."""
        for start in range(1, len(keys)):
            match = self._recogniser.match(keys, start)
            if match is None or match.end != len(keys):
                continue
            least = _TOWN if match.common else _VILLAGE
            slight = not match.postcode and max(map(self._register.weight, match.bearers), default=0) < least
            if ends_with_town(keys, match.start, slight=slight):
                return match
        return None

    def _misspelt(self, keys: Sequence[str], near: Place | None) -> Located:
        """What ``keys`` are a misspelling of, whole or before a hint: "rennnes 35"."""
        while keys and keys[0] in _BEFORE and keys[0] not in ARTICLES:
            keys = keys[1:]
        whole = self._typos.read(" ".join(keys), near)
        if whole.place is not None:
            return whole
        for end in range(len(keys) - 1, 0, -1):
            hint = self._hints.read(keys, end, whole=True)
            if hint is not None and hint.end == len(keys):
                located = self._typos.read(" ".join(keys[:end]), near, hint.departments)
                if located != Located():
                    return located
        return whole

    def _resembles_anew(self, name: str) -> bool:
        keys = key_words(words(name)[:_MOST_WORDS])
        match = self._whole(keys)
        if match is not None or len("".join(keys)) < _LEAST_LETTERS or " ".join(keys) in self._ordinary:
            return match is not None and not match.bearers and not match.postcode
        located = self._misspelt(keys, None)
        places = [located.place] if located.place else located.suggestions
        return any(self._typos.is_town(place) for place in places)

    def _with_cities(self, located: Located, match: Match, keys: Sequence[str], near: Place | None) -> Located:
        """``located``, with the cities whose names a village's resembles, unless the village is known to be meant."""
        place = located.place
        if place is None or match.hint is not None or located.alternatives or len(keys) != match.end - match.start:
            return located
        if near and not self._register.around(near).isdisjoint(place.departments):
            return located
        return replace(located, alternatives=self._lookalikes.near(" ".join(keys), place))

    def _resolve(self, match: Match, near: Place | None) -> Located:
        if match.postcode:
            return self._postcodes.located(match.postcode)
        return choose(self._register, match.bearers, near, match.hint, match.short)


def _is_headed(words: Sequence[Word], keys: Sequence[str]) -> bool:
    """Whether a text opens with a department's number and a mark: "22, un bureau ?"."""
    return len(words) > 1 and keys[0].isdigit() and len(keys[0]) >= _TWO_FIGURES and words[1].start > words[0].end + 1


def _after_own_article(words: Sequence[Word], keys: Sequence[str], start: int) -> bool:
    """Whether an article stands before ``words[start]`` that belongs to a name: "à La Trinquette"."""
    if start < 2 or keys[start - 1] not in ARTICLES:
        return False
    return words[start - 1].capital or keys[start - 2] in _PLACING
