"""Each column is repaired where that is sure, and doubted aloud where it is not."""

import re
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.errors import SourceError
from bot.importing.lieux import Maker
from bot.models.lieu import Confiance, Precision
from bot.models.question import Need
from tests.core.importing.sample import BELLEY, COWORKING, HEADER, RENNES, Folder


@pytest.fixture
def folder(tmp_path: Path, maker: Maker) -> Folder:
    return Folder(tmp_path / "lieux", maker)


def test_a_plain_row_becomes_a_lieu_of_the_annuaire_with_its_source(folder: Folder) -> None:
    (lieu,) = folder.lieux(BELLEY)
    assert (lieu.nom, lieu.adresse, lieu.code_postal, lieu.commune) == (
        "La Filature",
        "3 rue des Exemples",
        "01300",
        "Belley",
    )
    assert (lieu.latitude, lieu.longitude, lieu.precision) == (45.76, 5.688, Precision.ADRESSE)
    assert (lieu.usages, lieu.site_web) == ((Need.POSTE,), "http://www.filature.example")
    assert (lieu.confiance, lieu.date_maj.isoformat()[:7]) == (Confiance.ANNUAIRE, "2019-06")
    assert "Mission Coworking" in lieu.source


def test_there_is_one_file_for_each_department(folder: Folder) -> None:
    folder.lieux(BELLEY, RENNES)
    assert sorted(path.name for path in folder.path.glob("*.yaml")) == ["01-ain.yaml", "35-ille-et-vilaine.yaml"]


@pytest.mark.parametrize(
    ("changes", "postcode"),
    [
        pytest.param({"CP": "0"}, "01300", id="nought, the geocoded address knows"),
        pytest.param({"CP": "0", "GEOCOD": ""}, "01300", id="nought, the commune has one"),
        pytest.param({"CP": "1300"}, "01300", id="the zero a spreadsheet lost"),
        pytest.param({"CP": "01034"}, "01300", id="an INSEE code"),
        pytest.param({"CP": "01306", "COMINIT": "BELLEY CEDEX"}, "01300", id="CEDEX"),
        pytest.param({"CP": "", "COMINIT": "B elley"}, "01300", id="empty"),
    ],
)
def test_a_postcode_is_repaired(folder: Folder, changes: dict[str, str], postcode: str) -> None:
    (lieu,) = folder.lieux(BELLEY | changes)
    assert (lieu.code_postal, lieu.commune) == (postcode, "Belley")
    assert f"| 1 | La Filature | {'« ' + changes['CP'] + ' »' if changes['CP'] else 'vide'}" in folder.report()


def test_the_postcode_of_a_large_town_is_a_guess_and_said_so(folder: Folder) -> None:
    (lieu,) = folder.lieux(RENNES | {"CP": "0", "GEOCOD": ""})
    assert lieu.code_postal == "35000"
    assert "un de ceux de Rennes" in folder.report().partition("## À vérifier")[2]


@pytest.mark.parametrize(
    ("row", "commune"),
    [
        pytest.param(BELLEY | {"INSEECOM": "0", "NOMCOM": ""}, "Belley", id="no INSEE code"),
        pytest.param(BELLEY | {"COMINIT": "B elley", "CP": "0"}, "Belley", id="a split letter"),
        pytest.param(BELLEY | {"COMINIT": "", "NOMCOM": "", "CP": "0", "INSEECOM": "0", "GEOCOD": ""}, "Belley",
                     id="nothing but a point"),
        pytest.param(RENNES | {"INSEECOM": "14327", "CP": "0", "GEOCOD": ""}, "Rennes", id="another's INSEE code"),
        pytest.param({**RENNES, "COMINIT": "Rennes (le soir)", "INSEECOM": "0"}, "Rennes", id="an aside"),
    ],
)  # fmt: skip
def test_the_commune_is_told_from_whatever_column_knows_it(folder: Folder, row: dict[str, str], commune: str) -> None:
    (lieu,) = folder.lieux(row)
    assert lieu.commune == commune


