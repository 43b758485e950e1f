"""The national schema's CSV "Lieux de médiation numérique", v1.0.2."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

import phonenumbers

from bot.directory.exports.cells import csv_text, harmless
from bot.directory.exports.discretion import Discretion
from bot.directory.exports.mednum_rules import FIELDS, faults
from bot.directory.exports.words import caution, sentence
from bot.directory.snapshot import Snapshot
from bot.models.lieu import Lieu
from bot.models.place import Atlas, PlaceKind
from bot.text import fold_name

UNKNOWN_PIVOT = "00000000000000"
"""What the national map's own tool writes for a lieu whose SIRET nobody knows (anct-cartographie-nationale/mednum-cli,
README, "pivot"); the directory knows none."""

TYPOLOGIE = "TIERS_LIEUX"
"""data.inclusion's word for "tiers-lieu & coworking"."""

_EXACT = frozenset({"telephone", "latitude", "longitude"})  # their own form begins with a sign, which is no formula
_ACCES_LIBRE = "acceslibre.beta.gouv.fr"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A lieu that the schema has no room for, and what is wrong with each of its fields."""

    lieu: Lieu
    faults: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Mednum:
    """The lieux as the schema's CSV, in the order of their ids, and those left out of it."""

    text: str
    left_out: tuple[LeftOut, ...]


def mednum(lieux: Iterable[Lieu], directory: Snapshot, atlas: Atlas) -> Mednum:
    """``lieux``, some of the ``directory``, in the national schema without personal contacts.

    ``atlas`` knows the communes' codes.

    What the directory says nothing of (services, publics…) stays empty. A lieu without an address is left out, since
    the schema demands one.
    """
    discretion = Discretion(directory.lieux)
    rows: list[tuple[str, ...]] = []
    left_out: list[LeftOut] = []
    for lieu in sorted(lieux, key=lambda lieu: lieu.id):
        line = _line(discretion.published(lieu), atlas)
        if wrong := faults(line):
            left_out.append(LeftOut(lieu, wrong))
        else:
            rows.append(tuple(line.get(name, "") for name in FIELDS))
    return Mednum(csv_text(tuple(FIELDS), rows), tuple(left_out))


def _line(lieu: Lieu, atlas: Atlas) -> dict[str, str]:
    courriels = tuple(dict.fromkeys((*lieu.courriels, *(c.courriel for c in lieu.contacts if c.courriel))))
    sites = (lieu.site_web, *(link.url for link in lieu.liens if not _acces_libre(link.url)))
    line = {
        "id": lieu.id,
        "pivot": UNKNOWN_PIVOT,
        "nom": lieu.nom,
        "commune": lieu.commune,
        "code_postal": lieu.code_postal,
        "code_insee": _code_insee(lieu, atlas),
        "adresse": lieu.adresse or "",
        "complement_adresse": lieu.complement_adresse or "",
        "latitude": str(lieu.latitude),
        "longitude": str(lieu.longitude),
        "typologie": TYPOLOGIE,
        "telephone": _telephone(lieu),
        "courriels": _list(courriels),
        "site_web": _list(filter(None, sites)),
        "horaires": lieu.horaires or "",
        "presentation_resume": harmless(lieu.presentation_resume or "")[: FIELDS["presentation_resume"].most],
        "presentation_detail": _detail(lieu),
        "source": " ; ".join((lieu.source, *(each.source for each in lieu.autres_sources))),
        "itinerance": "Fixe",
        "date_maj": lieu.date_maj.isoformat(),
        "frais_a_charge": lieu.frais_a_charge or "",
        "modalites_acces": "Prendre un RDV en ligne" if lieu.prise_rdv else "",
        "fiche_acces_libre": next((link.url for link in lieu.liens if _acces_libre(link.url)), ""),
        "prise_rdv": lieu.prise_rdv or "",
    }
    return {name: cell if name in _EXACT else harmless(cell) for name, cell in line.items()}


def _detail(lieu: Lieu) -> str:
    told = (caution(lieu), lieu.acces, *lieu.conditions, *lieu.tarifs)
    return " ".join(sentence(text) for text in told if text)


def _list(values: Iterable[str]) -> str:
    """A list of the schema: a "|" within a value would part it in two."""
    return "|".join(value.replace("|", "%7C") for value in values)


def _acces_libre(url: str) -> bool:
    return urlsplit(url).hostname == _ACCES_LIBRE


def _telephone(lieu: Lieu) -> str:
    """The first number of the lieu that the schema can hold: French, with its prefix, without blanks."""
    numbers = (lieu.telephone, *(contact.telephone for contact in lieu.contacts))
    written = (_international(number, lieu.departement) for number in numbers if number)
    return next((number for number in written if FIELDS["telephone"].fault(number) is None), "")


# The territories that number their telephones apart, by the start of their postcodes (ISO 3166-1).
_REGIONS = {
    "971": "GP",
    "972": "MQ",
    "973": "GF",
    "974": "RE",
    "975": "PM",
    "976": "YT",
    "986": "WF",
    "987": "PF",
    "988": "NC",
}


def _international(number: str, departement: str) -> str:
    """``number`` with its prefix, read as one of the department or else as one of metropolitan France; "" for none."""
    for region in (_REGIONS.get(departement, "FR"), "FR"):
        try:
            parsed = phonenumbers.parse(number, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(parsed):
            return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    return ""


def _code_insee(lieu: Lieu, atlas: Atlas) -> str:
    """The code of the commune, empty when the map does not know it under this name in this department."""
    for hint in (lieu.departement, lieu.code_postal):
        place = atlas.locate(f"{lieu.commune} ({hint})").place
        if place and place.kind is PlaceKind.COMMUNE and fold_name(place.name) == fold_name(lieu.commune):
            return place.code
    return ""
