"""What comes after a name and says which of its bearers is meant: "(93)", "35", ", Drôme", "en Bretagne"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.places.areas import Department
from bot.places.names import keys_of, without_article
from bot.places.postcodes import department_of, is_postcode
from bot.places.register import Named
from bot.places.units import counts

_LINKS = frozenset(("dans", "en", "de", "du", "le", "la", "les", "l", "d", "des", "a", "au", "aux", "in"))
_NUMBER_LINKS = frozenset(("dans", "le", "du", "dep", "dept", "dpt", "departement"))
_MOST_LINKS = 3
_LONGEST_COUNTRY = 3


@dataclass(frozen=True, slots=True)
class Hint:
    """The departments that a hint names; for a postcode, that code as well. It ends before ``words[end]``.

    ``bare`` tells that a department's number right after the name is the hint: "Vitré 35"; ``slight`` that an
    ordinary word is: "Nantes nord".
    """

    departments: tuple[str, ...]
    end: int
    postcode: str = ""
    bare: bool = False
    slight: bool = False


class Hints:
    """Reads hints. Areas are known by their bare names; numbers by their figures."""

    def __init__(
        self,
        departments: Mapping[str, Department],
        areas: Sequence[Named],
        countries: Mapping[str, int],
        common: frozenset[str],
    ) -> None:
        """``countries`` gives the bearer of each country's key; ``common`` the keys that are also ordinary words."""
        self._countries = countries
        self._common = common
        self._numbers = frozenset(number.casefold() for number in departments)
        self._areas: dict[str, tuple[str, ...]] = {}
        for entry in areas:
            for key in keys_of((*entry.forms, *entry.phrases)):
                self._areas.setdefault(key, entry.place.departments)
        self._idioms = frozenset(key for key in common & self._areas.keys() if f"en {key}" not in self._areas)
        self._bare = {bare: self._areas[key] for key in self._areas if (bare := without_article(key)) is not None}
        self._longest = max((key.count(" ") + 1 for key in self._areas), default=0)

    def department(self, word: str) -> str | None:
        """The number of the department that a word writes: "56", "2a", "971"; None for anything else."""
        return word.upper() if word in self._numbers else None

    def read(self, words: Sequence[str], start: int, *, whole: bool = False) -> Hint | None:
        """The hint at ``words[start]``, or None. A number that counts something ("35 personnes") is none.

        ``whole`` tells that ``words`` are a place's name and nothing else: "Saint-Benoît Réunion" is on La Réunion,
        but somebody "à Saint-Benoît, réunion à 14 h" need not be.
        """
        first = start
        while first < len(words):
            hint = self._number(words, start, first) or self._area(words, start, first, whole)
            if hint is not None:
                return hint
            if words[first] not in _LINKS | _NUMBER_LINKS or first - start == _MOST_LINKS:
                return None
            first += 1
        return None

    def country(self, words: Sequence[str], start: int, *, linked: bool) -> tuple[int, int] | None:
        """The bearer of the country named at ``words[start]`` and where its name ends, or None.

        With ``linked``, "en", "au" or another link may stand before: "Valence en Espagne".
        """
        first = start
        while linked and first < len(words) and words[first] in _LINKS and first - start < _MOST_LINKS:
            first += 1
        for end in range(min(len(words), first + _LONGEST_COUNTRY), first, -1):
            bearer = self._countries.get(" ".join(words[first:end]))
            if bearer is not None:
                return bearer, end
        return None

    def _number(self, words: Sequence[str], start: int, first: int) -> Hint | None:
        word = words[first]
        if any(link not in _NUMBER_LINKS for link in words[start:first]):
            return None
        if counts(words, first + 1) and not is_postcode(word):
            return None
        if is_postcode(word):
            return Hint((department_of(word),), first + 1, word)
        number = self.department(word)
        return Hint((number,), first + 1, bare=first == start) if number else None

    def _area(self, words: Sequence[str], start: int, first: int, whole: bool) -> Hint | None:
        """The area at ``words[first]``; "en somme" is none, unlike "en Mayenne"."""
        for end in range(min(len(words), first + self._longest), first, -1):
            key = " ".join(words[first:end])
            if first > start and words[first - 1] == "en" and key in self._idioms:
                continue
            departments = self._areas.get(key) or (self._bare.get(key) if whole else None)
            if departments:
                return Hint(departments, end, slight=first == start and key in self._common)
        return None
