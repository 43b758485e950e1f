"""The gazetteer: all of France offline, as the rest of the bot sees it."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from bot.errors import StartError
from bot.models.place import Located, Mention, Place
from bot.places.areas import named_departments, read_areas, read_departments, regions_of
from bot.places.asides import ends_with_town, without_asides
from bot.places.hints import Hints
from bot.places.homonyms import choose
from bot.places.index import Index
from bot.places.landmarks import read_abroad, read_landmarks, read_nicknames
from bot.places.names import ARTICLES, key_words, keys_of
from bot.places.postcodes import Postcodes
from bot.places.recognition import Match, Recogniser
from bot.places.register import CITY_WEIGHT, Register
from bot.places.table import read_table
from bot.places.typos import Typos
from bot.text import Word, words

# What may stand before a place's name and is no part of it.
# fmt: off
_BEFORE = frozenset((
    "a", "au", "aux", "de", "d", "du", "des", "en", "dans", "sur", "vers", "pres", "chez", "pour", "par", "near",
    "in", "at", "around", "the", "cote", "le", "la", "les", "l",
))
# fmt: on
# A name of a place is never longer; the rest of a longer text is left unread.
_MOST_WORDS = 24
# A shorter word resembles too many places to be noticed as one in a sentence.
_LEAST_LETTERS = 5


class Gazetteer:
    """The map of France: implements ``Atlas``. Immutable once read, safe to share between threads."""

    def __init__(
        self, register: Register, index: Index, postcodes: Postcodes, hints: Hints, ordinary: frozenset[str]
    ) -> None:
        """``ordinary`` holds the words that are never misspelt places."""
        self._hints = hints
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
            if match is None:
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
        return Mention(start, match.end, name, self._weight(match), match.common)

    def _weight(self, match: Match) -> int:
        return CITY_WEIGHT if match.postcode else max(map(self._register.weight, match.bearers))

    def _locate_anew(self, name: str, near: Place | None) -> Located:
        keys = key_words(words(name)[:_MOST_WORDS])
        bare = without_asides(keys)
        match = self._whole(keys) or (self._whole(bare) if bare != keys else None)
        if match is not None:
            return self._resolve(match, near)
        misspelt = self._misspelt(keys, near)
        if misspelt.place is None and bare != keys:
            misspelt = self._misspelt(bare, near)
        last = self._last_town(keys) if misspelt.place is None else None
        return self._resolve(last, near) if last else misspelt

    def _whole(self, keys: Sequence[str]) -> Match | None:
        """The place that ``keys`` name from the first to the last, "près de" and the like left out."""
        for start in range(len(keys)):
            match = self._recogniser.match(keys[start:], 0, whole=True)
            if match is not None and (start == 0 or keys[start - 1] not in ARTICLES or self._stands_bare(match)):
                return match
            if keys[start] not in _BEFORE:
                break
        return None

    def _stands_bare(self, match: Match) -> bool:
        """Whether a name may follow an article of the sentence's own: no town's does, "le Thil" is not "Thil"."""
        register = self._register
        return all(register.is_part(b) or not register.is_row(b) for b in match.bearers)

    def _last_town(self, keys: Sequence[str]) -> Match | None:
        """The town that ends an address or a description: "12 rue de Siam, 29200 Brest"."""
        for start in range(1, len(keys)):
            match = self._recogniser.match(keys, start)
            if match is not None and match.end == len(keys) and ends_with_town(keys, match.start):
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
        if self._whole(keys) is not None or len("".join(keys)) < _LEAST_LETTERS:
            return False
        located = self._misspelt(keys, None)
        places = [located.place] if located.place else located.suggestions
        return any(self._typos.is_town(place) for place in places)

    def _resolve(self, match: Match, near: Place | None) -> Located:
        if match.postcode:
            return Located(self._postcodes.place(match.postcode))
        return choose(self._register, match.bearers, near, match.hint)


def read_gazetteer(folder: Path) -> Gazetteer:
    """The gazetteer whose files are in ``folder`` (``data/places``); StartError names a file that cannot be read."""
    table = read_table(folder)
    departments = read_departments(folder)
    areas = [*named_departments(departments), *read_areas(folder, departments)]
    abroad = read_abroad(folder)
    named = [*areas, *read_landmarks(folder), *(place.named for place in abroad)]
    register = Register(table, named, regions_of(departments))
    keys = keys_of(table.names)
    common, ordinary = read_words(folder / "common_words.txt"), read_words(folder / "ordinary_words.txt")
    nicknames = read_nicknames(folder, register.towns(keys))
    index = Index(register, named, nicknames, common, keys)
    first_abroad = len(table) + len(named) - len(abroad)
    countries = {
        key: number
        for number, place in enumerate(abroad, start=first_abroad)
        if place.country
        for key in keys_of(place.named.forms)
    }
    return Gazetteer(register, index, Postcodes(register, departments), Hints(departments, areas, countries), ordinary)


def read_words(path: Path) -> frozenset[str]:
    """The keys listed in a file, one a line; lines that begin with "#" are comments. StartError if unreadable."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise StartError(f"{path} cannot be read: {error}") from error
    return frozenset(line for line in lines if line and not line.startswith("#"))
