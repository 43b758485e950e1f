"""A member writes a lieu; what is right is read, what is wrong is said with its file, its line and a cure."""

from pathlib import Path

import pytest

from bot.directory.store import read_directory
from bot.models.lieu import Precision
from bot.models.question import Need
from tests.core.directory.written import FIRST, fiche, ids, read, said, text_of

NO_POSTCODE = "n'est pas un code postal : il en faut les cinq chiffres, comme 01500"
NO_LINK = "un lien commence par https:// ou http://, nomme un site, et ne contient pas d'espace"
NO_PHONE = "un numéro s'écrit avec dix chiffres (01 79 84 33 00) ou avec son indicatif (+33 …)"
NO_HOURS = "horaires illisibles : ils s'écrivent comme dans OpenStreetMap, par exemple « Mo-Fr 09:00-18:00 »"
NO_CHANNEL = "n'est pas un canal : écris son nom tel qu'il est dans son adresse, comme bureaux-bretagne"
NO_KEYS = "attend des clés et des valeurs : une ligne « clé: valeur » pour chacune"
USAGES = "choisis parmi 'poste', 'reunion', 'evenement', 'fabrication'"


# What is right


def test_a_right_file_gives_its_territory_its_lieux_and_their_lines(tmp_path: Path) -> None:
    reading = read(tmp_path, text_of(fiche("un"), fiche("deux")))

    assert reading.problems == ()
    assert reading.territory is not None
    assert (reading.territory.id, reading.territory.place) == ("bugey", "Belley")
    assert [lieu.id for lieu in reading.territory.lieux] == ["un", "deux"]
    assert [entry.line for entry in reading.entries] == [FIRST, FIRST + 6]


@pytest.mark.parametrize("written", ["01500", '"01500"', "'01500'"])
def test_a_postcode_keeps_its_leading_zero_quoted_or_not(tmp_path: Path, written: str) -> None:
    (entry,) = read(tmp_path, text_of(fiche("un", code_postal=written))).entries

    assert entry.lieu.code_postal == "01500"
    assert entry.lieu.departement == "01"


@pytest.mark.parametrize(
    ("key", "written"),
    [("commune", "NO"), ("nom", "on"), ("nom", "12:30"), ("nom", "0612345670"), ("adresse", "1e3"), ("nom", "1_000")],
)
def test_a_text_stays_what_was_written_whatever_yaml_would_make_of_it(tmp_path: Path, key: str, written: str) -> None:
    (entry,) = read(tmp_path, text_of(fiche("un", **{key: written}))).entries

    assert getattr(entry.lieu, key) == written


def test_every_kind_of_value_is_read(tmp_path: Path) -> None:
    text = text_of(
        fiche("un", precision="rue", usages="[poste, reunion]", capacites="{reunion: 8}", accessible="oui")
        + "    canaux: {mattermost: bureaux-bugey}\n"
        + "    contacts:\n      - {nom: Camille, courriel: c@lieu.example, personnel: oui}\n"
        + "    liens:\n      - {nom: Le plan, url: 'https://lieu.example/plan'}\n"
    )

    (entry,) = read(tmp_path, text).entries

    lieu = entry.lieu
    assert lieu.precision is Precision.RUE
    assert lieu.usages == (Need.POSTE, Need.REUNION)
    assert lieu.capacites == {Need.REUNION: 8}
    assert lieu.accessible is True
    assert lieu.canaux == {"mattermost": ("bureaux-bugey",)}
    assert lieu.contacts[0].personnel is True
    assert lieu.liens[0].url == "https://lieu.example/plan"


def test_a_lieu_takes_the_source_and_the_date_of_its_file_unless_it_has_its_own(tmp_path: Path) -> None:
    text = text_of(fiche("un"), fiche("deux", source="Leur site", date_maj="2024-05-06"))

    first, second = (entry.lieu for entry in read(tmp_path, text).entries)

    assert (first.source, first.date_maj.isoformat()) == ("Une visite", "2025-12-01")
    assert (second.source, second.date_maj.isoformat()) == ("Leur site", "2024-05-06")


@pytest.mark.parametrize(
    "encoded",
    [
        pytest.param(b"\xef\xbb\xbf" + text_of(fiche("un")).encode(), id="BOM"),
        pytest.param(text_of(fiche("un")).replace("\n", "\r\n").encode(), id="CRLF"),
        pytest.param(b"\xef\xbb\xbf" + text_of(fiche("un")).replace("\n", "\r\n").encode(), id="BOM and CRLF"),
        pytest.param(text_of(fiche("un")).rstrip().encode(), id="no end of line at the end"),
    ],
)
def test_a_file_saved_by_any_editor_is_read(tmp_path: Path, encoded: bytes) -> None:
    reading = read(tmp_path, encoded)

    assert reading.problems == ()
    assert [entry.lieu.commune for entry in reading.entries] == ["Ambérieu"]


