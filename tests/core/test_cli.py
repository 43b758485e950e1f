"""The command line, as people and other programs use it."""

import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import commands
from bot.data_folder import data_folder

KEYS = ["id", "reply", "kind", "lang", "place", "need", "people", "day", "free", "radius_km", "lieux", "text"]


def lieux(*arguments: str, given: str = "") -> Result:
    return CliRunner().invoke(commands, list(arguments), input=given)


def test_ask_prints_one_object_with_the_promised_keys() -> None:
    result = lieux("ask", "--json", "--trigger", "slash", "--channel", "bureaux-bretagne", "salle pour 8 jeudi")
    answer = json.loads(result.output)
    assert list(answer) == KEYS
    assert answer["reply"] is True
    assert answer["place"]["name"] == "Rennes"
    assert (answer["need"], answer["people"], answer["day"], answer["free"]) == ("reunion", 8, "jeudi", None)
    assert list(answer["lieux"][0]) == ["id", "nom", "distance_km"]


def test_ask_prints_plain_markdown_when_it_is_piped() -> None:
    result = lieux("ask", "où bosser à Toulon ?")
    assert "Insolab" in result.output
    assert "\x1b[" not in result.output


def test_ask_says_silence_by_its_name() -> None:
    assert lieux("ask", "--trigger", "unprompted", "bonne journée !").output == "(silence)\n"


def test_ask_why_explains_the_decision() -> None:
    output = lieux("ask", "--why", "--trigger", "unprompted", "où bosser à Brest demain ?").output
    assert "wish: ask" in output
    assert "place: Brest" in output
    assert "day: demain" in output
    assert "where_work" in output


def test_a_batch_answers_line_by_line_in_order() -> None:
    lines = [
        {"id": "a", "text": "où travailler à Lyon ?", "trigger": "unprompted", "channel": "bureaux-betalyon"},
        {"id": "b", "text": "merci @lieux", "trigger": "mention", "channel": "bureaux-betalyon"},
        {"id": 3, "text": "belle journée", "trigger": "unprompted", "channel": None},
    ]
    result = lieux("ask", "--batch", "-", given="\n".join(map(json.dumps, lines)) + "\n\n")
    answers = [json.loads(line) for line in result.output.splitlines()]
    assert [answer["id"] for answer in answers] == ["a", "b", 3]
    assert [answer["reply"] for answer in answers] == [True, False, False]
    assert [answer["kind"] for answer in answers] == ["lieux", "courtesy", "silence"]


def test_a_batch_holds_whole_conversations() -> None:
    turns = [
        {"who": "user", "text": "une salle pour 6 à Rennes ?"},
        {"who": "bot", "text": "…"},
        {"who": "user", "text": "et à Nantes ?"},
        {"who": "other", "text": "moi je vais à la Cordée"},
        {"who": "user", "text": "ah merci, je t'appelle"},
    ]
    line = json.dumps({"id": "c", "trigger": "unprompted", "channel": "bureaux-bretagne", "turns": turns})
    answer = json.loads(lieux("ask", "--batch", "-", given=line).output)
    assert answer["id"] == "c"
    assert [turn["reply"] for turn in answer["turns"]] == [True, True, False]
    assert answer["turns"][1]["place"]["name"] == "Nantes"
    assert (answer["turns"][1]["need"], answer["turns"][1]["people"]) == ("reunion", 6)


def test_a_line_that_is_no_request_is_named_and_the_others_are_answered() -> None:
    rennes = '{"text": "Rennes", "trigger": "slash"}'
    result = lieux("ask", "--batch", "-", given=f"{rennes}\nhello\n{rennes}\n")
    first, wrong, last = (json.loads(line) for line in result.output.splitlines())
    assert (first["reply"], last["reply"]) == (True, True)
    assert wrong["kind"] == "error"
    assert "ligne 2" in wrong["text"]
    assert result.exit_code == 1


def test_stats_counts_the_lieux_that_come_with_the_bot() -> None:
    result = lieux("stats")
    assert result.exit_code == 0
    for row in (r"communaute +│ +29 ", r"26 Drôme +│ +5 ", r"commune +│ +158 ", r"de la CGScop +│ +52 "):
        assert re.search(row, result.output), row
    assert result.output.endswith("161 lieux, dont 6 décrits par plusieurs sources.\n")


