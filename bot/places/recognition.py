"""Recognising a known name at one place of a text."""

from collections.abc import Sequence
from dataclasses import replace

from bot.places.arrondissements import arrondissement_of, read_part
from bot.places.fitting import Fitting
from bot.places.hints import Hints
from bot.places.index import Index
from bot.places.match import Match
from bot.places.names import CONTRACTED
from bot.places.postcodes import Postcodes, is_postcode
from bot.places.register import Register
from bot.places.units import counts, is_unit

_DEPARTMENT_NOUNS = frozenset(("departement", "dep", "dept", "dpt", "department"))
_NEAR_CEDEX = 4
_TWO_FIGURES = 2
# A smaller town's first word, alone in a sentence, needs its support: "à Carhaix".
_TOWN = 20_000


class Recogniser:
    """Finds the longest known name that begins at a word."""

    def __init__(self, index: Index, register: Register, postcodes: Postcodes, hints: Hints) -> None:
        self._index = index
        self._register = register
        self._postcodes = postcodes
        self._hints = hints
        self._fitting = Fitting(register, postcodes, hints)

    def match(self, words: Sequence[str], start: int, *, whole: bool = False) -> Match | None:
        """The longest name that begins at ``words[start]``, or None.

        ``whole`` tells that ``words`` are one place's name and nothing else: forms count then that would be
        doubtful amid a sentence, and only a match that ends with the words is given.
        """
        found = (
            self._part(words, start, whole),
            self._code(words, start, whole) or self._parted_code(words, start),
            self._number(words, start, whole),
            self._name(words, start, whole),
            self._contracted(words, start, whole),
        )
        matches = [match for match in found if match and (not whole or match.end == len(words))]
        return max(matches, key=lambda match: match.end, default=None)

    def _part(self, words: Sequence[str], start: int, whole: bool) -> Match | None:
        part = read_part(words, start, whole=whole)
        if part is None:
            return None
        bearers = tuple(row for code in part.codes if (row := self._register.row_of(code)) is not None)
        end = part.end
        if end < len(words) and arrondissement_of(words[end]) in part.codes:
            end += 1
        return Match(start, end, bearers, common=not part.sure) if bearers else None

    def _code(self, words: Sequence[str], start: int, whole: bool) -> Match | None:
        """A postcode, alone or before the name of a place that has it."""
        word = words[start]
        if not is_postcode(word):
            return None
        named = self._name(words, start + 1, whole=False, code=word) if start + 1 < len(words) else None
        if named is not None:
            return replace(named, start=start, end=_after_cedex(words, named.end))
        counted = start + 1 < len(words) and is_unit(words[start + 1])
        if word in self._postcodes:
            # A round number counts things more often than it names a post office.
            return Match(start, start + 1, postcode=word, common=counted or word.endswith("000"))
        cedex = "cedex" in words[start + 1 : start + 1 + _NEAR_CEDEX]
        if (whole or cedex) and self._postcodes.place(word) is not None:
            end = words.index("cedex", start) + 1 if cedex else start + 1
            return Match(start, end, postcode=word)
        return None

    def _parted_code(self, words: Sequence[str], start: int) -> Match | None:
        """A postcode with a space after its department: "75 015"."""
        code = "".join(words[start : start + 2])
        known = len(words[start]) == _TWO_FIGURES and is_postcode(code) and code in self._postcodes
        return Match(start, start + 2, postcode=code) if known else None

    def _number(self, words: Sequence[str], start: int, whole: bool) -> Match | None:
        """A department by its number: "le 56", "dans le 2A", "département 35"; alone when it is all that is said."""
        first = start
        while first < len(words) - 1 and (words[first] == "le" or words[first] in _DEPARTMENT_NOUNS):
            first += 1
        number = self._hints.department(words[first])
        if number is None or (first == start and not whole):
            return None
        if not whole and counts(words, first + 1):
            return None
        bearers = tuple(b for b in self._index.bearers(f"departement {number.casefold()}"))
        sure = first - start > 1 or words[start] != "le" or (start > 0 and words[start - 1] == "dans")
        return Match(start, first + 1, bearers, common=not sure and not whole) if bearers else None

    def _name(self, words: Sequence[str], start: int, whole: bool, code: str = "") -> Match | None:
        most = min(self._index.longest_from(words[start]), len(words) - start)
        for count in range(most, 0, -1):
            key = words[start] if count == 1 else " ".join(words[start : start + count])
            match = self._known(key, start, start + count, whole, after_en=start > 0 and words[start - 1] == "en")
            if match is not None:
                strict = whole and bool(self._index.bearers(key) or match.short)
                found = (
                    self._fitting.of_code(match, code)
                    if code
                    else self._fitting.hinted(match, words, whole=whole, strict=strict)
                )
                if found is not None and self._stands(found, key) and (not whole or found.end == len(words)):
                    return found
        return None

    def _known(self, key: str, start: int, end: int, whole: bool, *, after_en: bool) -> Match | None:
        """Who may be meant by ``key``, before anything else is read."""
        index = self._index
        bearers = index.bearers(key) or (index.bare_bearers(key) if whole else ())
        described = () if bearers else index.described(key)
        if described:
            return Match(start, end, described, common=True, adjective=True)
        short = index.opened(key)
        if not bearers and not short:
            return None
        common = index.is_common(key)
        if after_en and common and not whole:
            return None  # "en somme", "en manche": where the area is usual after "en", the two words are its key
        if not bearers and not common:
            common = " " not in key and max(map(self._register.weight, short)) < _TOWN
        return Match(start, end, bearers, short, common=common)

    def _stands(self, match: Match, key: str) -> bool:
        """Whether a match is more than an ordinary word with which some town's name begins."""
        return bool(match.bearers) or not self._index.is_ordinary(key)

    def _contracted(self, words: Sequence[str], start: int, whole: bool) -> Match | None:
        """The name after "au", "aux", "du" or "des": "au Mans" is Le Mans. The match leaves the contraction out."""
        article = CONTRACTED.get(words[start])
        if article is None or start + 1 >= len(words):
            return None
        held = [article, *words[start + 1 :]]
        found = self._name(held, 0, whole)
        if found is None or found.end == 1:
            return None
        return replace(found, start=start + 1, end=start + found.end, article=article)


def _after_cedex(words: Sequence[str], end: int) -> int:
    """Where "Cedex" and its number end, if they stand at ``end``: "44035 Nantes Cedex 1"."""
    if end >= len(words) or words[end] != "cedex":
        return end
    numbered = end + 1 < len(words) and words[end + 1].isdecimal() and len(words[end + 1]) <= _TWO_FIGURES
    return end + 1 + numbered