def test_the_lines_stay_right_in_a_file_with_windows_line_ends(tmp_path: Path) -> None:
    text = text_of(fiche("un"), fiche("deux", code_postal="1500")).replace("\n", "\r\n")

    assert [problem.line for problem in read(tmp_path, text).problems] == [FIRST + 8]


# What is wrong with one value


@pytest.mark.parametrize(
    ("keys", "line", "message"),
    [
        ({"code_postal": "1500"}, 9, f"« 1500 » {NO_POSTCODE}"),
        ({"code_postal": "0 1500"}, 9, f"« 0 1500 » {NO_POSTCODE}"),
        ({"latitude": "91"}, 11, "« latitude » doit valoir au plus 90.0"),
        ({"latitude": "-90.5"}, 11, "« latitude » doit valoir au moins -90.0"),
        ({"longitude": "200"}, 12, "« longitude » doit valoir au plus 180.0"),
        ({"latitude": "48,1"}, 11, "« latitude » attend un nombre, comme 48.1173"),
        ({"latitude": "au nord"}, 11, "« latitude » attend un nombre, comme 48.1173"),
        ({"site_web": "ftp://lieu.example"}, 13, f"« ftp://lieu.example » ne va pas pour « site_web » : {NO_LINK}"),
        ({"prise_rdv": "lieu.example"}, 13, f"« lieu.example » ne va pas pour « prise_rdv » : {NO_LINK}"),
        ({"telephone": "12 34"}, 13, f"« 12 34 » ne va pas pour « telephone » : {NO_PHONE}"),
        (
            {"courriels": "[lieu.example]"},
            13,
            "« lieu.example » ne va pas pour « courriels » : une adresse électronique s'écrit nom@domaine.fr",
        ),
        ({"horaires": "quand on veut"}, 13, f"« quand on veut » ne va pas pour « horaires » : {NO_HOURS}"),
        ({"date_maj": "01/12/2025"}, 13, "« date_maj » attend une date, comme 2025-12-01"),
        ({"date_maj": "2025-13-45"}, 13, "« date_maj » attend une date, comme 2025-12-01"),
        ({"date_maj": "20251201"}, 13, "« date_maj » attend une date, comme 2025-12-01"),
        ({"accessible": "peut-être"}, 13, "« accessible » attend oui ou non"),
        ({"accessible": "[oui]"}, 13, "« accessible » attend oui ou non"),
        ({"usages": "[dormir]"}, 13, f"« dormir » n'est pas une valeur de « usages » : {USAGES}"),
        ({"capacites": "{bureau: 3}"}, 13, f"« bureau » n'est pas une valeur de « capacites » : {USAGES}"),
        ({"capacites": "{reunion: dix}"}, 13, "« reunion » attend un nombre entier, comme 8"),
        ({"capacites": "{reunion: [10]}"}, 13, "« reunion » attend un nombre entier, comme 8"),
        ({"capacites": "{reunion: 0}"}, 13, "« reunion » doit valoir au moins 1"),
        ({"usages": "poste"}, 13, "« usages » attend une liste : une ligne par élément, qui commence par un tiret"),
        ({"nom": "{le: lieu}"}, 8, "« nom » attend un texte : écris-le après les deux-points, sur la même ligne"),
        ({"nom": "[Le Lieu]"}, 8, "« nom » attend un texte : écris-le après les deux-points, sur la même ligne"),
        ({"nom": ""}, 8, "« nom » attend un texte : écris-le après les deux-points, sur la même ligne"),
        ({"nom": "' '"}, 8, "« nom » est vide : remplis la clé ou retire-la"),
        (
            {"canaux": "bureaux-bugey"},
            13,
            f"« canaux » {NO_KEYS}",
        ),
        (
            {"contacts": "[camille]"},
            13,
            f"« contacts » {NO_KEYS}",
        ),
        ({"canaux": "{mattermost: Bureaux Bugey}"}, 13, f"« Bureaux Bugey » {NO_CHANNEL}"),
        ({"presentation_resume": "x" * 281}, 13, "« presentation_resume » dépasse 280 caractères : raccourcis"),
    ],
)
def test_a_wrong_value_is_said_with_its_line_and_a_cure(
    tmp_path: Path, keys: dict[str, str], line: int, message: str
) -> None:
    reading = read(tmp_path, text_of(fiche("faux", **keys), fiche("juste")))

    assert said(reading) == [f"bugey.yaml:{line}: {message}"]
    assert ids(reading) == ["juste"]


def test_an_id_with_capitals_or_accents_is_refused(tmp_path: Path) -> None:
    reading = read(tmp_path, text_of(fiche("La-Cordée"), fiche("juste")))

    cure = "des minuscules sans accent, des chiffres et des tirets"
    assert said(reading) == [f"bugey.yaml:{FIRST}: « La-Cordée » n'est pas un identifiant : {cure}"]
    assert ids(reading) == ["juste"]


