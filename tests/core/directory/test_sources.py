"""The directory that ships holds every lieu of the press kit, the flyer and the study, each once, and no guess."""

import csv
import re
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from bot.directory.store import read_directory
from bot.models.lieu import Confiance, Lieu, Precision
from bot.models.question import Need
from bot.text import fold_name

ROOT = Path(__file__).parents[3]
DATA = ROOT / "data"
SEEDS = ROOT.parent / "shared" / "seeds"

PAGE = "Les lieux de la communauté, page du guide de beta.gouv.fr"
KIT = "Dossier de presse « Fabriques de territoire »"
FLYER = "Dépliant du Département de la Drôme sur le coworking"
STUDY = "Étude « CAE et tiers-lieux » de la CGScop"
COUNTS = {PAGE: 29, KIT: 84, FLYER: 2, STUDY: 52}
"""The lieux that each source describes: the kit's 80 rows and 4 places quoted, the study's 42 rows and 10 others."""

OF_BOTH = {
    "sapie", "tetris", "friche-la-belle-de-mai", "les-imaginations-fertiles", "le-wip", "l-usine-vivante",
}  # fmt: skip
MENDED_CODES = {"57280": "57070"}
"""La Passerelle is in Metz: 57280 is the postcode of Maizières-lès-Metz."""
MENDED_TOWNS = {"villeunaux la petite": "villenauxe la petite", "st denis": "saint denis"}


class Row(NamedTuple):
    """A row of a source's table: a name, a postcode (or the number of a department), a town."""

    name: str
    code: str
    town: str


def _lieux() -> tuple[Lieu, ...]:
    return read_directory([DATA / "lieux"])[0].lieux


LIEUX = _lieux()
LISTED = [lieu for lieu in LIEUX if lieu.confiance is not Confiance.COMMUNAUTE]


def _communes() -> list[dict[str, str]]:
    with (DATA / "places" / "communes.csv").open(encoding="utf-8", newline="") as file:
        towns = {lieu.commune for lieu in LISTED}
        return [row for row in csv.DictReader(file) if re.sub(r" \d+er? .*", "", row["nom"]) in towns]


COMMUNES = _communes()


def _sources(lieu: Lieu) -> set[str]:
    return {lieu.source, *(other.source for other in lieu.autres_sources)}


def _seed(number: str) -> str:
    if not SEEDS.is_dir():
        pytest.skip("the sources themselves are not kept in this repository")
    return next(SEEDS.glob(f"{number}_*.txt")).read_text(encoding="utf-8")


def _named(row: Row) -> list[Lieu]:
    wanted = fold_name(row.name)
    return [lieu for lieu in LIEUX if wanted in {fold_name(name) for name in (lieu.nom, *lieu.alias)}]


def test_each_source_counts_its_lieux_and_each_lieu_its_sources() -> None:
    assert Counter(source for lieu in LIEUX for source in _sources(lieu)) == COUNTS
    assert {lieu.id for lieu in LIEUX if lieu.autres_sources} == OF_BOTH
    assert len(LIEUX) == sum(COUNTS.values()) - len(OF_BOTH)


def test_each_row_of_the_press_kit_is_a_lieu_with_its_postcode_and_town() -> None:
    rows = [Row(*m) for m in re.findall(r"^(.+)\t(\d{5})\t(.+)$", _seed("002"), flags=re.MULTILINE)]
    assert len(rows) == 80
    for row in rows:
        code, town = MENDED_CODES.get(row.code, row.code), fold_name(row.town)
        found = [lieu for lieu in _named(row) if (lieu.code_postal, fold_name(lieu.commune)) == (code, town)]
        assert len(found) == 1, row
        assert KIT in _sources(found[0]), row


def test_each_row_of_the_study_is_a_lieu_in_its_town_and_department() -> None:
    rows = [
        Row(cells[1], found[2], found[1])
        for line in _seed("004").splitlines()
        if len(cells := line.split("\t")) > 6 and (found := re.fullmatch(r"(.+) \((\d\d)\)", cells[3]))
    ]
    assert len(rows) == 41, "and La Fabrique à Neuf, which is in several towns"
    for row in [*rows, Row("La Fabrique à Neuf", "91", "Corbeil-Essonnes")]:
        (lieu,) = _named(row)
        town = fold_name(row.town)
        assert fold_name(lieu.commune) == MENDED_TOWNS.get(town, town), row
        assert lieu.departement == row.code, row
        assert STUDY in _sources(lieu), row


