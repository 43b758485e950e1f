"""The index of names: every known key, and who bears it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.places.names import head, keys_of, without_article, without_links
from bot.places.register import Named, Register

# A town's short name ("Neuilly") stands for it from this population on, a name with its links left out
# ("Chalon Saône") from the second: for a village nobody would understand it.
_TOWN = 15_000
_SMALL_TOWN = 2_000

Bearers = tuple[int, ...]


class Index:
    """Who bears a name. A key is what ``names`` makes of it: folded words parted by one space.

    ``common`` holds the keys that are also ordinary words.
    """

    def __init__(
        self,
        register: Register,
        named: Sequence[Named],
        nicknames: Mapping[str, Sequence[int]],
        common: frozenset[str],
        keys: Sequence[str],
    ) -> None:
        """``nicknames`` tells for each short or nick name who may be meant; ``keys`` are the table's, in order."""
        self._known: dict[str, Bearers] = {}
        self._bare: dict[str, Bearers] = {}
        self._longest: dict[str, int] = {}
        self._short: set[tuple[str, int]] = set()
        self._common = common
        for number, key in enumerate(keys):
            if not register.is_part(number):
                _add(self._known, key, number)
        first = len(register.table)
        for number, entry in enumerate(named, start=first):
            for key in keys_of(entry.forms):
                _add(self._known, key, number)
                bare = without_article(key)
                if bare is not None:
                    _add(self._bare, bare, number)
        for key, numbers in zip(keys_of(tuple(nicknames)), nicknames.values(), strict=True):
            for number in numbers:
                self._add_short(key, number)
        self._add_short_forms(keys, register)
        for known in (self._known, self._bare):
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

    def longest_from(self, word: str) -> int:
        """How many words the longest known name has that begins with ``word``, 0 for none."""
        return self._longest.get(word, 0)

    def is_common(self, key: str) -> bool:
        """Whether ``key`` is also an ordinary word, or too short to be more than that."""
        return len(key) <= 2 or key in self._common

    def full_keys(self) -> Iterator[str]:
        """Every key that is a whole name, with or without its article: no short and no nick names."""
        yield from (key for key in self._known if self.full_bearers(key))
        yield from (key for key in self._bare if key not in self._known)

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
            if number >= first_old or populations[number] < _SMALL_TOWN:
                continue
            shorter = without_links(key)
            if shorter is not None and shorter not in taken:
                self._add_short(shorter, number)
            short = head(key) if populations[number] >= _TOWN else None
            if short is not None:
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
