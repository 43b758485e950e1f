"""Which bearer of a name is meant."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from bot.models.place import Located, Place
from bot.places.register import Register

# From this ratio of populations on, the larger bearer is meant and nothing needs to be said of the others.
_CLEAR_LEAD = 10.0
# A bearer this much larger than the region's own is meant even so: a hamlet of the Aude does not hide the
# Saint-Denis of 140,000 inhabitants from somebody in Toulouse. The department's own bearer always stands.
_DWARFED = 100.0
_LARGE = 50_000
_MOST_OTHERS = 5
# A town whose name only begins as said needs this many times the inhabitants of one that bears the whole name; a
# whole name's bearer is worth a word beside it while it has not less than the second part of its inhabitants.
_SHORT_LEAD = 10.0
# ... and twice as many, and a town's, when that one is of the channel's region: "Romans" in Lyon is Romans-sur-Isère.
_SHORT_LEAD_HERE = 20.0
_SHORT_TOWN = 25_000
_HIDDEN = 100.0


def choose(
    register: Register,
    bearers: Sequence[int],
    near: Place | None = None,
    hint: Collection[str] | None = None,
    short: Sequence[int] = (),
) -> Located:
    """The bearer that is meant, with those it was preferred to; ``short`` holds towns whose name begins so.

    ``hint``, the departments that the person named, decides first; no bearer there makes a suggestion of each.
    Then ``near``: its department, then its region. Then population. Towns of ``short`` stand behind whole names.
    """
    score = {number: register.likelihood(number, near) for number in dict.fromkeys((*bearers, *short))}
    whole = _ranked(score, bearers)
    begun = _ranked(score, [number for number in short if number not in bearers])
    if hint is not None:
        hinted = [_within(register, numbers, hint) for numbers in (whole, begun)]
        if not any(hinted):
            return Located(suggestions=tuple(register.place(n) for n in (whole + begun)[:_MOST_OTHERS]))
        whole, begun = (hinted[0], []) if hinted[0] else ([], hinted[1])
    chosen = _Race(register, score, near, (whole or begun)[0]).winner(whole, begun)
    lead, least = (_HIDDEN, 1 / _CLEAR_LEAD) if chosen in begun else (_CLEAR_LEAD, 1)
    others = [n for n in whole if n != chosen and score[n] * lead > score[chosen]][:_MOST_OTHERS]
    larger = [n for n in begun if n != chosen and score[n] > score[chosen] * least]
    named = _ranked(score, others + larger[: _MOST_OTHERS - len(others)])
    return Located(register.place(chosen), tuple(register.place(number) for number in named))


def _ranked(score: Mapping[int, float], numbers: Sequence[int]) -> list[int]:
    return sorted(dict.fromkeys(numbers), key=lambda number: -score[number])


def _within(register: Register, numbers: Sequence[int], departments: Collection[str]) -> list[int]:
    wanted = frozenset(departments)
    return [number for number in numbers if not wanted.isdisjoint(register.departments(number))]


@dataclass(frozen=True, slots=True)
class _Race:
    """Bearers with their scores, the leader among them, and where the channel is."""

    register: Register
    score: Mapping[int, float]
    near: Place | None
    leader: int

    def winner(self, whole: Sequence[int], begun: Sequence[int]) -> int:
        """The one that is meant: the channel's own, else else the leader or a far larger one of ``begun``."""
        local = self._local(whole, _DWARFED, _LARGE, own_stands=True)
        if local is None:
            local = self._local(begun, _SHORT_LEAD, 0, own_stands=False)
        if local is not None and not self._is_hidden(local, begun):
            return local
        far_larger = begun and self.score[begun[0]] >= _SHORT_LEAD * self.score[self.leader]
        return begun[0] if far_larger else self.leader

    def _is_hidden(self, local: int, begun: Sequence[int]) -> bool:
        """Whether ``local``, not of the channel's own department, is a village beside a town of ``begun``."""
        if local in begun or not begun or (self.near and self.near.departments == self.register.departments(local)):
            return False
        return self.score[begun[0]] >= max(_SHORT_TOWN, _SHORT_LEAD_HERE * self.score[local])

    def _local(self, ranked: Sequence[int], dwarfed: float, large: float, *, own_stands: bool) -> int | None:
        """The likeliest of ``ranked`` in the department of ``near``, else in its region, else None.

        A leader ``dwarfed`` times and ``large`` leaves no room for it, save in its own department with ``own_stands``.
        """
        if self.near is None:
            return None
        own = frozenset(self.near.departments if len(self.near.departments) == 1 else ())
        for departments in (own, self.register.around(self.near)):
            for number in _within(self.register, ranked, departments)[:1]:
                if self.register.place(self.leader).is_area and not self.register.place(number).is_area:
                    continue  # "Bretagne" is the region, even beside the village of that name
                stands = own_stands and departments is own
                if stands or self.score[self.leader] < max(large, dwarfed * self.score[number]):
                    return number
        return None
