"""The national schema's CSV, valid against its rules."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.assistant.world import World
from bot.directory.exports.mednum import Mednum, mednum
from bot.directory.exports.mednum_rules import FIELDS, faults
from bot.models.lieu import Lieu
from tests.any_lieux import any_lieux
from tests.builders import lieu, snapshot_of

HEADER = [
    "id",
    "pivot",
    "nom",
    "commune",
    "code_postal",
    "code_insee",
    "adresse",
    "complement_adresse",
    "latitude",
    "longitude",
    "typologie",
    "telephone",
    "courriels",
    "site_web",
    "horaires",
    "presentation_resume",
    "presentation_detail",
    "source",
    "itinerance",
    "structure_parente",
    "date_maj",
    "services",
    "publics_specifiquement_adresses",
    "prise_en_charge_specifique",
    "frais_a_charge",
    "dispositif_programmes_nationaux",
    "formations_labels",
    "autres_formations_labels",
    "modalites_acces",
    "modalites_accompagnement",
    "fiche_acces_libre",
    "prise_rdv",
]
RIGHT = {
    "id": "un-lieu",
    "pivot": "12345678901234",
    "nom": "Un lieu",
    "commune": "Ajaccio",
    "code_postal": "20000",
    "code_insee": "2A004",
    "adresse": "1 rue des Tests",
    "date_maj": "2025-12-01",
}


def lines(result: Mednum) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(result.text, newline="")))


def line(each: Lieu, world: World) -> dict[str, str]:
    return lines(mednum([each], snapshot_of(each), world.atlas))[0]


def test_the_fields_are_the_schema_s_in_its_order() -> None:
    assert list(FIELDS) == HEADER


def test_a_line_with_what_is_required_is_right() -> None:
    assert faults(RIGHT) == {}


@pytest.mark.parametrize(
    ("field", "cell"),
    [
        *((name, "") for name in ("id", "pivot", "nom", "commune", "code_postal", "adresse", "date_maj")),
        ("pivot", "123 456 789"),
        ("pivot", "12345678"),
        ("code_postal", "2A004"),
        ("code_postal", "٣٥٠٠٠"),
        ("code_insee", "20004"),
        ("latitude", "48,1"),
        ("longitude", "nan"),
        ("telephone", "01 79 84 33 00"),
        ("telephone", "+32212345678"),
        ("presentation_resume", "x" * 281),
        ("itinerance", "Fixe|Posé"),
        ("services", "Café"),
        ("publics_specifiquement_adresses", "Jeunes|"),
        ("frais_a_charge", "gratuit"),
        ("modalites_acces", "Se présenter,Téléphoner"),
        ("date_maj", "01/12/2025"),
        ("date_maj", "20251201"),
        ("horaire", "Mo-Fr"),
    ],
)
def test_a_wrong_cell_is_named(field: str, cell: str) -> None:
    assert list(faults(RIGHT | {field: cell})) == [field]


@pytest.mark.parametrize(
    ("field", "cell"),
    [
        ("telephone", "+262262415050"),
        ("frais_a_charge", "Gratuit sous condition|Payant"),
        ("formations_labels", "Fabriques de Territoire|SUD LABS (PACA)"),
        ("modalites_acces", "Prendre un RDV en ligne"),
        ("latitude", "-20.9"),
    ],
)
def test_a_right_cell_is_accepted(field: str, cell: str) -> None:
    assert faults(RIGHT | {field: cell}) == {}


def test_the_real_directory_is_valid_and_no_lieu_is_lost_silently(world: World) -> None:
    snapshot = world.directory.snapshot
    result = mednum(snapshot.lieux, snapshot, world.atlas)
    written = lines(result)
    assert [each for each in written if faults(each)] == []
    assert {each["id"] for each in written} | {out.lieu.id for out in result.left_out} == set(snapshot.by_id)
    assert {out.lieu.id for out in result.left_out} == {each.id for each in snapshot.lieux if not each.adresse}
    assert all(each["code_insee"] for each in written)


@given(st.lists(any_lieux(), max_size=3, unique_by=lambda each: each.id))
def test_any_line_that_is_written_is_valid(world: World, lieux: list[Lieu]) -> None:
    result = mednum(lieux, snapshot_of(*lieux), world.atlas)
    written = lines(result)
    assert [faults(each) for each in written if faults(each)] == []
    assert len(written) + len(result.left_out) == len(lieux)
    assert all(list(out.faults) == ["adresse"] for out in result.left_out)


@pytest.mark.parametrize(
    ("number", "postcode", "told"),
    [
        ("01 79 84 33 00", "35000", "+33179843300"),
        ("0262 41 50 50", "97400", "+262262415050"),
        ("01 79 84 33 00", "97400", "+33179843300"),
        ("0596 60 00 00", "97200", "+596596600000"),
        ("+32 2 123 45 67", "35000", ""),
    ],
)
def test_a_telephone_is_written_with_its_prefix(world: World, number: str, postcode: str, told: str) -> None:
    assert (
        line(lieu("x", 48, -1, adresse="1 rue X", telephone=number, code_postal=postcode), world)["telephone"] == told
    )


@pytest.mark.parametrize(
    ("commune", "postcode", "code"),
    [
        ("Rennes", "35000", "35238"),
        ("Paris", "75007", "75056"),
        ("Saint-Denis", "97400", "97411"),
        ("Saint-Denis", "93200", "93066"),
        ("Ajaccio", "20090", "2A004"),
        ("Cergy", "95027", "95127"),
        ("Rennez", "35000", ""),
    ],
)
def test_the_commune_has_its_official_code(world: World, commune: str, postcode: str, code: str) -> None:
    there = lieu("x", 48, -1, adresse="1 rue X", commune=commune, code_postal=postcode)
    assert line(there, world)["code_insee"] == code


def test_what_the_directory_knows_is_told_in_the_schema_s_words(world: World) -> None:
    full = lieu(
        "x",
        48.1,
        -1.6,
        adresse="1 rue X",
        site_web="https://a.example",
        liens=[
            {"nom": "Plan", "url": "https://a.example/plan?x=1|2"},
            {"nom": "Accès", "url": "https://acceslibre.beta.gouv.fr/app/35-rennes/a/x/erp/y/"},
        ],
        prise_rdv="https://a.example/reserver",
        frais_a_charge="Gratuit sous condition",
        horaires="Mo-Fr 09:00-18:00",
        acces="Les agents publics",
        conditions=["Réserve la veille."],
    )
    told = line(full, world)
    assert told["site_web"] == "https://a.example|https://a.example/plan?x=1%7C2"
    assert told["fiche_acces_libre"] == "https://acceslibre.beta.gouv.fr/app/35-rennes/a/x/erp/y/"
    assert (told["modalites_acces"], told["prise_rdv"]) == ("Prendre un RDV en ligne", "https://a.example/reserver")
    assert (told["frais_a_charge"], told["horaires"]) == ("Gratuit sous condition", "Mo-Fr 09:00-18:00")
    assert told["presentation_detail"] == "Les agents publics. Réserve la veille."
    assert (told["itinerance"], told["typologie"]) == ("Fixe", "TIERS_LIEUX")
