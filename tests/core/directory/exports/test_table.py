"""A table that a spreadsheet opens without harm."""

import csv
import io

import pytest
from hypothesis import given

from bot.assistant.world import World
from bot.directory.exports.cells import harmless
from bot.directory.exports.table import BOM, table
from bot.models.lieu import Lieu
from tests.any_lieux import any_lieux
from tests.builders import lieu, snapshot_of


def rows(text: str) -> list[dict[str, str]]:
    assert text.startswith(BOM)
    return list(csv.DictReader(io.StringIO(text.removeprefix(BOM), newline="")))


@pytest.mark.parametrize("text", ["=HYPERLINK()", "+33 1", "-1", "@SUM(A1)", "\tx", "\r=1", "\n=1", "＝1", "＠x"])
def test_no_cell_is_a_formula(text: str) -> None:
    assert harmless(text) == f"'{text}"


@given(any_lieux())
def test_a_cell_begins_with_no_formula_sign_unless_it_is_a_number(anyone: Lieu) -> None:
    row = rows(table([anyone], snapshot_of(anyone)))[0]
    assert float(row.pop("latitude")) == anyone.latitude
    assert float(row.pop("longitude")) == anyone.longitude
    assert not any(cell[:1] and cell[0] in "=+-@\t\r\n＝＋－＠" for cell in row.values())


def test_there_is_a_column_for_each_key_and_a_line_for_each_lieu(world: World) -> None:
    snapshot = world.directory.snapshot
    lines = rows(table(snapshot.lieux, snapshot))
    assert list(lines[0]) == [*Lieu.model_fields, "territoire"]
    assert [line["id"] for line in lines] == sorted(snapshot.by_id)
    assert {line["id"]: line["territoire"] for line in lines} == dict(snapshot.territory_names)


def test_lists_and_pairs_are_read_by_people() -> None:
    full = lieu(
        "x",
        48.0,
        -1.5,
        usages=["poste", "reunion"],
        capacites={"reunion": 10, "poste": 4},
        canaux={"mattermost": ["a", "b"]},
        liens=[{"nom": "Plan", "url": "https://a.example"}],
        contacts=[{"courriel": "lieu@a.example"}],
        accessible="non",
        frais_a_charge="Gratuit",
    )
    row = rows(table([full], snapshot_of(full)))[0]
    assert row["usages"] == "poste | reunion"
    assert row["capacites"] == "reunion: 10 | poste: 4"
    assert row["canaux"] == "mattermost: a, b"
    assert row["liens"] == "Plan, https://a.example"
    assert (row["contacts"], row["accessible"], row["frais_a_charge"]) == ("lieu@a.example", "non", "Gratuit")
    assert (row["longitude"], row["horaires"]) == ("-1.5", "")
