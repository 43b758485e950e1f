"""The floors of the house: imports go down only, and rooms of one floor do not enter each other."""

import ast
from pathlib import Path

import pytest

BOT = Path(__file__).parents[2] / "bot"

FLOORS: dict[str, int] = {
    "errors": 0,
    "text": 0,
    "files": 0,
    "models": 0,
    "config": 0,
    "data_folder": 0,
    "directory": 1,
    "places": 1,
    "language": 1,
    "drawing": 1,
    "tiles": 1,
    "assistant": 2,
    "importing": 2,
    "jobs": 2,
    "mattermost": 3,
    "terminal": 3,
    "web": 3,
    "wiring": 4,
    "cli": 4,
    "__main__": 4,
}
"""Each room of bot/, and its floor (DESIGN: the ground floor is 0)."""

NEVER = {
    "mattermost": {"directory", "places", "language", "assistant", "terminal"},
    "terminal": {"directory", "places", "language", "assistant", "mattermost"},
}
"""Rooms that an edge never enters, although they are below: it translates only."""

LONGEST = 300
"""A file with more lines has two subjects."""


def room_of(file: Path) -> str:
    parts = file.relative_to(BOT).with_suffix("").parts
    return parts[0]


def rooms_entered(file: Path) -> set[str]:
    entered: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        modules: list[str] = []
        if isinstance(node, ast.Import):
            modules = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: imports are absolute"
            modules = [f"bot.{alias.name}" for alias in node.names] if node.module == "bot" else [node.module or ""]
        entered |= {module.split(".")[1] for module in modules if module.startswith("bot.")}
    return entered - {"__version__", room_of(file)}


FILES = sorted(file for file in BOT.rglob("*.py") if file != BOT / "__init__.py" and "_data" not in file.parts)


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(BOT)))
def test_imports_go_down_only(file: Path) -> None:
    floor = FLOORS[room_of(file)]
    for room in rooms_entered(file):
        same_ground = floor == FLOORS[room] and floor in (0, 4)
        assert FLOORS[room] < floor or same_ground, f"{room_of(file)} (floor {floor}) imports {room}"
        assert room not in NEVER.get(room_of(file), ()), f"{room_of(file)} imports {room}"


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(BOT)))
def test_files_have_one_subject(file: Path) -> None:
    lines = file.read_text(encoding="utf-8").count("\n")
    assert lines <= LONGEST, f"{lines} lines: split it by noun"


def test_only_the_mattermost_room_names_mattermostdriver() -> None:
    naming = {room_of(file) for file in FILES if "mattermostdriver" in file.read_text(encoding="utf-8")}
    assert naming == {"mattermost"}
