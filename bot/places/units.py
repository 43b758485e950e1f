"""Words after which a number counts something: it is then no arrondissement, no department and no postcode."""

# fmt: off
_UNITS = frozenset((
    "personne", "personnes", "pers", "p", "pax", "participant", "participants", "people", "persons", "person",
    "guests", "collegues", "agents", "gens", "adultes", "enfants", "min", "mins", "minute", "minutes", "mn", "h",
    "heure", "heures", "hour", "hours", "hrs", "jour", "jours", "day", "days", "semaine", "semaines", "week",
    "weeks", "mois", "month", "months", "an", "ans", "year", "years", "fois", "place", "places", "poste", "postes",
    "bureau", "bureaux", "siege", "sieges", "seats", "desk", "desks", "salle", "salles", "room", "rooms", "km",
    "kms", "kilometre", "kilometres", "m", "metres", "metre", "m2", "metres2", "euro", "euros", "eur", "e", "k",
    "ke", "balles", "dollars", "pct", "pourcent", "percent", "habitants", "habs", "membres", "abonnes", "lignes",
    "pas", "mots", "octets", "messages", "ordis", "janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet",
    "aout", "septembre", "octobre", "novembre", "decembre", "janv", "fevr", "avr", "juil", "sept", "oct", "nov",
    "dec", "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december", "am", "pm",
))
# fmt: on


def is_unit(word: str) -> bool:
    """Whether a folded word is a unit, a month or another thing that numbers count."""
    return word in _UNITS
