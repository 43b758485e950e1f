"""What people add to a place's name: "gare de Rennes", "Nantes centre", "12 rue de Siam, Brest"."""

from collections.abc import Sequence

# Words that say where in or around a town, or what it is: the town answers as well without them.
# fmt: off
_FILLERS = frozenset((
    "centre", "ville", "centreville", "gare", "metropole", "agglo", "agglomeration", "nord", "sud", "est", "ouest",
    "hyper", "hypercentre", "intra", "muros", "quartier", "france", "sncf", "tgv", "campus", "cedex", "alentours",
    "environs", "autour", "secteur", "coin", "region", "banlieue", "commune", "center", "downtown", "city", "area",
    "station", "train", "university", "universite", "fac", "prefecture", "mairie", "svp", "stp",
))
_STREETS = frozenset((
    "rue", "avenue", "av", "ave", "bd", "bld", "boulevard", "place", "pl", "quai", "chemin", "impasse", "allee",
    "allees", "route", "cours", "square", "passage", "faubourg", "fbg", "esplanade", "street",
))
# fmt: on
# A town after one of these is the street's own name: "12 rue de Paris" is not in Paris.
_OF = frozenset(("de", "du", "des", "d", "la", "le", "les", "l"))
_IN = frozenset(("a", "in"))
_POSTCODE = 5


def without_asides(words: Sequence[str]) -> list[str]:
    """``words`` without those that only say where in a town, or what it is."""
    return [word for word in words if word not in _FILLERS]


def is_address(words: Sequence[str]) -> bool:
    """Whether ``words`` name a street, or begin with a house number."""
    numbered = words[0].isdecimal() and len(words[0]) < _POSTCODE if words else False
    return len(words) >= 3 and (numbered or not _STREETS.isdisjoint(words))


def ends_with_town(words: Sequence[str], start: int) -> bool:
    """Whether a town named from ``words[start]`` to the end is where the rest lies: an address, or "X à Rennes"."""
    if start == 0:
        return False
    before = words[start - 1]
    return before in _IN or (is_address(words) and before not in _OF and before not in _STREETS)
