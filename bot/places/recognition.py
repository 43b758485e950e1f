"""Recognising a known name at one place of a text."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.places.arrondissements import arrondissement_of, read_part
from bot.places.hints import Hint, Hints
from bot.places.index import Bearers, Index
from bot.places.names import CONTRACTED
from bot.places.postcodes import Postcodes, is_postcode
from bot.places.register import Register
from bot.places.units import is_unit

_DEPARTMENT_NOUNS = frozenset(("departement", "dep", "dept", "dpt", "department"))
_NEAR_CEDEX = 4
# Villages with names so slight that what follows in a sentence is no hint for them: "les 31 lieux" is not Lez (31).
_SLIGHT = frozenset(
    ("les", "y", "eu", "us", "o", "vers", "sur", "son", "by", "this", "many", "his", "our", "don", "is")
)


@dataclass(frozen=True, slots=True)
class Match:
    """A known name: the words ``start`` to ``end`` (excluded) of the text, and who bears it.

    ``hint`` holds the departments said after the name, None where nothing was said. ``postcode`` is set when the
    name is a postcode. ``article`` is the one to put back before the words ("au Mans": "le"). ``common`` marks
    names that need the sentence's support.
    """

    start: int
    end: int
    bearers: Bearers = ()
    hint: tuple[str, ...] | None = None
    postcode: str = ""
    article: str = ""
    common: bool = False


class Recogniser:
    """Finds the longest known name that begins at a word."""

    def __init__(self, index: Index, register: Register, postcodes: Postcodes, hints: Hints) -> None:
        self._index = index
        self._register = register
        self._postcodes = postcodes
        self._hints = hints

    def match(self, words: Sequence[str], start: int, *, whole: bool = False) -> Match | None:
        """The longest name that begins at ``words[start]``, or None.

        ``whole`` tells that ``words`` are one place's name and nothing else: forms count then that would be
        doubtful amid a sentence, and only a match that ends with the words is given.
        """
        found = (
            self._part(words, start, whole),
            self._code(words, start, whole),
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
            return Match(start, named.end, named.bearers, named.hint)
        counted = start + 1 < len(words) and is_unit(words[start + 1])
        if word in self._postcodes:
            # A round number counts things more often than it names a post office.
            return Match(start, start + 1, postcode=word, common=counted or word.endswith("000"))
        cedex = "cedex" in words[start + 1 : start + 1 + _NEAR_CEDEX]
        if (whole or cedex) and self._postcodes.place(word) is not None:
            end = words.index("cedex", start) + 1 if cedex else start + 1
            return Match(start, end, postcode=word)
        return None

    def _number(self, words: Sequence[str], start: int, whole: bool) -> Match | None:
        """A department by its number: "le 56", "dans le 2A", "département 35"; alone when it is all that is said."""
        first = start
        while first < len(words) - 1 and (words[first] == "le" or words[first] in _DEPARTMENT_NOUNS):
            first += 1
        number = self._hints.department(words[first])
        if number is None or (first == start and not whole):
            return None
        if not whole and first + 1 < len(words) and is_unit(words[first + 1]):
            return None
        bearers = tuple(b for b in self._index.bearers(f"departement {number.casefold()}"))
        sure = first - start > 1 or words[start] != "le" or (start > 0 and words[start - 1] == "dans")
        return Match(start, first + 1, bearers, common=not sure and not whole) if bearers else None

    def _name(self, words: Sequence[str], start: int, whole: bool, code: str = "") -> Match | None:
        most = min(self._index.longest_from(words[start]), len(words) - start)
        for count in range(most, 0, -1):
            end = start + count
            key = words[start] if count == 1 else " ".join(words[start:end])
            known = self._index.bearers(key)
            bearers = known or (self._index.bare_bearers(key) if whole else ())
            if bearers:
                match = Match(start, end, bearers, common=self._index.is_common(key))
                found = self._of_code(match, code) if code else self._hinted(match, words, whole, bool(known and whole))
                if found is not None and (not whole or found.end == len(words)):
                    return found
        return None

    def _of_code(self, match: Match, code: str) -> Match | None:
        """``match`` with those who have the postcode ``code``, None if nobody has."""
        bearers = tuple(b for b in match.bearers if self._has(b, Hint((), match.end, code)))
        return Match(match.start, match.end, bearers) if bearers else None

    def _hinted(self, match: Match, words: Sequence[str], whole: bool, strict: bool) -> Match:
        """``match`` with the hint that follows; ``strict`` keeps one that fits nobody, to be asked about."""
        if not whole and match.end == match.start + 1 and words[match.start] in _SLIGHT:
            return match
        hint = self._hints.read(words, match.end, whole=whole) if match.end < len(words) else None
        if hint is None:
            return self._abroad(match, words, whole)
        bearers = tuple(bearer for bearer in match.bearers if self._has(bearer, hint))
        if bearers:
            return Match(match.start, hint.end, bearers, hint.departments)
        if strict and hint.end == len(words):
            return Match(match.start, hint.end, match.bearers, hint.departments)
        return match

    def _abroad(self, match: Match, words: Sequence[str], whole: bool) -> Match:
        """``match`` with the country that follows, if one does: then its bearer there, or the country itself."""
        country = self._hints.country(words, match.end, linked=whole)
        if country is None or (match.common and not whole):
            return match
        foreign = tuple(bearer for bearer in match.bearers if not self._register.departments(bearer))
        return Match(match.start, country[1], foreign or (country[0],))

    def _has(self, bearer: int, hint: Hint) -> bool:
        """Whether a commune has the hint's postcode, or a bearer lies in the hint's departments."""
        if hint.postcode and self._register.is_row(bearer):
            return hint.postcode in self._register.table.postcodes[bearer].split()
        if hint.postcode and not hint.departments:
            return False
        return not set(hint.departments).isdisjoint(self._register.departments(bearer))

    def _contracted(self, words: Sequence[str], start: int, whole: bool) -> Match | None:
        """The name after "au", "aux", "du" or "des": "au Mans" is Le Mans. The match leaves the contraction out."""
        article = CONTRACTED.get(words[start])
        if article is None or start + 1 >= len(words):
            return None
        held = [article, *words[start + 1 :]]
        found = self._name(held, 0, whole)
        if found is None or found.end == 1:
            return None
        return Match(start + 1, start + found.end, found.bearers, found.hint, article=article, common=found.common)
