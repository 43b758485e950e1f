"""Who of a name's bearers fits what is said beside it: a department, a postcode, a country."""

from collections.abc import Sequence
from dataclasses import replace

from bot.places.hints import Hint, Hints
from bot.places.index import Bearers
from bot.places.match import Match
from bot.places.postcodes import Postcodes, department_of
from bot.places.register import Register

# Villages with names so slight that what follows in a sentence is no hint for them: "les 31 lieux" is not Lez (31).
_SLIGHT = frozenset(
    ("les", "y", "eu", "us", "o", "vers", "sur", "son", "by", "this", "many", "his", "our", "don", "is")
)


class Fitting:
    """Narrows matches by what stands beside them."""

    def __init__(self, register: Register, postcodes: Postcodes, hints: Hints) -> None:
        self._register = register
        self._postcodes = postcodes
        self._hints = hints

    def of_code(self, match: Match, code: str) -> Match | None:
        """``match`` with those who have the postcode ``code``, None if nobody has."""
        hint = Hint((department_of(code),), match.end, code)
        bearers = self._fitting(match.bearers, hint) or self._fitting(match.short, hint)
        return Match(match.start, match.end, bearers) if bearers else None

    def hinted(self, match: Match, words: Sequence[str], *, whole: bool, strict: bool) -> Match:
        """``match`` with the hint that follows it; ``whole`` tells that ``words`` are a name and nothing else.

        A hint that fits nobody stays, to be asked about, when a bare number says it, or with ``strict`` if it ends
        the words.
        """
        if not whole and match.end == match.start + 1 and words[match.start] in _SLIGHT:
            return match
        hint = self._hints.read(words, match.end, whole=whole) if match.end < len(words) else None
        if hint is None:
            return self._abroad(match, words, whole=whole)
        bearers = self._fitting(match.bearers, hint)
        short = () if bearers else self._fitting(match.short, hint)
        if bearers or short:
            again = self._hints.read(words, hint.end, whole=whole) if hint.end < len(words) else None
            end = again.end if again and again.departments == hint.departments else hint.end
            return replace(match, end=end, bearers=bearers, short=short, hint=hint.departments, common=False)
        kept = strict and not hint.slight and hint.end == len(words) if whole else hint.bare
        return replace(match, end=hint.end, hint=hint.departments) if kept else match

    def _abroad(self, match: Match, words: Sequence[str], *, whole: bool) -> Match:
        """``match`` with the country that follows, if one does: then its bearer there, or the country itself."""
        country = self._hints.country(words, match.end, linked=whole)
        if country is None or (match.common and not whole):
            return match
        foreign = tuple(bearer for bearer in match.bearers if not self._register.departments(bearer))
        return Match(match.start, country[1], foreign or (country[0],))

    def _fitting(self, bearers: Bearers, hint: Hint) -> Bearers:
        return tuple(bearer for bearer in bearers if self._has(bearer, hint))

    def _has(self, bearer: int, hint: Hint) -> bool:
        """Whether a commune has the hint's postcode, or a bearer lies in the hint's departments."""
        if hint.postcode in self._postcodes and self._register.is_row(bearer):
            return hint.postcode in self._register.table.postcodes[bearer].split()
        return not set(hint.departments).isdisjoint(self._register.departments(bearer))
