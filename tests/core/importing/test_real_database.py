"""The database as it is published, where the shared folder holds it: what becomes of its 1,512 rows."""

import csv
import re
import time
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli import commands
from bot.data_folder import data_folder
from bot.directory.store import Directory
from bot.importing.finding import Finding, Sort, Subject
from bot.importing.lieux import Maker
from bot.importing.mission_coworking import Harvest, harvest
from bot.importing.rows import read_rows
from bot.models.lieu import Lieu
from bot.models.question import Need
from tests.conftest import REPOSITORY

BASE = REPOSITORY.parent / "shared" / "data" / "mission-coworking" / "CGET_TiersLieux_2019.csv"
pytestmark = pytest.mark.skipif(not BASE.is_file(), reason="the shared folder with the published database is not here")


@pytest.fixture(scope="module")
def found(maker: Maker) -> Harvest:
    rows, wrong = read_rows(BASE)
    assert (len(rows), wrong) == (1512, ())
    return harvest(rows, maker)


@pytest.fixture(scope="module")
def lieux(found: Harvest) -> dict[int, Lieu]:
    return {each.row: each.lieu for each in found.lieux}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("mission-coworking") / "lieux"
    assert run(path).exit_code == 0
    return path


def run(folder: Path) -> Result:
    return CliRunner().invoke(commands, ["import", "mission-coworking", str(BASE), "--to", str(folder)])


def findings(found: Harvest, subject: Subject, *sorts: Sort) -> list[Finding]:
    return [finding for finding in found.findings if finding.subject is subject and finding.sort in sorts]


def test_every_row_is_a_lieu_or_joined_to_one_or_left_out_for_a_reason(found: Harvest) -> None:
    gone = [finding.row for finding in found.findings if finding.sort in {Sort.LEFT_OUT, Sort.MERGED}]
    assert len(set(gone)) == len(gone)
    assert len(found.lieux) + len(gone) == 1512


def test_each_repair_has_the_count_that_the_database_calls_for(found: Harvest) -> None:
    """133 postcodes and 157 INSEE codes are "0", but those of the rows left out need no repair."""
    left_out = {finding.row for finding in found.findings if finding.sort is Sort.LEFT_OUT}
    rows = [row for row in read_rows(BASE)[0] if row.number not in left_out]
    repaired = [
        f for f in findings(found, Subject.POSTCODE, Sort.REPAIRED, Sort.DOUBTED) if f.detail.startswith("« 0 »")
    ]
    assert len(repaired) == sum(row.cp == "0" for row in rows) >= 131
    codes = [f for f in findings(found, Subject.COMMUNE, Sort.REPAIRED) if f.detail.startswith("code INSEE 0 ")]
    assert len(codes) == sum(row.inseecom == "0" for row in rows) >= 145
    assert len(findings(found, Subject.OVERSEAS, Sort.REPAIRED)) == 5
    pairs = findings(found, Subject.DUPLICATE, Sort.MERGED, Sort.DOUBTED)
    assert 25 <= len(pairs) <= 35


def test_no_site_is_lost_but_those_told(found: Harvest, lieux: dict[int, Lieu]) -> None:
    refused = {finding.row for finding in findings(found, Subject.WEB, Sort.DOUBTED)}
    for row in read_rows(BASE)[0]:
        if row.web and row.number in lieux and row.number not in refused:
            assert lieux[row.number].site_web or lieux[row.number].liens, row
    assert len(refused) <= 9


def test_the_usage_is_what_the_database_says(lieux: dict[int, Lieu]) -> None:
    usages = Counter(lieu.usages for lieu in lieux.values())
    assert set(usages) == {(Need.POSTE,), (Need.FABRICATION,), ()}
    assert usages[Need.POSTE,] > 1_050


@pytest.mark.parametrize(
    ("row", "commune", "postcode"),
    [
        (44, "Crest", "26400"),
        (100, "Paris", "75018"),
        (117, "Saint-Herblain", "44800"),
        (320, "Beynost", "01700"),
        (453, "Bastia", "20200"),
        (436, "Montargis", "45200"),
        (1191, "Nancy", "54000"),
        (1211, "Baie-Mahault", "97122"),
        (1409, "Saint-Denis", "97490"),
        (1453, "Liffré", "35340"),
        (1460, "Valbonne", "06560"),
        (1484, "Paris", "75011"),
    ],
)
def test_a_lieu_is_where_one_would_say(lieux: dict[int, Lieu], row: int, commune: str, postcode: str) -> None:
    assert (lieux[row].commune, lieux[row].code_postal) == (commune, postcode)


@pytest.mark.parametrize("row", [62, 83, 99, 156, 848, 935, *range(1089, 1097), 1117, 1208, 1341, 1480])
def test_what_is_no_workplace_has_no_entry(lieux: dict[int, Lieu], row: int) -> None:
    assert row not in lieux


@pytest.mark.parametrize("row", [30, 66, 68, 295, 344])
def test_a_lieu_called_hotel_or_within_one_keeps_its_entry(lieux: dict[int, Lieu], row: int) -> None:
    assert row in lieux


def test_no_person_is_named_and_no_address_of_one_given(folder: Path) -> None:
    everything = "\n".join(path.read_text(encoding="utf-8") for path in folder.iterdir())
    assert re.findall(r"\S+@\S+\.\w+", everything) == []
    folded = everything.casefold()
    with BASE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for mail in re.findall(r"\S+@\S+", row["MAIL"]):
                assert mail.casefold() not in folded
            if row["CONTACT"].casefold() != row["NOM_TL"].casefold() and " " in row["CONTACT"]:
                assert row["CONTACT"].casefold() not in folded
    assert "patte-aubourg" not in folded


def test_it_is_written_in_time_and_the_same_again(folder: Path) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    start = time.process_time()
    result = run(folder)
    assert time.process_time() - start < 10
    assert "0 fiche ajoutée, 0 mise à jour, 0 retirée." in result.output
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_it_is_read_beside_the_lieux_of_the_community_and_what_both_hold_is_one(folder: Path) -> None:
    ours = data_folder() / "lieux"
    start = time.process_time()
    directory = Directory((ours, folder))
    assert time.process_time() - start < 1.5
    assert directory.first_report.problems == ()
    alone = Directory((folder,))
    by_id = directory.snapshot.by_id
    assert "la-cordee-mc643" in alone.snapshot.by_id
    assert not {"la-cordee-mc643", "la-cordee-lices-rennes-mc731"} & by_id.keys()
    for id_ in ("la-cordee-annecy", "la-cordee-rennes"):
        assert "Mission Coworking (CGET)" in [source.source for source in by_id[id_].autres_sources]
        assert by_id[id_].confiance == "communaute"
    assert "la-cordee-jean-mace-mc818" in by_id
    assert len(alone.snapshot.lieux) < len(by_id) < len(alone.snapshot.lieux) + 400