def test_stats_gives_programs_the_same_counts() -> None:
    counts = json.loads(lieux("stats", "--json", str(data_folder())).output)
    assert (counts["lieux"], counts["by_confiance"]) == (161, {"communaute": 29, "annuaire": 32, "label": 100})
    assert sum(counts["by_department"].values()) == sum(counts["by_precision"].values()) == 161


def test_stats_of_a_directory_with_problems_counts_the_rest_and_says_so(tmp_path: Path) -> None:
    shutil.copytree(data_folder() / "lieux", tmp_path, dirs_exist_ok=True)
    (tmp_path / "lille.yaml").write_text("id: [", "utf-8")
    result = lieux("stats", str(tmp_path))
    assert result.exit_code == 1
    assert "160 lieux" in result.output
    assert "lieux check" in result.stderr


def test_the_directory_that_comes_with_the_bot_is_right() -> None:
    result = lieux("check", str(data_folder()))
    lines = result.output.splitlines()
    assert result.exit_code == 0
    assert re.fullmatch(r"\d+ lieux, 0 erreur, \d+ avertissements?\.", lines[-1])
    assert all(" avertissement : " in line for line in lines[:-1])


def test_check_names_each_problem_and_ends_with_status_1(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("id: a\nnom: A\nplace: Rennes\nsource: s\ndate_maj: hier\nlieux: []\n", "utf-8")
    (tmp_path / "b.yaml").write_text("id: b\n\tnom: B\n", "utf-8")
    result = lieux("check", str(tmp_path))
    assert result.exit_code == 1
    assert f"{tmp_path / 'a.yaml'}:5: « date_maj » attend une date" in result.output
    assert f"{tmp_path / 'b.yaml'}:2: une tabulation" in result.output


def test_check_names_the_problems_of_the_configuration(tmp_path: Path) -> None:
    config = tmp_path / "config.yaml"
    config.write_text("nmae: lieux\nmattermost:\n  url: nulle part\n", "utf-8")
    result = lieux("check", "--config", str(config))
    assert result.exit_code == 1
    assert f"{config}:1: la clé « nmae » n'existe pas ici : voulais-tu écrire « name » ?" in result.output
    assert f"{config}:3:" in result.output


def test_run_without_a_configuration_tells_the_cure(tmp_path: Path) -> None:
    result = lieux("run", "--config", str(tmp_path / "config.yaml"))
    assert result.exit_code != 0
    assert "copie config.example.yaml" in str(result.exception)


def test_the_tour_answers_for_rennes_lyon_and_paris() -> None:
    output = lieux("chat").output
    for name in ("La Cordée Rennes", "Tilab", "L’Archipel", "Le lieu de la DITP", "Insolab")[:4]:
        assert name.replace("’", "'") in output.replace("’", "'")


def test_eval_scores_labelled_messages_and_lists_the_misses(tmp_path: Path) -> None:
    labelled = tmp_path / "labelled.jsonl"
    place = {"lat": 48.1, "lon": -1.67, "tol_km": 5}
    said = ("où bosser à Rennes ?", "où bosser à Brest ?", "bonne nuit")
    same = {"trigger": "unprompted", "channel": "bureaux-bretagne", "reply": True, "lang": "fr", "place": place}
    lines = [{"text": text, **same} for text in said]
    labelled.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    output = lieux("eval", str(labelled)).output
    assert "0.667" in output, "two of three answers wanted were given"
    assert "unprompted place:" in output
    assert "unprompted reply:" in output


@pytest.mark.parametrize("command", ["ask", "chat", "check", "eval", "run"])
def test_every_command_has_help(command: str) -> None:
    assert lieux(command, "--help").exit_code == 0


def test_a_configuration_names_the_lieux_that_come_with_the_bot_beside_a_folder(tmp_path: Path) -> None:
    own = "id: ain\nnom: Ain\nplace: Belley\nsource: moi\ndate_maj: 2026-01-01\nlieux:\n  - id: a-moi\n    nom: À moi\n"
    (tmp_path / "mes-lieux").mkdir()
    position = "    code_postal: 01300\n    commune: Belley\n    latitude: 45.76\n    longitude: 5.68\n"
    (tmp_path / "mes-lieux" / "ain.yaml").write_text(own + position, encoding="utf-8")
    config = tmp_path / "config.yaml"
    config.write_text("directory: [bundled, mes-lieux]\n", encoding="utf-8")
    assert "À moi" in lieux("ask", "--config", str(config), "où bosser à Belley ?").output
    assert "Insolab" in lieux("ask", "--config", str(config), "où bosser à Toulon ?").output
    assert "0 erreur" in lieux("check", "--config", str(config)).output
