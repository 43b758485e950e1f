"""A value changes in a file, and not one byte of the rest."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.data_folder import data_folder
from bot.directory.reading import read_file
from bot.errors import DirectoryError
from bot.files.yaml_edit import with_values

FILES = sorted((data_folder() / "lieux").glob("*.yaml"))
HERE = Path("here.yaml")
VALUES = {"latitude": "48.117999", "longitude": "-1.676294", "precision": "rue"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_every_lieu_of_the_directory_changes_alone(path: Path, newline: str, tmp_path: Path) -> None:
    before = path.read_text(encoding="utf-8").replace("\n", newline)
    territory = read_file(path).territory
    assert territory is not None
    for lieu in territory.lieux:
        after = with_values(path, before.encode(), lieu.id, VALUES).decode()
        changed = set(after.split(newline)) - set(before.split(newline))
        assert {line.strip().split(":")[0] for line in changed} <= set(VALUES)
        copy = tmp_path / path.name
        copy.write_bytes(after.encode())
        read = read_file(copy)
        assert read.problems == ()
        values = {"latitude": 48.117999, "longitude": -1.676294, "precision": "rue"}
        assert read.territory is not None
        assert read.territory.lieux == tuple(
            each.model_copy(update=values) if each.id == lieu.id else each for each in territory.lieux
        )


COMMENTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Zl", "Zp", "Cn", "Co")), max_size=12)
QUOTES = st.sampled_from(["", "'", '"'])
OTHERS = st.sampled_from(
    ["nom: 'É # « x »'", 'tarifs:\n      - "a: b"\n      - c', "acces: >\n      plié\n      ici", "", "  "]
)


@st.composite
def files(draw: st.DrawFn) -> tuple[str, str]:
    """A file with two lieux, and what it becomes when ``VALUES`` are written in the second."""
    ending = draw(st.sampled_from(["\n", "\r\n"]))
    newline = "" if draw(st.booleans()) else ending
    comment = draw(COMMENTS).replace("\ufeff", "")
    lat, lon, known = draw(QUOTES), draw(QUOTES), draw(st.booleans())
    first, second = draw(OTHERS), draw(OTHERS)
    bom = draw(st.sampled_from(["", "\ufeff"]))

    def written(latitude: str, longitude: str, precision: str | None) -> str:
        lines = [
            f"# {comment}",
            "lieux:",
            "  - id: un",
            "    latitude: 1.0",
            "    longitude: 2.0",
            f"    {first}",
            "",
            "  - id:   deux  # " + comment,
            f"    latitude:  {lat}{latitude}{lat}   # {comment}",
            f"    {second}",
        ]
        precise = [f"    precision: {precision}  # {comment}" if known else f"    precision: {precision}"]
        longitude_line = f"    longitude: {lon}{longitude}{lon} # {comment}"
        if precision is None:
            lines += [longitude_line]
        else:
            lines += [*precise, longitude_line] if known else [longitude_line, *precise]
        return bom + "\n".join(lines).replace("\n", ending) + newline

    return written("48.1", "-1.7", "commune" if known else None), written("48.117999", "-1.676294", "rue")


@given(files())
def test_any_file_keeps_every_other_byte(file: tuple[str, str]) -> None:
    before, after = file
    assert with_values(HERE, before.encode(), "deux", VALUES).decode() == after


def test_a_lieu_on_one_line_is_completed_there() -> None:
    before = b"lieux:\n- {id: a, latitude: 1.5, longitude: '2', nom: x} # fin\n- {id: b}\n"
    after = b"lieux:\n- {id: a, latitude: 48.117999, longitude: '-1.676294', precision: rue, nom: x} # fin\n- {id: b}\n"
    assert with_values(HERE, before, "a", VALUES) == after


def test_what_is_right_already_stays_byte_for_byte() -> None:
    data = b"lieux: [{id: a, latitude: 48.117999, longitude: -1.676294, precision: rue}]"
    assert with_values(HERE, data, "a", VALUES) == data


@pytest.mark.parametrize(
    "text",
    [
        "lieux: [{id: a, latitude: 1, longitude: 2}, {id: a, latitude: 1, longitude: 2}]",
        "lieux: [{id: b, latitude: 1, longitude: 2}]",
        "lieux: [{id: a}]",
        "lieux:\n- id: a\n  latitude: |\n    1.0\n  longitude: 2\n",
        "lieux:\n- id: a\n  latitude:\n  longitude: 2\n",
        "lieux:\n- id: a\n  latitude: !!float 1\n  longitude: 2\n",
        'lieux:\n- id: a\n  latitude: "\\x31"\n  longitude: 2\n',
        "lieux:\n- id: a\n  latitude: 1\n  latitude: 1\n  longitude: 2\n",
        "lieux: [",
        "",
        "3",
        "lieux: 3",
    ],
)
def test_what_cannot_be_done_safely_is_said(text: str) -> None:
    with pytest.raises(DirectoryError, match=r"here\.yaml:\d+: "):
        with_values(HERE, text.encode(), "a", VALUES)
