"""The index of names: every known key, and who bears it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.places.lists import Words
from bot.places.names import head, key_of, keys_of, opening, without_article, without_links
from bot.places.register import Named, Register

# The first part of a town's name ("Ris") may stand for it from this population on, a name with its links left out
# ("Chalon Saône") from the second: for a village nobody would understand it.
_LARGE_VILLAGE = 1_000
_SMALL_TOWN = 2_000

Bearers = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class OtherNames:
    """Who may be meant by each short or nick name as it is written, and by the key of each adjective."""

    nicknames: Mapping[str, Bearers]
    adjectives: Mapping[str, Bearers]


class Index:
    """Who bears a name. A key is what ``names`` makes of it: folded words parted by one space."""

    def __init__(
        self,
        register: Register,
        named: Sequence[Named],
        others: OtherNames,
        words: Words,
        keys: Sequence[str],
    ) -> None:
        """``keys`` are the table's, in order."""
        self._known: dict[str, Bearers] = {}
        self._bare: dict[str, Bearers] = {}
        self._opened: dict[str, Bearers] = {}
        self._longest: dict[str, int] = {}
        self._short: set[tuple[str, int]] = set()
        self._phrases: set[str] = set()
        self._words = words
        self._add_names(keys, register)
        self._add_named(named, len(register.table))
        for key, numbers in zip(keys_of(tuple(others.nicknames)), others.nicknames.values(), strict=True):
            for number in numbers:
                self._add_short(key, number)
        self._add_short_forms(keys, register)
        self._adjectives = {key: bearers for key, bearers in others.adjectives.items() if key not in self._known}
        for known in (self._known, self._bare, self._opened, self._adjectives):
            self._measure(known)

    def bearers(self, key: str) -> Bearers:
        """Who bears the name ``key``, nobody for an unknown one."""
        return self._known.get(key, ())

    def bare_bearers(self, key: str) -> Bearers:
        """Who bears ``key`` with an article before it: "mans" for Le Mans."""
        return self._bare.get(key, ())

    def full_bearers(self, key: str) -> Bearers:
        """Who bears ``key`` as a whole name, with or without its article."""
        known = self._known.get(key)
        if known is None:
            return self._bare.get(key, ())
        return tuple(number for number in known if (key, number) not in self._short)

    def described(self, key: str) -> Bearers:
        """The town or area whose adjective ``key`` is, and that is no place's name: Nantes for "nantaise"."""
        return self._adjectives.get(key, ())

    def opened(self, key: str) -> Bearers:
        """The towns whose name begins with ``key`` and goes on: Ris-Orangis for "ris"."""
        return self._opened.get(key, ())

    def longest_from(self, word: str) -> int:
        """How many words the longest known name has that begins with ``word``, 0 for none."""
        return self._longest.get(word, 0)

    def is_common(self, key: str) -> bool:
        """Whether ``key`` is also an ordinary word, or too short to be more than that."""
        return len(key) <= 2 or key in self._words.common

    def is_ordinary(self, key: str) -> bool:
        """Whether ``key`` is an ordinary word that some town's name only begins with: "trois", "la grande"."""
        return self.is_common(key) or key in self._words.ordinary

    def full_keys(self) -> Iterator[str]:
        """Every key that is a whole name, with or without its article: no short and no nick names, no phrases."""
        yield from (key for key in self._known if key not in self._phrases and self.full_bearers(key))
        yield from (key for key in self._bare if key not in self._known)

    def _add_names(self, keys: Sequence[str], register: Register) -> None:
        for number, key in enumerate(keys):
            if not register.is_part(number):
                _add(self._known, key, number)
                whole, parted, _ = register.table.names[number].partition(" (")
                if parted:
                    _add(self._known, key_of(whole), number)

    def _add_named(self, named: Sequence[Named], first: int) -> None:
        for number, entry in enumerate(named, start=first):
            for key in keys_of(entry.forms):
                _add(self._known, key, number)
                bare = without_article(key)
                if bare is not None:
                    _add(self._bare, bare, number)
            phrases = keys_of(entry.phrases) if entry.phrases else []
            self._phrases.update(phrase for phrase in phrases if phrase not in self._known)
            for key in phrases:
                _add(self._known, key, number)

    def _add_short_forms(self, keys: Sequence[str], register: Register) -> None:
        populations, first_old = register.table.populations, register.table.first_old
        taken = frozenset(self._known)
        for number, key in enumerate(keys):
            if " " not in key:
                continue
            bare = without_article(key)
            if bare is not None:
                _add(self._bare, bare, number)
                if " " in bare and bare not in taken:
                    _add(self._known, bare, number)
            if populations[number] >= _LARGE_VILLAGE and not register.is_part(number):
                for short in {opening(key), head(key)}:
                    if short is not None:
                        _add(self._opened, short, number)
            if number < first_old and populations[number] >= _SMALL_TOWN:
                self._add_without_links(key, number, taken)

    def _add_without_links(self, key: str, number: int, taken: frozenset[str]) -> None:
        # "Fontenay s/s Bois": each "s" reads as "sur".
        shorter = key.replace(" sous ", " sur sur ") if " sous " in key else None
        for short in (shorter, without_links(key)):
            if short is not None and short not in taken:
                self._add_short(short, number)

    def _add_short(self, key: str, number: int) -> None:
        if number not in self._known.get(key, ()):
            self._short.add((key, number))
        _add(self._known, key, number)

    def _measure(self, known: Iterable[str]) -> None:
        longest = self._longest
        for key in known:
            first = key.partition(" ")[0]
            count = key.count(" ") + 1
            if longest.get(first, 0) < count:
                longest[first] = count


def _add(known: dict[str, Bearers], key: str, number: int) -> None:
    others = known.get(key)
    if others is None:
        known[key] = (number,)
    elif number not in others:
        known[key] = (*others, number)
