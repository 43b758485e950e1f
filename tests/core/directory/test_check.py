"""``lieux check`` as the gate of the shared directory: each problem with its file, its line and the cure."""

import json
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import commands
from bot.cli.check import check_folders, read_map
from bot.cli.on_the_map import OnTheMap
from bot.cli.problem_formats import Findings

TODAY = date.today()  # noqa: DTZ011 - the day of this machine is near enough
HEAD = f"id: ici\nnom: Ici\nplace: Rennes\nsource: Une visite\ndate_maj: {TODAY - timedelta(days=9)}\nlieux:\n"
FIRST = 7
RENNES = {
    "nom": "Le Lieu", "code_postal": '"35000"', "commune": "Rennes", "latitude": "48.11", "longitude": "-1.68",
    "precision": "adresse", "telephone": "02 23 45 67 89",
}  # fmt: skip
LINES = {key: FIRST + 1 + number for number, key in enumerate(RENNES)}


def fiche(id_: str, **keys: str) -> str:
    """A lieu without any problem (id, then RENNES in order), with ``keys`` set in their place or added after."""
    return f"  - id: {id_}\n" + "".join(f"    {key}: {value}\n" for key, value in {**RENNES, **keys}.items() if value)


@pytest.fixture(scope="module")
def on_the_map() -> OnTheMap:
    return read_map()


def write(folder: Path, *fiches: str, head: str = HEAD) -> None:
    (folder / "ici.yaml").write_text(head + "".join(fiches), "utf-8")


def check(folder: Path, *options: str) -> Result:
    return CliRunner().invoke(commands, ["check", str(folder), *options])


def said(findings: Findings) -> list[tuple[str, int, str]]:
    """The problems: severity, line, name of what is said."""
    return [(each.severity, each.line, each.name) for each in findings.problems]


def test_a_directory_without_problem_says_so(tmp_path: Path) -> None:
    write(tmp_path, fiche("un"))
    result = check(tmp_path)
    assert (result.exit_code, result.output) == (0, "1 lieu, aucun problème.\n")


def test_one_file_is_checked_alone(tmp_path: Path) -> None:
    write(tmp_path, fiche("un"))
    (tmp_path / "autre.yaml").write_text("rien\n", "utf-8")
    result = check(tmp_path / "ici.yaml")
    assert (result.exit_code, result.output) == (0, "1 lieu, aucun problème.\n")


def test_a_folder_without_a_file_may_be_the_wrong_one(tmp_path: Path) -> None:
    result = check(tmp_path)
    assert result.exit_code == 1
    assert result.output.startswith(f"{tmp_path}:1: aucun lieu à lire dans ce dossier : ajoutes-y un fichier")


@pytest.mark.parametrize(
    ("keys", "key", "name"),
    [
        ({"code_postal": "3500"}, "code_postal", "pattern_code_postal"),
        ({"code_postal": "99999"}, "code_postal", "no_such_postcode"),
        ({"code_postal": "57280", "commune": "Metz"}, "code_postal", "other_postcode"),
        ({"code_postal": "69001"}, "code_postal", "other_postcode"),
        ({"code_postal": "29999"}, "code_postal", "other_department"),
        ({"commune": "Renne"}, "commune", "near_commune"),
        ({"commune": "Nulle-Part"}, "commune", "no_commune"),
        ({"latitude": "-1.68", "longitude": "48.11"}, "latitude", "far"),
        ({"latitude": "48.30"}, "latitude", "far"),
        ({"telephone": "02 23 45 67"}, "telephone", "bad_phone"),
        ({"telephone": "appelle-moi"}, "telephone", "bad_phone"),
        ({"date_maj": str(TODAY + timedelta(days=9))}, "date_maj", "future"),
        ({"contacts": "[{}]"}, "contacts", "empty_contact"),
        ({"contacts": "[{personnel: oui}]"}, "contacts", "empty_contact"),
        ({"courriels": "[a@b]"}, "courriels", "bad_mail"),
        ({"courriels": "[a@b..fr]"}, "courriels", "bad_mail"),
        ({"courriels": "[a@@b.fr]"}, "courriels", "bad_mail"),
        ({"site_web": "www.lieu.fr"}, "site_web", "bad_link"),
        ({"horaires": "Lundi 9h"}, "horaires", "bad_hours"),
        ({"telefone": "02 23 45 67 89"}, "telefone", "misspelt_key"),
        ({"wifi": "oui"}, "wifi", "unknown_key"),
    ],
)
def test_an_error_is_said_on_the_line_of_its_key(
    tmp_path: Path, on_the_map: OnTheMap, keys: dict[str, str], key: str, name: str
) -> None:
    line = LINES.get(key, FIRST + 1 + len(RENNES))
    write(tmp_path, fiche("un", **keys))
    assert ("error", line, name) in said(check_folders([tmp_path], on_the_map))