def test_overseas_the_department_is_that_of_the_postcode(folder: Folder) -> None:
    row = RENNES | {"CP": "97418", "COMINIT": "Le Tampon", "INSEECOM": "0", "NOMCOM": "Le Tampon", "INSEEDEP": "2A"}
    row |= {"LAT": "-21.2231", "LONG": "55.5582", "INSEEMETRO": "2A041", "GEOCOD": "Chemin des Essais 97418 Le Tampon"}
    (lieu,) = folder.lieux(row)
    assert (lieu.departement, lieu.commune) == ("974", "Le Tampon")
    assert (lieu.latitude, lieu.precision) == (-21.2231, Precision.RUE)
    assert "département 2A : 974" in folder.report()


def test_a_point_in_a_neighbouring_commune_is_kept_and_doubted(folder: Folder) -> None:
    (lieu,) = folder.lieux(RENNES | {"LAT": "48.1214", "LONG": "-1.6040", "INSEEMETRO": "35051"})
    assert (lieu.commune, lieu.latitude) == ("Rennes", 48.1214)
    assert "le point est à Cesson-Sévigné" in folder.report()


def test_a_point_far_from_the_commune_gives_way_to_its_centre(folder: Folder) -> None:
    (lieu,) = folder.lieux(RENNES | {"LAT": "48.6500", "LONG": "-2.0100", "INSEEMETRO": "35288"})
    assert lieu.precision is Precision.COMMUNE
    assert abs(lieu.latitude - 48.11) < 0.05
    assert "le centre à la place" in folder.report()


@pytest.mark.parametrize("lat", ["", "abc", "nan", "inf", "0", "95"])
def test_a_row_without_a_position_is_at_the_centre_of_its_commune(folder: Folder, lat: str) -> None:
    (lieu,) = folder.lieux(BELLEY | {"LAT": lat, "LONG": "0" if lat == "0" else "5.688"})
    assert (lieu.commune, lieu.precision) == ("Belley", Precision.COMMUNE)


def test_a_town_abroad_is_left_out_whatever_its_point_says(folder: Folder) -> None:
    row = RENNES | {"CP": "0", "COMINIT": "Tournai", "INSEECOM": "0", "NOMCOM": "Tournai", "GEOCOD": "PLACE A LA MAIN"}
    lieux = folder.lieux(BELLEY, row)
    assert [lieu.nom for lieu in lieux] == ["La Filature"]
    assert "« Tournai » n'est pas une commune que le point confirme" in folder.report()


@pytest.mark.parametrize(
    ("geocod", "score", "precision"),
    [
        ("3 Rue des Exemples 01300 Belley", "0.94", Precision.ADRESSE),
        ("Rue des Exemples 01300 Belley", "0.7", Precision.RUE),
        ("Belley", "0.95", Precision.COMMUNE),
        ("3 Rue des Exemples, 01300 Belley, France", "9", Precision.ADRESSE),
        ("Rue des Exemples, 01300 Belley, France", "6", Precision.RUE),
        ("01300 Belley, France", "4", Precision.COMMUNE),
        ("PLACE A LA MAIN", "0.99", Precision.RUE),
    ],
)
def test_the_precision_is_what_was_geocoded(folder: Folder, geocod: str, score: str, precision: Precision) -> None:
    (lieu,) = folder.lieux(BELLEY | {"GEOCOD": geocod, "PRECISION": score})
    assert lieu.precision is precision


@pytest.mark.parametrize(
    ("name", "repaired"),
    [
        ("La  Boîte à\u00a0 Essais ", "La Boîte à Essais"),
        ("Le LieuÂ\u00a0| Coworking", "Le Lieu | Coworking"),
        ("Chez MÃ©lusine", "Chez Mélusine"),
        ("Fablab de B elley", "Fablab de Belley"),
        ("ESPACE DES TISSEUSES", "Espace des Tisseuses"),
        ("L'ATELIER", "L'Atelier"),
        ("RELAIS D'ENTREPRISES DE BELLEY", "Relais d'Entreprises de Belley"),
        ("CAFE DU CHEMIN", "Café du Chemin"),
        ("BZTQ", "BZTQ"),
        ("MIX", "MIX"),
        ("BZT COWORKING", "BZT Coworking"),
        ("Le 3D Lab", "Le 3D Lab"),
    ],
)
def test_a_name_is_written_as_one_would(folder: Folder, name: str, repaired: str) -> None:
    (lieu,) = folder.lieux(BELLEY | {"NOM_TL": name})
    assert lieu.nom == repaired


