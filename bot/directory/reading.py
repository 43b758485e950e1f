"""Reading: the files of the directory, or every problem they hold."""

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from bot.errors import DirectoryError, Problem
from bot.files.check import build, meant, unknown_key
from bot.files.problems import problem
from bot.files.yaml_file import YamlFile
from bot.models.lieu import Lieu, Territory
from bot.text import fold_name

INHERITED = ("canaux", "confiance", "source", "source_url", "date_maj")
"""The keys that a lieu takes from its file when it has not its own."""
_SUFFIXES = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Entry:
    """A lieu that is right, and the line where its file describes it.

    ``lines`` are those of the keys that it has of its own; ``nothing`` names those among them that say nothing.
    """

    lieu: Lieu
    line: int
    lines: Mapping[str, int] = field(default_factory=dict)
    nothing: tuple[str, ...] = ()

    def line_of(self, key: str) -> int:
        """The line of ``key``, or of the lieu when the key is not its own."""
        return self.lines.get(key, self.line)


@dataclass(frozen=True, slots=True)
class FileReading:
    """What one file gave: its territory (None when the file as a whole is wrong), its lieux, its problems.

    ``place_line`` is the line that names the territory's place, ``id_line`` that of its id.
    """

    path: Path
    territory: Territory | None
    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    place_line: int = 1
    id_line: int = 1


def yaml_files(folders: Sequence[Path]) -> tuple[Path, ...]:
    """What is named like a YAML file in ``folders``, by folder and name.

    A folder may be a whole data folder, whose lieux are in its own folder « lieux », or one file. Raises
    DirectoryError for a missing folder.
    """
    missing = [problem("no_folder", folder, 1) for folder in folders if not (folder.is_dir() or folder.is_file())]
    if missing:
        raise DirectoryError(missing)
    return tuple(file for folder in folders for file in _named_yaml(_lieux_in(folder)))


def read_files(folders: Sequence[Path]) -> tuple[FileReading, ...]:
    """Read every file of ``folders``. Raises DirectoryError for a missing folder."""
    files = yaml_files(folders)
    with _uncollected():
        return tuple(map(read_file, files))


def read_file(path: Path) -> FileReading:
    """Read one file of the directory; a wrong lieu is left out and its neighbours are kept."""
    try:
        file = YamlFile(path)
    except DirectoryError as error:
        return FileReading(path, None, (), error.problems)
    problems = list(file.problems)
    territory, entries = _territory(file, problems)
    return FileReading(path, territory, entries, tuple(sorted(problems)), file.line(("place",)), file.line(("id",)))


@contextmanager
def _uncollected() -> Iterator[None]:
    """No search for garbage in cycles meanwhile: reading makes none, and a third of its time would go into it."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _lieux_in(folder: Path) -> Path:
    inside = folder / "lieux"
    return inside if inside.is_dir() else folder


def _named_yaml(folder: Path) -> list[Path]:
    """The YAML files of a folder, those that editors and systems hide left alone."""
    if folder.is_file():
        return [folder]
    try:
        found = [path for path in folder.iterdir() if path.suffix.casefold() in _SUFFIXES]
    except OSError as error:
        raise DirectoryError([problem("unreadable_folder", folder, 1, error=error.strerror)]) from error
    return sorted(path for path in found if not path.name.startswith("."))


def _territory(file: YamlFile, problems: list[Problem]) -> tuple[Territory | None, tuple[Entry, ...]]:
    if not isinstance(file.values, dict):
        problems.append(problem("empty_file" if file.values is None else "no_territory", file.path, 1))
        return None, ()
    values = _as_meant(file, problems)
    head = {key: value for key, value in values.items() if key != "lieux"}
    territory = build(Territory, head, (), file)
    if isinstance(territory, list):
        # Where a key could not be read, that it is missing is said already.
        problems += [found for found in territory if not (file.problems and found.name == "missing")]
        head = _without(head, territory, file)
    entries = _entries(values, head, file, problems)
    if isinstance(territory, list):
        territory = build(Territory, {**_stand_in(file.path, entries), **head}, (), file)
    if isinstance(territory, list):
        return None, ()
    return territory.model_copy(update={"lieux": tuple(entry.lieu for entry in entries)}), entries


def _as_meant(file: YamlFile, problems: list[Problem]) -> dict[str, Any]:
    """The values of a file, each under the key that was meant: "Lieux" would cost all of them."""
    values: dict[str, Any] = {}
    for key, value in file.values.items():
        known = key if key in Territory.model_fields else meant(key, Territory)
        if known is None and _are_lieux(value):
            known = "lieux"
        if known is None or known in values or (known != key and known in file.values):
            values[key] = value
            continue
        if known != key:
            problems.append(unknown_key(key, Territory, (key,), file))
        values[known] = value
    return values


def _are_lieux(value: object) -> bool:
    """Whether ``value`` is a list of lieux, whatever it is called."""
    return isinstance(value, list) and any(isinstance(item, dict) and "id" in item for item in value)


def _without(head: Mapping[str, Any], problems: Sequence[Problem], file: YamlFile) -> dict[str, Any]:
    """The keys of a file's head that have none of ``problems``: its lieux are worth keeping without the others."""
    wrong = {found.line for found in problems if found.name != "missing"}
    return {key: value for key, value in head.items() if wrong.isdisjoint(file.lines_of((key,)))}


def _stand_in(path: Path, entries: Sequence[Entry]) -> dict[str, Any]:
    """What stands for the keys that a head must have and has not, so that its lieux are kept: the file's own name."""
    name = fold_name(path.stem) or "lieux"
    slug = name.replace(" ", "-")[:80].strip("-")
    keys: dict[str, Any] = {"id": slug, "nom": name, "source": path.name, "date_maj": _day_of(path)}
    if entries:
        keys["place"] = entries[0].lieu.commune
    return keys


def _day_of(path: Path) -> date:
    """The day when the file was last changed: what it says is of that day at the latest."""
    return datetime.fromtimestamp(path.stat().st_mtime, UTC).date()


def _entries(
    values: Mapping[str, Any], head: Mapping[str, Any], file: YamlFile, problems: list[Problem]
) -> tuple[Entry, ...]:
    listed = values.get("lieux")
    if not isinstance(listed, list):
        problems.append(problem("no_list", file.path, file.line(("lieux",))))
        return ()
    (key,) = (key for key in file.values if file.values[key] is listed)
    told = {key: head[key] for key in INHERITED if head.get(key) is not None}
    inherited = {"source": file.path.name, "date_maj": _day_of(file.path), **told}
    entries: dict[str, Entry] = {}
    for position, written in enumerate(listed):
        where = (key, position)
        lieu = build(Lieu, {**inherited, **written} if isinstance(written, dict) else written, where, file)
        if isinstance(lieu, list):
            problems.extend(lieu)
        elif lieu.id in entries:
            other = entries[lieu.id].line
            problems.append(problem("taken", file.path, file.line((*where, "id")), id=lieu.id, other=other))
        else:
            entries[lieu.id] = _entry(lieu, written, where, file)
    return tuple(entries.values())


def _entry(lieu: Lieu, written: Mapping[str, Any], where: tuple[str, int], file: YamlFile) -> Entry:
    lines = file.lines_of_keys(where)
    return Entry(lieu, lines["id"], lines, tuple(key for key, value in written.items() if value in (None, [], {}, "")))