@pytest.mark.parametrize(
    ("keys", "key", "name"),
    [
        ({"telephone": ""}, "id", "no_contact"),
        ({"telephone": "04 00 00 00 00"}, "telephone", "unused_phone"),
        ({"precision": "commune"}, "precision", "rough"),
        ({"precision": ""}, "id", "rough"),
        ({"date_maj": str(TODAY - timedelta(days=3 * 365))}, "date_maj", "old"),
        ({"alias": "[]"}, "alias", "nothing"),
        ({"horaires": "null"}, "horaires", "nothing"),
        ({"capacites": "{}"}, "capacites", "nothing"),
        ({"canaux": "{matermost: bureaux-bretagne}"}, "canaux", "platform"),
    ],
)
def test_a_warning_is_listed_and_is_no_error(
    tmp_path: Path, on_the_map: OnTheMap, keys: dict[str, str], key: str, name: str
) -> None:
    line = FIRST if key == "id" else LINES.get(key, FIRST + 1 + len(RENNES))
    write(tmp_path, fiche("un", **keys))
    assert said(check_folders([tmp_path], on_the_map)) == [("warning", line, name)]


@pytest.mark.parametrize(
    "number", ["01.79.84.33.00", "+33 1 79 84 33 00", "+33 (0)1 79 84 33 00", "0590 81 00 00", "0262 20 20 20",
               "0596 60 00 00", "0594 30 00 00", "09 72 10 20 30", "+687 25 12 34", "+32 2 555 11 11"],
)  # fmt: skip
def test_a_number_is_right_however_it_is_written_and_overseas_too(
    tmp_path: Path, on_the_map: OnTheMap, number: str
) -> None:
    write(tmp_path, fiche("un", telephone=f'"{number}"'))
    assert said(check_folders([tmp_path], on_the_map)) == []


@pytest.mark.parametrize(
    "keys",
    [
        {"code_postal": "75009", "commune": "Paris", "latitude": "48.876", "longitude": "2.34"},
        {"code_postal": "69001", "commune": "Lyon", "latitude": "45.77", "longitude": "4.83"},
        {"code_postal": "35065"},  # a CEDEX code of its department
        {"code_postal": "91000", "commune": "Évry-Courcouronnes", "latitude": "48.62", "longitude": "2.43"},
        {"commune": "saint malo", "code_postal": "35400", "latitude": "48.65", "longitude": "-2.01"},
        {"commune": "Arles", "code_postal": "13200", "latitude": "43.677", "longitude": "4.628"},  # far from its middle
        {"commune": "Saint-Denis", "code_postal": "97400", "latitude": "-20.88", "longitude": "55.45"},
        {"latitude": "48.18"},  # in the next commune, but near
    ],
)
def test_the_map_finds_nothing_to_say_of_a_lieu_in_its_place(
    tmp_path: Path, on_the_map: OnTheMap, keys: dict[str, str]
) -> None:
    write(tmp_path, fiche("un", **keys))
    assert said(check_folders([tmp_path], on_the_map)) == []


def test_a_postcode_of_elsewhere_is_said_with_whose_it_is_and_the_right_ones(
    tmp_path: Path, on_the_map: OnTheMap
) -> None:
    write(tmp_path, fiche("un", code_postal="57280", commune="Metz", latitude="49.11", longitude="6.18"))
    (problem,) = check_folders([tmp_path], on_the_map).problems
    assert (
        "« 57280 » n'est pas un code postal de Metz (57000, 57050, 57070), mais de Maizières-lès-Metz"
        in problem.message
    )


def test_the_place_of_a_territory_is_on_the_map(tmp_path: Path, on_the_map: OnTheMap) -> None:
    write(tmp_path, fiche("un"), head=HEAD.replace("Rennes", "Trifouillis"))
    assert said(check_folders([tmp_path], on_the_map)) == [("error", 3, "no_place")]


SAME = "6 rue des Exemples"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({}, {}, True),
        ({"nom": "Tilab"}, {"nom": "Le Ti'Lab Rennes"}, True),
        ({"nom": "Etat'LIN", "adresse": SAME}, {"nom": "L'Étatlin", "adresse": "6, rue des exemples"}, True),
        ({"nom": "La Manufacture"}, {"nom": "La Manufacure", "precision": "commune"}, True),
        ({"adresse": SAME}, {"latitude": "48.105"}, False),  # both known to the address, 550 m apart
        ({"nom": "La Cordée", "adresse": SAME}, {"nom": "La Cordée", "adresse": "30 quai Jean"}, False),  # a chain
        ({"nom": "La Cordée", "adresse": SAME}, {"nom": "La Cordée", "adresse": "8 rue des Exemples"}, False),
        ({"nom": "ETAP 35"}, {"nom": "ETAP 36"}, False),
        ({"nom": "Tilab", "adresse": SAME}, {"nom": "La Halle", "adresse": SAME}, False),  # two of one building
        ({}, {"commune": "Cesson-Sévigné", "code_postal": "35510", "latitude": "48.12", "longitude": "-1.60"}, False),
        ({}, {"commune": "Cesson-Sévigné", "code_postal": "35510"}, True),  # the same point
        ({"nom": "La Halle", "adresse": SAME}, {"nom": "La Halle de Rennes Sud", "adresse": SAME}, True),
        ({"nom": "Coworking La Halle"}, {"nom": "La Halle"}, True),
        ({"nom": "La Halle", "usages": "[poste]"}, {"nom": "Fablab La Halle", "usages": "[fabrication]"}, False),
    ],
)
def test_two_entries_of_one_lieu_are_noticed_and_two_lieux_of_a_chain_are_not(
    tmp_path: Path, on_the_map: OnTheMap, one: dict[str, str], other: dict[str, str], same: bool
) -> None:
    write(tmp_path, fiche("un", **one), fiche("deux", **other))
    names = [name for _, _, name in said(check_folders([tmp_path], on_the_map))]
    assert ("duplicate" in names) is same


