"""Reading: the files of the directory, or every problem they hold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.errors import DirectoryError, Problem
from bot.files.check import build
from bot.files.yaml_file import YamlFile
from bot.models.lieu import Lieu, Territory

_INHERITED = ("canaux", "confiance", "source", "source_url", "date_maj")


@dataclass(frozen=True, slots=True)
class Entry:
    """A lieu that is right, and the line where its file describes it."""

    lieu: Lieu
    line: int


@dataclass(frozen=True, slots=True)
class FileReading:
    """What one file gave: its territory (None when the file as a whole is wrong), its lieux, its problems."""

    path: Path
    territory: Territory | None
    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]


def yaml_files(folders: Sequence[Path]) -> tuple[Path, ...]:
    """The YAML files of ``folders``, by folder and name. Raises DirectoryError for a missing folder."""
    missing = [Problem(folder, 1, "ce dossier n'existe pas") for folder in folders if not folder.is_dir()]
    if missing:
        raise DirectoryError(missing)
    return tuple(
        file for folder in folders for file in sorted((*folder.glob("*.yaml"), *folder.glob("*.yml"))) if file.is_file()
    )


def read_files(folders: Sequence[Path]) -> tuple[FileReading, ...]:
    """Read every file of ``folders``. Raises DirectoryError for a missing folder."""
    return tuple(map(read_file, yaml_files(folders)))


def read_file(path: Path) -> FileReading:
    """Read one file of the directory; a wrong lieu is left out and its neighbours are kept."""
    try:
        file = YamlFile(path)
    except DirectoryError as error:
        return FileReading(path, None, (), error.problems)
    problems = list(file.problems)
    territory, entries = _territory(file, problems)
    return FileReading(path, territory, entries, tuple(sorted(problems)))


def _territory(file: YamlFile, problems: list[Problem]) -> tuple[Territory | None, tuple[Entry, ...]]:
    if not isinstance(file.values, dict):
        whole = (
            "le fichier est vide" if file.values is None else "un fichier commence par « id: », « nom: », « place: »"
        )
        problems.append(Problem(file.path, 1, whole))
        return None, ()
    head = {key: value for key, value in file.values.items() if key != "lieux"}
    territory = build(Territory, head, (), file)
    if isinstance(territory, list):
        problems.extend(territory)
        head = _without(head, territory, file)
        territory = build(Territory, head, (), file)
    if isinstance(territory, list):
        return None, ()
    inherited = {key: head[key] for key in _INHERITED if head.get(key) is not None}
    entries = _entries(file, inherited, problems)
    return territory.model_copy(update={"lieux": tuple(entry.lieu for entry in entries)}), entries


def _without(head: Mapping[str, Any], problems: Sequence[Problem], file: YamlFile) -> dict[str, Any]:
    """The keys of a file's head that have none of ``problems``: its lieux are worth keeping without the others."""
    wrong = {problem.line for problem in problems}
    return {key: value for key, value in head.items() if not wrong & set(file.lines_of((key,)))}


def _entries(file: YamlFile, inherited: Mapping[str, Any], problems: list[Problem]) -> tuple[Entry, ...]:
    listed = file.values.get("lieux")
    if not isinstance(listed, list):
        problems.append(Problem(file.path, file.line(("lieux",)), "« lieux » attend une liste de lieux"))
        return ()
    entries: dict[str, Entry] = {}
    for position, values in enumerate(listed):
        where = ("lieux", position)
        lieu = build(Lieu, {**inherited, **values} if isinstance(values, dict) else values, where, file)
        if isinstance(lieu, list):
            problems.extend(lieu)
        elif lieu.id in entries:
            line = file.line((*where, "id"))
            problems.append(Problem(file.path, line, taken(lieu, f"ligne {entries[lieu.id].line}")))
        else:
            entries[lieu.id] = Entry(lieu, file.line((*where, "id")))
    return tuple(entries.values())


def taken(lieu: Lieu, where: str) -> str:
    """What is said of a lieu whose id is already used ``where``."""
    return f"l'identifiant « {lieu.id} » sert déjà {where} : choisis-en un autre"
