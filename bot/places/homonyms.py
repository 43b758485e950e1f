"""Which bearer of a name is meant."""

from collections.abc import Collection, Sequence

from bot.models.place import Located, Place
from bot.places.register import Register

# From this ratio of populations on, the larger bearer is meant and nothing needs to be said of the others.
_CLEAR_LEAD = 10.0
# A bearer this much larger than the region's own is meant even so: a hamlet of the Aude does not hide the
# Saint-Denis of 140,000 inhabitants from somebody in Toulouse. The department's own bearer always stands.
_DWARFED = 100.0
_LARGE = 50_000
_MOST_OTHERS = 5


def choose(
    register: Register, bearers: Sequence[int], near: Place | None = None, hint: Collection[str] | None = None
) -> Located:
    """The bearer that is meant, with those it was preferred to.

    ``hint``, the departments that the person named, decides first; no bearer there makes a suggestion of each.
    Then ``near``: its department, then its region. Then population.
    """
    score = {number: register.likelihood(number, near) for number in dict.fromkeys(bearers)}
    ranked = sorted(score, key=lambda number: -score[number])
    if hint is not None:
        hinted = [number for number in ranked if not set(hint).isdisjoint(register.departments(number))]
        if not hinted:
            return Located(suggestions=tuple(register.place(number) for number in ranked[:_MOST_OTHERS]))
        ranked = hinted
    chosen = ranked[0]
    if near is not None and len(ranked) > 1:
        chosen = _local(register, ranked, score, near)
    others = [number for number in ranked if number != chosen and score[number] * _CLEAR_LEAD > score[chosen]]
    return Located(register.place(chosen), tuple(register.place(number) for number in others[:_MOST_OTHERS]))


def _local(register: Register, ranked: Sequence[int], score: dict[int, float], near: Place) -> int:
    """The likeliest bearer in the department of ``near``, else in its region, else of all."""
    leader = ranked[0]
    own = set(near.departments) if len(near.departments) == 1 else set()
    for departments in (own, register.around(near)):
        for number in ranked:
            if departments.isdisjoint(register.departments(number)):
                continue
            if register.place(leader).is_area and not register.place(number).is_area:
                break  # "Bretagne" is the region, even beside the village of that name
            dwarfed = score[leader] >= max(_LARGE, _DWARFED * score[number])
            if departments is own or not dwarfed:
                return number
            break
    return leader