def test_a_missing_key_is_said_on_the_line_of_its_lieu(tmp_path: Path) -> None:
    reading = read(tmp_path, text_of(fiche("juste"), "  - id: faux\n    nom: Faux\n"))

    assert said(reading) == [
        f"bugey.yaml:{FIRST + 6}: il manque la clé « {key} » : ajoute-la"
        for key in ("code_postal", "commune", "latitude", "longitude")
    ]
    assert ids(reading) == ["juste"]


def test_a_lieu_that_is_a_mere_text_is_refused(tmp_path: Path) -> None:
    reading = read(tmp_path, text_of("  - La Cordée\n", fiche("juste")))

    assert said(reading) == [f"bugey.yaml:{FIRST}: « la fiche » {NO_KEYS}"]
    assert ids(reading) == ["juste"]


@pytest.mark.parametrize(
    ("written", "cure"),
    [
        ("code_potal", "voulais-tu écrire « code_postal » ?"),
        ("Telephone", "voulais-tu écrire « telephone » ?"),
        ("prise_rendez_vous", "voulais-tu écrire « prise_rdv » ?"),
        ("météo", "vérifie son orthographe et son décalage, ou retire-la"),
    ],
)
def test_an_unknown_key_is_said_with_the_key_it_looks_like(tmp_path: Path, written: str, cure: str) -> None:
    reading = read(tmp_path, text_of(fiche("faux", **{written: "x"}), fiche("juste")))

    assert said(reading) == [f"bugey.yaml:13: la clé « {written} » n'existe pas ici : {cure}"]
    assert ids(reading) == ["juste"]


def test_an_unknown_key_of_a_contact_is_compared_with_those_of_a_contact(tmp_path: Path) -> None:
    reading = read(tmp_path, text_of(fiche("faux") + "    contacts:\n      - couriel: c@lieu.example\n"))

    assert said(reading) == ["bugey.yaml:14: la clé « couriel » n'existe pas ici : voulais-tu écrire « courriel » ?"]


def test_a_key_written_twice_is_refused_and_the_first_one_read(tmp_path: Path) -> None:
    reading = read(tmp_path, text_of(fiche("un") + "    nom: Un autre nom\n", fiche("deux")))

    assert said(reading) == ["bugey.yaml:13: la clé « nom » est écrite deux fois : garde-en une"]
    assert [(entry.lieu.id, entry.lieu.nom) for entry in reading.entries] == [("un", "Le Lieu"), ("deux", "Le Lieu")]


def test_every_problem_of_a_file_is_said_at_once_in_the_order_of_its_lines(tmp_path: Path) -> None:
    reading = read(tmp_path, text_of(fiche("un", code_postal="1"), fiche("deux", latitude="99"), fiche("trois")))

    assert [problem.line for problem in reading.problems] == [FIRST + 2, FIRST + 10]
    assert ids(reading) == ["trois"]


# Ids used twice


def test_an_id_used_twice_in_a_file_is_refused_and_the_first_lieu_kept(tmp_path: Path) -> None:
    reading = read(tmp_path, text_of(fiche("un", nom="Premier"), fiche("un", nom="Second")))

    cure = "choisis-en un autre"
    assert said(reading) == [f"bugey.yaml:13: l'identifiant « un » sert déjà ligne {FIRST} : {cure}"]
    assert [entry.lieu.nom for entry in reading.entries] == ["Premier"]


def test_an_id_used_in_two_files_is_refused_in_the_second_and_the_rest_of_both_kept(tmp_path: Path) -> None:
    (tmp_path / "ain.yaml").write_text(
        text_of(fiche("un", nom="Premier"), fiche("deux"), territory="ain"), encoding="utf-8"
    )
    (tmp_path / "bugey.yaml").write_text(text_of(fiche("trois"), fiche("un", nom="Second")), encoding="utf-8")

    snapshot, problems, kept = read_directory([tmp_path])

    message = "l'identifiant « un » sert déjà dans ain.yaml : choisis-en un autre"
    assert list(map(str, problems)) == [f"{tmp_path / 'bugey.yaml'}:13: {message}"]
    assert [(lieu.id, lieu.nom) for lieu in snapshot.lieux if lieu.id == "un"] == [("un", "Premier")]
    assert sorted(snapshot.by_id) == ["deux", "trois", "un"]
    assert kept == ()


def test_a_link_that_lets_anyone_write_is_never_published(tmp_path: Path) -> None:
    link = "https://umap.example/fr/map/anonymous-edit/1:abc"
    reading = read(tmp_path, text_of(fiche("un", site_web=link), fiche("deux", site_web="https://me:secret@x.example")))

    assert ["droit de modifier" in line for line in said(reading)] == [True, False]
    assert ids(reading) == []
