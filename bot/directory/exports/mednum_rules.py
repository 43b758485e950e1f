"""The rules of the national schema "Lieux de médiation numérique", v1.0.2.

Source: schema.json of https://github.com/LaMednum/standard-mediation-num at e347ff40 (25 July 2024), a Table Schema:
``FIELDS`` holds its fields in its order, with what it demands of each.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto


class Kind(Enum):
    """What a cell holds."""

    TEXT = auto()
    NUMBER = auto()
    DATE = auto()


@dataclass(frozen=True, slots=True)
class Rule:
    """What the schema demands of a field.

    ``choices``: the cell is a "|" list of these values. ``pattern``: the whole cell matches it.
    """

    required: bool = False
    kind: Kind = Kind.TEXT
    pattern: str = ""
    choices: frozenset[str] = frozenset()
    most: int | None = None

    def fault(self, cell: str) -> str | None:
        """What is wrong with ``cell``, None when nothing is."""
        if not cell:
            return "obligatoire" if self.required else None
        if self.pattern and not re.fullmatch(self.pattern, cell, re.ASCII):
            return f"« {cell} » n'a pas la forme attendue"
        if self.choices and (foreign := [each for each in cell.split("|") if each not in self.choices]):
            return f"« {foreign[0]} » n'est pas une des valeurs possibles"
        if self.most is not None and len(cell) > self.most:
            return f"plus de {self.most} caractères"
        return None if _is(self.kind, cell) else f"« {cell} » n'est pas du type attendu"


def _is(kind: Kind, cell: str) -> bool:
    try:
        match kind:
            case Kind.NUMBER:
                return math.isfinite(float(cell))
            case Kind.DATE:
                return date.fromisoformat(cell).isoformat() == cell
            case Kind.TEXT:
                return True
    except ValueError:
        return False


_FREE = Rule()
_NEEDED = Rule(required=True)
_COORDINATE = Rule(kind=Kind.NUMBER)


def _one_of(*values: str) -> Rule:
    return Rule(choices=frozenset(values))


FIELDS: Mapping[str, Rule] = {
    "id": _NEEDED,
    "pivot": Rule(required=True, pattern=r"[a-zA-Z0-9]{9,14}"),
    "nom": _NEEDED,
    "commune": _NEEDED,
    "code_postal": Rule(required=True, pattern=r"\d{5}"),
    "code_insee": Rule(pattern=r"([013-9]\d|2[AB1-9])\d{3}"),
    "adresse": _NEEDED,
    "complement_adresse": _FREE,
    "latitude": _COORDINATE,
    "longitude": _COORDINATE,
    "typologie": _FREE,
    "telephone": Rule(pattern=r"\+(33|590|594|262|596|269|687|689|508|681)\d{6,9}"),
    "courriels": _FREE,
    "site_web": _FREE,
    "horaires": _FREE,
    "presentation_resume": Rule(most=280),
    "presentation_detail": _FREE,
    "source": _FREE,
    "itinerance": _one_of("Itinérant", "Fixe"),
    "structure_parente": _FREE,
    "date_maj": Rule(required=True, kind=Kind.DATE),
    "services": _one_of(
        "Aide aux démarches administratives",
        "Maîtrise des outils numériques du quotidien",
        "Insertion professionnelle via le numérique",
        "Utilisation sécurisée du numérique",
        "Parentalité et éducation avec le numérique",
        "Loisirs et créations numériques",
        "Compréhension du monde numérique",
        "Accès internet et matériel informatique",
        "Acquisition de matériel informatique à prix solidaire",
    ),
    "publics_specifiquement_adresses": _one_of("Jeunes", "Étudiants", "Familles et/ou enfants", "Seniors", "Femmes"),
    "prise_en_charge_specifique": _one_of(
        "Surdité",
        "Handicaps moteurs",
        "Handicaps mentaux",
        "Illettrisme",
        "Langues étrangères (anglais)",
        "Langues étrangères (autres)",
        "Déficience visuelle",
    ),
    "frais_a_charge": _one_of("Gratuit", "Gratuit sous condition", "Payant"),
    "dispositif_programmes_nationaux": _one_of(
        "Aidants Connect",
        "Bibliothèques numérique de référence",
        "Certification PIX",
        "Conseillers numériques",
        "Emmaüs Connect",
        "France Services",
        "Grande école du numérique",
        "La Croix Rouge",
        "Point d'accès numérique CAF",
        "Promeneurs du net",
        "Relais numérique (Emmaüs Connect)",
    ),
    "formations_labels": _one_of(
        "Formé à « Mon Espace Santé »",
        "Formé à « DUPLEX » (illettrisme)",
        "Arnia/MedNum BFC (Bourgogne-Franche-Comté)",
        "Collectif ressources et acteurs réemploi (Normandie)",
        "Étapes numériques(La Poste)",
        "Fabriques de Territoire",
        "Les Éclaireurs du numérique (Drôme)",
        "Mes Papiers (Métropole de Lyon)",
        "ORDI 3.0",
        "SUD LABS (PACA)",
    ),
    "autres_formations_labels": _FREE,
    "modalites_acces": _one_of(
        "Se présenter",
        "Téléphoner",
        "Contacter par mail",
        "Prendre un RDV en ligne",
        "Ce lieu n'accueille pas de public",
        "Envoyer un mail avec une fiche de prescription",
    ),
    "modalites_accompagnement": _one_of(
        "En autonomie", "Accompagnement individuel", "Dans un atelier collectif", "À distance"
    ),
    "fiche_acces_libre": _FREE,
    "prise_rdv": _FREE,
}
"""The schema's fields in its order. ``typologie`` is free there: its words are those of data.inclusion."""


def faults(line: Mapping[str, str]) -> Mapping[str, str]:
    """What is wrong with a line of the schema, by field; a missing cell counts as empty."""
    unknown = {name: "n'est pas un champ du schéma" for name in line if name not in FIELDS}
    found = {name: fault for name, rule in FIELDS.items() if (fault := rule.fault(line.get(name, "")))}
    return unknown | found
