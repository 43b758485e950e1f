"""From a row to a lieu, each column repaired where that is sure, and every repair and doubt told."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from pydantic import ValidationError

from bot.importing.communes import Communes
from bot.importing.finding import Finding, Notes, Sort, Subject
from bot.importing.links import is_personal, label, network_of, pages, web_site
from bot.importing.placing import Placed, geocoded, place
from bot.importing.rows import Row
from bot.importing.spelling import clean, is_shouted, lowered, rejoined, without_persons
from bot.importing.words import Words, borne
from bot.models.lieu import Confiance, Lieu
from bot.models.place import Atlas
from bot.models.question import Need
from bot.text import fold_name

SOURCE = "Mission Coworking (CGET)"
SOURCE_URL = "https://github.com/anct-carto/mission_coworking"
FROZEN = date(2019, 6, 1)
"""The database is of June 2019."""
_USAGES = {"coworking": Need.POSTE, "fablab": Need.FABRICATION}
_SLUG = 60
_SPOILT = frozenset("¤�Ã")


@dataclass(frozen=True, slots=True)
class Imported:
    """A lieu made from the row of this number, the first one when several rows describe it."""

    row: int
    lieu: Lieu


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes lieux out of rows, from the map and the words of the database."""

    communes: Communes
    atlas: Atlas
    words: Words

    def lieu(self, row: Row) -> tuple[Imported | None, Sequence[Finding]]:
        """The lieu of ``row``, None when it is no workplace or nowhere; and everything found in it."""
        notes = Notes(row.number, without_persons(clean(row.nom_tl)))
        sign = borne(self.words.pas_un_lieu, notes.name)
        if sign is not None:
            notes.add(Sort.LEFT_OUT, Subject.NO_WORKPLACE, sign.pourquoi)
            return None, notes.findings
        placed = place(row, self.communes, self.atlas, notes)
        if placed is None:
            where = clean(row.cominit) or clean(row.nomcom) or "rien"
            notes.add(Sort.LEFT_OUT, Subject.COMMUNE, f"« {where} » n'est pas une commune que le point confirme")
            return None, notes.findings
        keys = self._keys(row, placed, notes)
        doubt = borne(self.words.a_verifier, notes.name, row.cominit)
        if doubt is not None:
            notes.add(Sort.DOUBTED, Subject.NO_WORKPLACE, f"{doubt.pourquoi} : la fiche est gardée")
        try:
            return Imported(row.number, Lieu.model_validate(keys)), notes.findings
        except ValidationError as error:
            wrong = ", ".join(sorted({str(details["loc"][0]) for details in error.errors()}))
            notes.add(Sort.LEFT_OUT, Subject.ROW, f"des valeurs impossibles ({wrong})")
            return None, notes.findings

    def _keys(self, row: Row, placed: Placed, notes: Notes) -> dict[str, object]:
        """The keys of the lieu's entry, those of its file's head among them."""
        name = self._name(row, placed, notes)
        site, links = _links(row, notes)
        access = borne(self.words.acces, clean(row.adresse), clean(row.cominit), clean(row.nom_tl))
        if access is not None:
            notes.add(Sort.REPAIRED, Subject.ACCESS, f"dans l'adresse : {access.dit}")
        usages = [need for word, need in _USAGES.items() if word in fold_name(row.typo).split()]
        keys: dict[str, object] = {
            "id": slug(name, row.number),
            "nom": name,
            "adresse": _address(row, access.contient if access else (), notes) or None,
            "code_postal": placed.postcode,
            "commune": placed.commune.name,
            "latitude": round(placed.lat, 6),
            "longitude": round(placed.lon, 6),
            "precision": placed.precision,
            "site_web": site or None,
            "liens": links,
            "usages": usages,
            "acces": access.dit if access else None,
            "confiance": Confiance.ANNUAIRE,
            "source": SOURCE,
            "source_url": SOURCE_URL,
            "date_maj": FROZEN,
        }
        return {key: value for key, value in keys.items() if value not in (None, [], ())}

    def _name(self, row: Row, placed: Placed, notes: Notes) -> str:
        tidy = clean(row.nom_tl)
        name = without_persons(tidy)
        if name != tidy:
            notes.add(Sort.REPAIRED, Subject.PRIVACY, "une personne ou son adresse, dans le nom : retirée")
        name = rejoined(name, placed.commune.name).strip(" -–") or placed.commune.name
        if tidy != row.nom_tl or name != without_persons(tidy):
            notes.add(Sort.REPAIRED, Subject.NAME, f"espaces et accents : {name}")
        if not is_shouted(name):
            return name
        spelt, sure = lowered(name, self.words.spelling, placed.commune.name)
        if spelt != name:
            notes.add(Sort.REPAIRED if sure else Sort.DOUBTED, Subject.NAME, f"tout en capitales : {spelt}")
        else:
            notes.add(Sort.DOUBTED, Subject.NAME, "tout en capitales : un sigle, peut-être, laissé tel quel")
        return spelt


