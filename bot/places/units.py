"""Words after which a number counts something: it is then no arrondissement, no department and no postcode."""

from collections.abc import Sequence

_POSTCODE = 5
_SHORTEST_PLURAL = 4

# fmt: off
_COUNTED = frozenset((
    "personne", "personnes", "pers", "p", "pax", "participant", "participants", "people", "persons", "person",
    "guests", "collegues", "agents", "gens", "adultes", "enfants", "min", "mins", "minute", "minutes", "mn", "h",
    "heure", "heures", "hour", "hours", "hrs", "jour", "jours", "day", "days", "semaine", "semaines", "week", "weeks",
    "mois", "month", "months", "an", "ans", "year", "years", "fois", "place", "places", "poste", "postes", "bureau",
    "bureaux", "siege", "sieges", "seats", "desk", "desks", "salle", "salles", "room", "rooms", "km", "kms",
    "kilometre", "kilometres", "m", "metres", "metre", "m2", "metres2", "euro", "euros", "eur", "e", "k", "ke",
    "balles", "dollars", "pct", "pourcent", "percent", "habitants", "habs", "membres", "abonnes", "lignes", "max",
    "maxi", "maximum", "mini", "minimum", "aine", "aines", "pas", "mots", "octets", "messages", "ordis", "janvier",
    "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre", "decembre",
    "janv", "fevr", "avr", "juil", "sept", "oct", "nov", "dec", "january", "february", "march", "april", "may",
    "june", "july", "august", "september", "october", "november", "december", "am", "pm", "lundi", "mardi",
    "mercredi", "jeudi", "vendredi", "samedi", "dimanche",
))
# What ordinals stand before: "3e étage", "2e semaine".
_RANKED = frozenset((
    "etage", "floor", "semaine", "week", "jour", "day", "week-end", "weekend", "quinzaine", "trimestre", "semestre",
    "mois", "month", "annee", "year", "fois", "time", "edition", "session", "partie", "moitie", "rang", "niveau",
    "porte", "classe",
))
# What they stand before after an article alone: "le 2e jeudi", but "une salle à Lyon 3e jeudi".
_RANKED_AFTER_ARTICLE = frozenset((
    "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "monday", "tuesday", "wednesday",
    "thursday", "friday", "saturday", "sunday", "seance", "reunion", "rencontre", "atelier",
))
_ARTICLES = frozenset(("le", "la", "the", "un", "une", "chaque", "every"))
_RANGE_LINKS = frozenset(("a", "au", "ou", "et", "to", "or", "and"))
# Words that end like plurals, yet that numbers do not count.
_NO_PLURALS = frozenset((
    "vers", "dans", "sans", "mais", "puis", "apres", "des", "les", "nous", "vous", "ils", "depuis", "pres", "tous",
    "toutes", "jamais", "toujours", "alors", "was", "has", "this", "is", "as", "plus", "moins", "lors", "hors", "sous",
    "chez", "cas", "suis", "vais", "dois", "peux", "veux", "cherches", "cherchais", "mes", "tes", "ses", "nos", "vos",
    "ces", "aux", "pas", "paris", "svp", "stp", "does", "let", "always", "perhaps", "across", "alias",
))
# fmt: on


def is_unit(word: str) -> bool:
    """Whether a folded word is a unit, a month or another thing that numbers count."""
    return word in _COUNTED


def counts(words: Sequence[str], after: int) -> bool:
    """Whether a number that ends before ``words[after]`` counts something or begins a range or a longer number."""
    if after >= len(words):
        return False
    word = words[after]
    if word[0].isdigit():
        return len(word) != _POSTCODE
    if word in _RANGE_LINKS and after + 1 < len(words) and words[after + 1][0].isdigit():
        return True
    plural = len(word) >= _SHORTEST_PLURAL and word[-1] in "sx" and word not in _NO_PLURALS
    return is_unit(word) or (plural and word.isalpha())


def ranks(words: Sequence[str], start: int, after: int) -> bool:
    """Whether the ordinal ``words[start:after]`` ranks something else than arrondissements."""
    if after >= len(words):
        return False
    article = start > 0 and words[start - 1] in _ARTICLES
    return words[after] in _RANKED or (article and words[after] in _RANKED_AFTER_ARTICLE)
