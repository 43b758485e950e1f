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
STREETS = frozenset((
    "rue", "avenue", "av", "ave", "bd", "bld", "boulevard", "place", "pl", "quai", "chemin", "impasse", "allee",
    "allees", "route", "cours", "square", "passage", "faubourg", "fbg", "esplanade", "street",
))
# fmt: on
# A town after one of these is the street's own name: "12 rue de Paris" is not in Paris.
_OF = frozenset(("de", "du", "des", "d", "la", "le", "les", "l"))
_IN = frozenset(("a", "in"))
_POSTCODE = 5
# "12 bis, grande rue": where the word for a street stands at the latest.
_FIRST_WORDS = 4
_ONE = frozenset(("un", "une", "des", "a", "the", "aucune", "cette"))


def without_asides(words: Sequence[str]) -> list[str]:
    """``words`` without those that only say where in a town, or what it is."""
    return [
        word
        for number, word in enumerate(words)
        if word not in _FILLERS and not (word.isdecimal() and number and words[number - 1] == "cedex")
    ]


def is_address(words: Sequence[str]) -> bool:
    """Whether ``words`` name a street, or begin with a house number."""
    return len(words) >= 3 and (_numbered(words) or not STREETS.isdisjoint(words))


def names_street(words: Sequence[str]) -> bool:
    """Whether ``words`` begin with a street's name, or its number: "une place à Rennes" does not."""
    for number, word in enumerate(words[:_FIRST_WORDS]):
        if word in STREETS:
            return len(words) > number + 1 and (number == 0 or words[number - 1] not in _ONE)
    return False


def ends_with_town(words: Sequence[str], start: int, *, slight: bool) -> bool:
    """Whether a town named from ``words[start]`` to the end is where the rest lies: an address, or "X à Rennes".

    ``slight`` tells that little speaks for the name: after "à" it may be a part of another one ("Pont-à-Marcq").
    """
    if start == 0:
        return False
    before = words[start - 1]
    address = is_address(words) and (_numbered(words) or not STREETS.isdisjoint(words[:start]))
    return (before in _IN and not slight) or (address and before not in _OF and before not in STREETS)


def _numbered(words: Sequence[str]) -> bool:
    """Whether ``words`` begin with a house number."""
    return bool(words) and words[0].isdecimal() and len(words[0]) < _POSTCODE