def slug(name: str, number: int) -> str:
    """The id of a row's lieu: its name, and its number, which no other lieu has."""
    words = re.findall(r"[a-z0-9]+", fold_name(name))
    return f"{'-'.join(words)[:_SLUG].strip('-') or 'lieu'}-mc{number}"


def _address(row: Row, access: Sequence[str], notes: Notes) -> str:
    """The address without what spoils it; one in capitals as the geocoder spells it, when that is the same."""
    street = geocoded(row).street
    said = clean(row.adresse)
    if said.upper() == "NULL":
        notes.add(Sort.REPAIRED, Subject.ADDRESS, "« NULL » : rien")
        said = ""
    bare = without_persons(said)
    if bare != said:
        notes.add(Sort.REPAIRED, Subject.PRIVACY, "une personne ou son adresse, dans l'adresse : retirée")
    for word in access:
        bare = " ".join(part for part in _outside_brackets(bare) if word not in fold_name(part))
    bare = bare.strip(" -–—,.;")
    if not bare:
        return ""
    if _SPOILT.intersection(bare) or (bare.count("(") != bare.count(")")):
        repaired = street or "".join(c for c in bare if c not in _SPOILT)
        notes.add(Sort.DOUBTED, Subject.ADDRESS, f"« {without_persons(said)} » : {repaired}")
        return repaired
    if is_shouted(bare) and street and fold_name(street) == fold_name(bare):
        bare = street
    if bare not in {row.adresse, without_persons(row.adresse)}:
        notes.add(Sort.REPAIRED, Subject.ADDRESS, f"« {without_persons(said)} » : {bare}")
    return bare


def _outside_brackets(text: str) -> list[str]:
    parts = text.replace("[", "\n[").replace("]", "]\n").split("\n")
    return [part.strip() for part in parts if part.strip()]


def _links(row: Row, notes: Notes) -> tuple[str, list[dict[str, str]]]:
    """The web site, and the pages on networks, one for each network."""
    web = web_site(clean(row.web))
    if web.refused:
        # What has no dot is no address at all, and may name a person.
        shown = f"« {clean(row.web)} » : " if "." in row.web and "@" not in row.web else ""
        notes.add(Sort.DOUBTED, Subject.WEB, f"{shown}{web.refused}, rien n'en est repris")
    if web.repaired or (web.url and clean(row.web) != row.web):
        notes.add(Sort.REPAIRED, Subject.WEB, web.repaired or web.url)
    on_network = network_of(web.url) != ""
    cells = (("web", web.url if on_network else ""), ("twitter", clean(row.twitter)), ("facebook", clean(row.facebook)))
    found: dict[str, str] = {}
    for column, cell in cells:
        for network, url in _pages(cell, column, notes):
            found.setdefault(network, url)
    return "" if on_network else web.url, [{"nom": label(network), "url": url} for network, url in found.items()]


def _pages(cell: str, column: str, notes: Notes) -> Iterator[tuple[str, str]]:
    """The networks and pages of a cell that may be carried."""
    named = list(pages(cell, column))
    if cell and not named:
        refused = f"{column.upper()} : ce n'est pas l'adresse d'une page, rien n'en est repris"
        notes.add(Sort.DOUBTED, Subject.NETWORK, refused)
    for network, url in named:
        if is_personal(url):
            refused = f"{label(network)} : le compte d'une personne, peut-être, rien n'en est repris"
            notes.add(Sort.DOUBTED, Subject.PRIVACY, refused)
            continue
        if network != column:
            notes.add(Sort.REPAIRED, Subject.NETWORK, f"{url} était dans la colonne {column.upper()}")
        elif url != cell:
            notes.add(Sort.REPAIRED, Subject.NETWORK, f"{column.upper()} : {url}")
        yield network, url