def test_a_lieu_written_in_two_files_is_noticed_in_the_second(tmp_path: Path) -> None:
    (tmp_path / "ailleurs.yaml").write_text(HEAD.replace("id: ici", "id: ailleurs") + fiche("autre"), "utf-8")
    write(tmp_path, fiche("un"))
    result = check(tmp_path)
    assert result.exit_code == 1
    assert result.output.startswith(f"{tmp_path / 'ici.yaml'}:{FIRST}: « Le Lieu » a l'air d'être le même lieu")
    assert "ailleurs.yaml:7" in result.output


def test_a_lieu_that_another_folder_describes_too_is_no_mistake(tmp_path: Path, on_the_map: OnTheMap) -> None:
    """The assembly makes one of them, or leaves both where it is in doubt: neither folder is wrong."""
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    for folder, nom in ((ours, "Le Lieu"), (theirs, "Le Lieux")):
        folder.mkdir()
        head = HEAD.replace("id: ici", f"id: {folder.name}")
        write(folder, fiche(f"un-{folder.name}"), fiche(f"deux-{folder.name}", nom=f"{nom} en Plus"), head=head)
    findings = check_folders([ours, theirs], on_the_map)
    assert (findings.lieux, said(findings)) == (3, [])


def test_the_problems_are_sorted_said_once_and_counted(tmp_path: Path) -> None:
    wrong = fiche("deux", nom="Autre", code_postal="1")
    write(tmp_path, fiche("un", telephone=""), wrong, fiche("trois", nom="Encore"))
    output = check(tmp_path).output
    *lines, counts = output.splitlines()
    at = [int(re.findall(r":(\d+): ", line)[0]) for line in lines]
    assert at == sorted(at)
    assert len(lines) == len(set(lines))
    assert counts == "2 lieux, 1 erreur, 1 avertissement."


def test_check_speaks_english_when_it_is_asked_to(tmp_path: Path) -> None:
    write(tmp_path, fiche("un", telefone="1"))
    output = check(tmp_path, "--lang", "en").output
    assert output.splitlines() == [
        f"{tmp_path / 'ici.yaml'}:15: there is no key “telefone” here: did you mean “telephone”?",
        "0 lieux, 1 error, 0 warnings.",
    ]


def test_annotations_of_a_pull_request_are_escaped_and_start_from_the_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "100%, ok"
    folder.mkdir()
    monkeypatch.chdir(tmp_path)
    write(folder, fiche("un", wifi="oui", telephone=""))
    result = check(folder, "--format", "github")
    *annotations, counts = result.output.splitlines()
    cure = "vérifie son orthographe et son décalage, ou retire-la"
    assert annotations == [f"::error file=100%25%2C ok/ici.yaml,line=14::la clé « wifi » n'existe pas ici : {cure}"]
    assert counts == "0 lieu, 1 erreur, 0 avertissement."


def test_what_a_person_wrote_is_quoted_short_on_one_line_and_harmless(tmp_path: Path) -> None:
    spoilt = fiche("un", nom='"' + "x" * 2000 + '"', site_web='"a\\x1b[31m\\nb"', telephone="")
    write(tmp_path, spoilt)
    output = check(tmp_path).output
    assert "\x1b" not in output
    assert all(len(line) < 400 for line in output.splitlines())


def test_other_programs_read_the_problems_as_json(tmp_path: Path) -> None:
    write(tmp_path, fiche("un", telephone=""))
    result = check(tmp_path, "--format", "json")
    assert result.exit_code == 0
    answer = json.loads(result.output)
    assert (answer["lieux"], answer["errors"], answer["warnings"]) == (1, 0, 1)
    (problem,) = answer["problems"]
    assert (problem["file"], problem["line"]) == (str(tmp_path / "ici.yaml"), FIRST)
    assert (problem["severity"], problem["name"]) == ("warning", "no_contact")
