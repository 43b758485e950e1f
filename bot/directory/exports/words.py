"""What a lieu says of itself, in short French words for those who read a map or a table."""

import re

from bot.models.lieu import Confiance, Lieu, Precision
from bot.models.question import Need

USAGES = {
    Need.POSTE: "travailler",
    Need.REUNION: "se réunir",
    Need.EVENEMENT: "organiser un évènement",
    Need.FABRICATION: "fabriquer",
}
PRECISIONS = {
    Precision.ADRESSE: "à l'adresse",
    Precision.RUE: "dans la rue",
    Precision.COMMUNE: "au centre de la commune",
}
_CAUTIONS = {
    Confiance.COMMUNAUTE: "",
    Confiance.ANNUAIRE: "À confirmer avant de venir : connu par un annuaire.",
    Confiance.LABEL: "À vérifier avant de venir : connu par un label ou une étude, on n'y entre peut-être pas.",
}
_DAYS = {
    "Mo": "lun.",
    "Tu": "mar.",
    "We": "mer.",
    "Th": "jeu.",
    "Fr": "ven.",
    "Sa": "sam.",
    "Su": "dim.",
    "PH": "jours fériés",
    "SH": "vacances scolaires",
    "off": "fermé",
    "closed": "fermé",
}
_TOKEN = re.compile(r'"[^"]*"|[A-Za-z]+')


def address(lieu: Lieu) -> str:
    """The address on one line, with postcode and commune."""
    street = ", ".join(filter(None, (lieu.adresse, lieu.complement_adresse)))
    return ", ".join(filter(None, (street, f"{lieu.code_postal} {lieu.commune}")))


def usages(lieu: Lieu) -> str:
    """What one may do there, with the largest number of people where it is known."""
    return ", ".join(USAGES[need] + _capacity(lieu, need) for need in lieu.usages)


def hours(lieu: Lieu) -> str:
    """The opening hours of OpenStreetMap's syntax with French days; the rest of it as it was written."""
    return _TOKEN.sub(lambda token: _DAYS.get(token.group(), token.group()), lieu.horaires or "")


def price(lieu: Lieu) -> str:
    """What it costs: the fee in a word, then the prices."""
    fee = (f"{lieu.frais_a_charge}.",) if lieu.frais_a_charge else ()
    return " ".join((*fee, *map(sentence, lieu.tarifs)))


def caution(lieu: Lieu) -> str:
    """What to be wary of when nobody of the community vouches for the lieu."""
    return _CAUTIONS[lieu.confiance]


def sentence(text: str) -> str:
    """``text`` with a full stop where it has no end."""
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def _capacity(lieu: Lieu, need: Need) -> str:
    most = lieu.capacites.get(need)
    return f" (jusqu'à {most})" if most else ""