@pytest.mark.parametrize(
    ("name", "town", "source"),
    [
        ("La Ruche", "Paris", KIT),
        ("Shadok", "Strasbourg", KIT),
        ("Simone et les Mauhargats", "Saint-Macaire", KIT),
        ("La Bricothèque", "Pernes-les-Fontaines", KIT),
        ("L'Usine Vivante", "Crest", FLYER),
        ("Les Usines Vivantes", "Crest", STUDY),
        ("Le Moulin Digital", "Alixan", FLYER),
        ("La Poudrière", "Nancy", STUDY),
        ("Labo M", "Montélimar", STUDY),
        ("La Coopérative", "Nantes", STUDY),
        ("Domaine de Viviers", "Clapiers", STUDY),
        ("La Myne", "Villeurbanne", STUDY),
        ("LaGrappe", "Lille", STUDY),
        ("Saint-So Bazaar", "Lille", STUDY),
        ("Les Grands Voisins", "Paris", STUDY),
        ("Woopa", "Vaulx-en-Velin", STUDY),
    ],
)
def test_the_places_that_the_sources_quote_or_describe_are_there(name: str, town: str, source: str) -> None:
    (lieu,) = _named(Row(name, "", town))
    assert lieu.commune == town
    assert source in _sources(lieu)


def test_the_dates_are_those_of_the_sources() -> None:
    dates = {(lieu.source, lieu.date_maj.isoformat()) for lieu in LIEUX}
    dates |= {(other.source, other.date_maj.isoformat()) for lieu in LIEUX for other in lieu.autres_sources}
    assert dates == {(PAGE, "2025-12-01"), (KIT, "2020-02-03"), (FLYER, "2017-01-01"), (STUDY, "2018-12-17")}


def test_the_contacts_of_the_flyer_are_its_persons_and_marked_so() -> None:
    contacts = {lieu.id: lieu.contacts for lieu in LISTED if lieu.contacts}
    assert set(contacts) == {"l-usine-vivante", "le-moulin-digital"}
    ((crest,), (moulin,)) = contacts["l-usine-vivante"], contacts["le-moulin-digital"]
    assert (crest.nom, crest.courriel) == ("Sébastien Choupas", "sebastien.choupas@usinevivante.org")
    assert (moulin.courriel, moulin.telephone) == ("lenglemetz@lemoulindigital.fr", "04 75 83 50 58")
    assert crest.personnel
    assert moulin.personnel


@pytest.mark.parametrize("lieu", LISTED, ids=lambda lieu: lieu.id)
def test_a_listed_lieu_stands_at_the_centre_of_its_commune_and_says_no_more(lieu: Lieu) -> None:
    of_town = [row for row in COMMUNES if re.fullmatch(rf"{lieu.commune}( \d+er? .*)?", row["nom"])]
    of_town = [row for row in of_town if row["departement"] == lieu.departement]
    assert (lieu.latitude, lieu.longitude) in {(float(row["lat"]), float(row["lon"])) for row in of_town}
    assert lieu.code_postal in {code for row in of_town for code in row["codes_postaux"].split()}
    assert lieu.precision is Precision.COMMUNE


def test_a_label_proves_no_use_but_what_its_name_says() -> None:
    labels = [lieu for lieu in LISTED if lieu.confiance is Confiance.LABEL and lieu.source == KIT]
    assert {lieu.id: lieu.usages for lieu in labels if lieu.usages} == {
        "konk-ar-lab": (Need.FABRICATION,),
        "fablab-des-3-lapins": (Need.FABRICATION,),
    }


@pytest.mark.parametrize("file", sorted((DATA / "lieux").glob("region-*.yaml")), ids=lambda file: file.name)
def test_the_top_of_a_region_tells_what_it_is_and_where_to_learn_more(file: Path) -> None:
    first = file.read_text(encoding="utf-8").splitlines()[1]  # the line above is for editors
    assert first.startswith("# Des lieux ")
    assert "confirmer" in first
    assert "data/README.md" in first