def test_a_name_in_capitals_that_may_be_initials_is_doubted(folder: Folder) -> None:
    folder.lieux(BELLEY | {"NOM_TL": "BZTQ"})
    assert "un sigle, peut-être" in folder.report().partition("## À vérifier")[2]


@pytest.mark.parametrize(
    ("address", "repaired"),
    [
        ("NULL", None),
        ("3 rue des Exemples -", "3 rue des Exemples"),
        ("3 RUE DES EXEMPLES", "3 Rue des Exemples"),
        ("3\u00a0 rue  des Exemples.", "3 rue des Exemples"),
        ("[Réservé aux salariés] 3 rue des Exemples", "3 rue des Exemples"),
    ],
)
def test_an_address_is_repaired(folder: Folder, address: str, repaired: str | None) -> None:
    (lieu,) = folder.lieux(BELLEY | {"ADRESSE": address})
    assert lieu.adresse == repaired


def test_a_reserved_access_is_said(folder: Folder) -> None:
    (lieu,) = folder.lieux(BELLEY | {"ADRESSE": "[Réservé aux salariés] 3 rue des Exemples"})
    assert lieu.acces == "Réservé aux salariés."


@pytest.mark.parametrize(
    ("cell", "site"),
    [
        ("filature.example", "http://filature.example"),
        ("HTTPS://Filature.Example/Venir", "https://filature.example/Venir"),
        ("http:/filature.example", "http://filature.example"),
        ("htpp://filature.example", "http://filature.example"),
        ("\u00a0www.filature.example", "http://www.filature.example"),
        ("Notre site\u00a0: https://filature.example/", "https://filature.example/"),
        ("https://filature.example|site web", "https://filature.example"),
        ("http://filature.example|filature.example]]", "http://filature.example"),
        ("http://filatÃ©.example", "http://filaté.example"),
        ("https://filature.example/une-tres-longue…", None),
        ("en cours", None),
        ("Madame UNETELLE", None),
        ("javascript:alert(1)", None),
        ("http://moi:secret@filature.example", None),
    ],
)
def test_a_web_site_is_one_that_opens_or_none(folder: Folder, cell: str, site: str | None) -> None:
    (lieu,) = folder.lieux(BELLEY | {"WEB": cell})
    assert lieu.site_web == site
    assert "Sites web" in folder.report()


@pytest.mark.parametrize(
    ("cells", "pages"),
    [
        ({"TWITTER": "@filature_b"}, ["https://twitter.com/filature_b"]),
        ({"TWITTER": "https://twitter.com/@filature_b?lang=fr"}, ["https://twitter.com/filature_b"]),
        ({"TWITTER": "https://www.instagram.com/filature/"}, ["https://www.instagram.com/filature/"]),
        ({"TWITTER": "https://www.facebook.com/filature"}, ["https://www.facebook.com/filature"]),
        (
            {"TWITTER": "https://twitter.com/fil https://www.linkedin.com/company/filature"},
            ["https://twitter.com/fil", "https://www.linkedin.com/company/filature"],
        ),
        ({"FACEBOOK": "filature.belley"}, ["https://www.facebook.com/filature.belley"]),
        ({"FACEBOOK": "/groups/filature"}, ["https://www.facebook.com/groups/filature"]),
        ({"FACEBOOK": "www.facebook.com/filature?fref=ts"}, ["https://www.facebook.com/filature"]),
        ({"WEB": "https://www.facebook.com/filature"}, ["https://www.facebook.com/filature"]),
        ({"FACEBOOK": "https://www.facebook.com/profile.php?id=1"}, []),
        ({"FACEBOOK": "La Filature - Cie du Pont"}, []),
        ({"TWITTER": "Linkedin / Twitter: @filature"}, ["https://twitter.com/filature"]),
    ],
)
def test_a_page_of_a_network_is_under_its_own_name(folder: Folder, cells: dict[str, str], pages: list[str]) -> None:
    (lieu,) = folder.lieux(BELLEY | {"WEB": ""} | cells)
    assert [link.url for link in lieu.liens] == pages
    assert all(link.nom.casefold() in link.url for link in lieu.liens)


