"""Whether two descriptions are of one lieu, and the one lieu they make."""

import re
from functools import lru_cache

from rapidfuzz import fuzz

from bot.directory.distance import distance_km
from bot.models.lieu import Confiance, Lieu, OtherSource, Precision
from bot.text import fold_name

NEAR_KM = 0.2
"""Two positions of one lieu, each known to the street at least, are never farther apart."""
_ALIKE = 85
"""From this ratio on, two streets are one, written differently ("Eugène et Marc Dulout")."""
_SLIP = 90
"""From this ratio on, two names at one address are one, misspelt."""
# Each description keeps its own: another's source would vouch for what it did not say.
_OWN = frozenset(("id", "source", "source_url", "date_maj", "confiance", "autres_sources"))
# What a name may hold or not: what the lieu is, not which one.
# fmt: off
_SMALL = frozenset((
    "l", "le", "la", "les", "un", "une", "d", "de", "du", "des", "a", "au", "aux", "en", "et", "by", "in", "the",
))
_ORDINARY = _SMALL | frozenset((
    "coworking", "cowork", "co", "working", "espace", "espaces", "lieu", "tiers", "fablab", "fab", "lab",
))
# fmt: on
_STREETS = {"bd": "boulevard", "bld": "boulevard", "av": "avenue", "ave": "avenue", "pl": "place", "r": "rue"}
_NUMBER = re.compile(r"\b\d+")


def same_lieu(first: Lieu, second: Lieu) -> bool:
    """Whether both describe one lieu: its name and its place alike.

    The place: positions within NEAR_KM when both are finer than the commune, else one commune; or one address in one
    commune, wherever its points are. The name: once what any lieu may be called (coworking, espace, le…) and the town
    are left out, the same words, however parted; when the addresses are alike, fewer words or a slip are forgiven.
    Two known addresses that differ are two lieux: a chain has several in one town.
    """
    if first.departement != second.departement:
        return False
    names, others = cores(first), cores(second)
    if not (first.adresse and second.adresse):
        return not names.isdisjoint(others) and _one_place(first, second)
    like = any(name <= other or other <= name or _slip(name, other) for name in names for other in others)
    return like and _one_address(first, first.adresse, second, second.adresse)


def probably_same_lieu(first: Lieu, second: Lieu) -> bool:
    """Whether a person should look if both are one: as ``same_lieu``, or at one place under a misspelt name.

    A coworking and the fablab beside it, of one name, are two.
    """
    if not offer_the_same(first, second):
        return False
    if same_lieu(first, second):
        return True
    if first.adresse and second.adresse:
        return False  # there a slip is forgiven already
    return _one_place(first, second) and any(_slip(one, two) for one in cores(first) for two in cores(second))


def offer_the_same(first: Lieu, second: Lieu) -> bool:
    """Whether the usages of both are the same, as far as both are known."""
    return not first.usages or not second.usages or set(first.usages) == set(second.usages)


def merged(first: Lieu, second: Lieu) -> Lieu:
    """The one lieu that two descriptions make: what ``first`` says wins, what it does not say is ``second``'s.

    A position known to the street or better is preferred to the commune's middle, and who vouches most to who vouches
    less. The second's name becomes an alias, its sources other sources.
    """
    told = first.model_fields_set
    filled: dict[str, object] = {
        name: value
        for name in type(first).model_fields.keys() - _OWN - told
        if not getattr(first, name) and (value := getattr(second, name))
    }
    if first.precision is Precision.COMMUNE and second.precision is not Precision.COMMUNE:
        filled |= {key: getattr(second, key) for key in ("latitude", "longitude", "precision")}
    filled["confiance"] = min(first.confiance, second.confiance, key=list(Confiance).index)
    known = {fold_name(name) for name in (first.nom, *first.alias)}
    alias = [*first.alias]
    for name in (second.nom, *second.alias):
        if fold_name(name) not in known:
            known.add(fold_name(name))
            alias.append(name)
    own = OtherSource(source=second.source, source_url=second.source_url, date_maj=second.date_maj)
    main = OtherSource(source=first.source, source_url=first.source_url, date_maj=first.date_maj)
    sources = dict.fromkeys((*first.autres_sources, own, *second.autres_sources))
    sources.pop(main, None)
    return first.model_copy(update={**filled, "alias": tuple(alias), "autres_sources": tuple(sources)})


@lru_cache(maxsize=65_536)
def core(name: str, commune: str) -> frozenset[str]:
    """The words of ``name`` that tell one lieu from another in its town; all of them when none would be left."""
    words = _words(name)
    own = frozenset(words).difference(_ORDINARY, _words(commune))
    return own or frozenset(words)


def signs(lieu: Lieu) -> frozenset[str]:
    """Words of which two descriptions of one lieu always share one: those of its names, and its house number.

    To look for a lieu among thousands without comparing it to each.
    """
    words = frozenset[str]().union(*cores(lieu))
    return words | {f"n° {' '.join(_NUMBER.findall(_street(lieu.adresse))[:1])}"} if lieu.adresse else words


def cores(lieu: Lieu) -> set[frozenset[str]]:
    """The words of each name of ``lieu``, and those run together: "Cent Sept" is also "Centsept", "Ti Lab" "Tilab"."""
    found: set[frozenset[str]] = set()
    for name in (lieu.nom, *lieu.alias):
        if words := core(name, lieu.commune):
            together = "".join(word for word in _words(name) if word in words)
            found |= {words, frozenset({together}), frozenset({run_together(name, lieu.commune)})}
    return found


@lru_cache(maxsize=65_536)
def run_together(name: str, commune: str) -> str:
    """The words of ``name`` without a blank, but for the town and the small ones; all of them when none is left."""
    words, town = _words(name), _words(commune)
    return "".join(word for word in words if word not in _SMALL and word not in town) or "".join(words)


@lru_cache(maxsize=65_536)
def _words(name: str) -> tuple[str, ...]:
    return tuple(fold_name(name).split())


def _slip(name: frozenset[str], other: frozenset[str]) -> bool:
    one, two = " ".join(sorted(name)), " ".join(sorted(other))
    return _NUMBER.findall(one) == _NUMBER.findall(two) and fuzz.ratio(one, two) >= _SLIP


def _one_address(first: Lieu, address: str, second: Lieu, other: str) -> bool:
    """Whether two addresses are one: their numbers the same, their streets nearly.

    At one place, one may say more than the other ("Bâtiment B, 12 rue…").
    """
    one, two = _street(address), _street(other)
    if _NUMBER.findall(one)[:1] != _NUMBER.findall(two)[:1]:
        return False
    if fuzz.token_set_ratio(one, two) >= _ALIKE and _one_place(first, second):
        return True
    return fuzz.token_sort_ratio(one, two) >= _ALIKE and _one_commune(first, second)


def _one_commune(first: Lieu, second: Lieu) -> bool:
    return fold_name(first.commune) == fold_name(second.commune)


def _one_place(first: Lieu, second: Lieu) -> bool:
    if Precision.COMMUNE in (first.precision, second.precision):
        return _one_commune(first, second)
    return distance_km(first.latitude, first.longitude, second.latitude, second.longitude) <= NEAR_KM


@lru_cache(maxsize=65_536)
def _street(address: str) -> str:
    return " ".join(_STREETS.get(word, word) for word in fold_name(address).split())
