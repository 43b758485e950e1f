"""The text of a file of the directory, written for a test, and what is read of it."""

from pathlib import Path

from bot.directory.reading import FileReading, read_file

HEAD = """\
id: {territory}
nom: Bugey
place: Belley
source: Une visite
date_maj: 2025-12-01
lieux:
"""
FIRST = 7  # the line of the first lieu in a file made by text_of
KEYS = {"nom": "Le Lieu", "code_postal": "01500", "commune": "Ambérieu", "latitude": "45.96", "longitude": "5.36"}


def fiche(id_: str, **keys: str) -> str:
    """A right lieu on six lines (id, then KEYS in order), with ``keys`` set in their place or added after."""
    return f"  - id: {id_}\n" + "".join(f"    {key}: {value}\n" for key, value in {**KEYS, **keys}.items())


def text_of(*fiches: str, territory: str = "bugey") -> str:
    return HEAD.format(territory=territory) + "".join(fiches)


def read(folder: Path, text: str | bytes) -> FileReading:
    path = folder / "bugey.yaml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_file(path)


def said(reading: FileReading) -> list[str]:
    """The problems as they are printed, without the folder: ``file:line: message``."""
    return [str(problem).removeprefix(f"{reading.path.parent}/") for problem in reading.problems]


def ids(reading: FileReading) -> list[str]:
    return [entry.lieu.id for entry in reading.entries]