@pytest.mark.parametrize(
    "name",
    ["MSAP de Belley", "IBIS Belley Centre", "Hôtel Ibis Belley", "Le Car (itinérant)", "Le 5 (Actuellement fermé)"],
)
def test_what_is_no_workplace_is_left_out_and_told(folder: Folder, name: str) -> None:
    lieux = folder.lieux(RENNES, BELLEY | {"NOM_TL": name})
    assert [lieu.nom for lieu in lieux] == ["Le Galet"]
    assert "Ce n'est pas un lieu où travailler" in folder.report().partition("## Laissé de côté")[2]


@pytest.mark.parametrize("name", ["Hôtel des Arts", "Cowork à l'ibis", "Centre social du Pont", "Le Labo mobile"])
def test_what_may_be_no_workplace_is_kept_and_doubted(folder: Folder, name: str) -> None:
    (lieu,) = folder.lieux(BELLEY | {"NOM_TL": name})
    assert lieu.nom == name
    assert "la fiche est gardée" in folder.report()


def test_two_rows_of_one_lieu_are_one_completed_by_the_other(folder: Folder) -> None:
    again = BELLEY | {"NOM_TL": "Coworking La filature", "FACEBOOK": "filature", "TYPO": "", "ADRESSE": ""}
    (lieu,) = folder.lieux(BELLEY, again)
    assert (lieu.id, lieu.nom, lieu.alias) == ("la-filature-mc1", "La Filature", ("Coworking La filature",))
    assert [link.nom for link in lieu.liens] == ["Facebook"]
    assert "réuni au n° 1" in folder.report()


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"ADRESSE": "9 rue des Preuves", "LAT": "45.7605"}, id="a chain's other address"),
        pytest.param({"TYPO": "Tiers lieux à dominante fablab"}, id="the fablab beside the coworking"),
        pytest.param({"NOM_TL": "La Filatura", "ADRESSE": ""}, id="a name that is nearly the same"),
    ],
)
def test_two_rows_that_may_be_one_lieu_are_both_kept_and_doubted(folder: Folder, other: dict[str, str]) -> None:
    assert len(folder.lieux(BELLEY, BELLEY | other)) == 2
    assert "Les deux sont gardés" in folder.report()


def test_no_person_and_no_address_of_one_is_carried_from_any_column(folder: Folder) -> None:
    personal = {"CONTACT": "Camille Unetelle", "MAIL": "camille@unetelle.example"}
    row = BELLEY | personal | {
        "NOM_TL": "La Filature (contact : Mme Unetelle)",
        "ADRESSE": "3 rue des Exemples, chez M. Untel, 06 12 34 56 78",
        "WEB": "camille@unetelle.example",
        "FACEBOOK": "camille@unetelle.example",
        "TWITTER": "https://www.linkedin.com/in/camille-unetelle",
    }  # fmt: skip
    (lieu,) = folder.lieux(row)
    assert (lieu.nom, lieu.adresse) == ("La Filature", "3 rue des Exemples")
    everything = "".join(path.read_text(encoding="utf-8") for path in folder.path.iterdir())
    for trace in ("@", "Unetelle", "unetelle", "Untel", "06 12"):
        assert trace not in everything, trace


def test_a_street_called_monsieur_stays(folder: Folder) -> None:
    (lieu,) = folder.lieux(BELLEY | {"ADRESSE": "3 rue Monsieur le Prince", "TYPO": COWORKING})
    assert lieu.adresse == "3 rue Monsieur le Prince"


ANYTHING = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        ["@", "a@b.fr", "é@é.example", "M. Untel", "NULL", "0", "http://", "www.", "[", "(", "ÃÂâ€™", "97"]
    ),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(st.lists(st.dictionaries(st.sampled_from(HEADER[1:15]), ANYTHING, max_size=8), min_size=1, max_size=3))
def test_whatever_the_cells_hold_the_files_are_right_and_carry_no_address(
    tmp_path_factory: pytest.TempPathFactory, maker: Maker, cells: list[dict[str, str]]
) -> None:
    folder = Folder(tmp_path_factory.mktemp("import") / "lieux", maker)
    with suppress(SourceError):  # no row at all, or a cell that no CSV holds
        folder.update(*(BELLEY | each for each in cells))
        for lieu in folder.read():
            assert lieu.departement.isalnum()
        assert (
            re.findall(
                r"\w@\w+\.[a-z]{2,}\b", "".join(path.read_text(encoding="utf-8") for path in folder.path.iterdir())
            )
            == []
        )
