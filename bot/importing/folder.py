"""The folder of an import: one file for each department, written all together or not at all."""

import contextlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.errors import SourceError
from bot.importing.document import Document
from bot.importing.entry import Keys, entry, keys_of, rendered
from bot.importing.lieux import FROZEN, SOURCE, SOURCE_URL, Imported
from bot.importing.manifest import NAME, Manifest, read_manifest
from bot.importing.merging import Kept, Merge
from bot.models.lieu import Confiance
from bot.text import fold_name

_TERRITORY = "mission-coworking"


@dataclass(frozen=True, slots=True)
class Update:
    """What an import changes in its folder: the texts of the files to write, and the rows of each kind of change.

    ``kept`` is what persons wrote and stays; ``forgotten`` counts entries that they took away, which stay away.
    """

    files: Mapping[str, str]
    added: tuple[int, ...]
    changed: tuple[int, ...]
    removed: tuple[int, ...]
    kept: tuple[Kept, ...]
    forgotten: int


def plan(folder: Path, lieux: Sequence[Imported], departments: Mapping[str, str]) -> Update:
    """What importing ``lieux`` changes in ``folder``; nothing is written. ``departments`` are names by number.

    Raises SourceError when a file of the folder cannot be read, or is not the import's.
    """
    if folder.exists() and not folder.is_dir():
        raise SourceError(f"{folder}: c'est un fichier : donne après --to le nom d'un dossier")
    before = read_manifest(folder).entries
    merge = Merge([Document(path) for path in sorted((*folder.glob("*.yaml"), *folder.glob("*.yml")))])
    now: dict[int, Keys] = {}
    fresh: dict[str, list[tuple[int, Keys]]] = {}
    forgotten = 0
    for each in lieux:
        keys = keys_of(each.lieu)
        known = before.get(each.row)
        # An id never changes, not even when the name does.
        keys["id"] = known["id"] if known else keys["id"]
        now[each.row] = keys
        document = merge.holder(str(keys["id"]))
        if document is not None:
            merge.update(each.row, document, known or {}, keys)
        elif known is None:
            fresh.setdefault(each.lieu.departement, []).append((each.row, keys))
        else:
            forgotten += 1
    for row in sorted(before.keys() - now.keys()):
        document = merge.holder(str(before[row]["id"]))
        if document is not None and not merge.withdraw(row, document, before[row]):
            now[row] = before[row]
    files = _add(merge, folder, fresh, departments)
    files |= {document.path.name: document.edited() for document in merge.documents}
    files[NAME] = Manifest(now).text()
    added = tuple(sorted(row for entries in fresh.values() for row, _ in entries))
    return Update(files, added, tuple(merge.changed), tuple(merge.removed), tuple(merge.kept), forgotten)


def write(folder: Path, files: Mapping[str, str]) -> None:
    """Write ``files`` into ``folder``, made if need be: all of them are ready before the first takes its place.

    A file that says the same already is not touched. Raises SourceError when the folder cannot be written.
    """
    staged: list[tuple[Path, Path]] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            path, data = (folder / name).resolve(), text.encode()
            if path.exists() and path.read_bytes() == data:
                continue
            aside = path.with_name(f".{path.name.strip('.')}.nouveau")
            staged.append((aside, path))
            aside.write_bytes(data)
            if path.exists():
                aside.chmod(path.stat().st_mode & 0o7777)
        for aside, path in staged:
            aside.replace(path)
    except OSError as error:
        raise SourceError(f"{folder}: ce dossier ne s'écrit pas ({error.strerror}) : choisis-en un autre") from error
    finally:
        for aside, _ in staged:
            with contextlib.suppress(OSError):
                aside.unlink()


def _add(
    merge: Merge, folder: Path, fresh: Mapping[str, Sequence[tuple[int, Keys]]], departments: Mapping[str, str]
) -> dict[str, str]:
    """The entries of rows not known before: into their departments' documents; the texts of new files."""
    files: dict[str, str] = {}
    documents = {document.path.name: document for document in merge.documents}
    for department, entries in sorted(fresh.items()):
        ordered = [keys for _, keys in sorted(entries, key=lambda each: (_sorting(each[1]), each[0]))]
        name = departments.get(department, department)
        file = f"{department.lower()}-{'-'.join(fold_name(name).split())}.yaml"
        document = documents.get(file)
        if document is None:
            files[file] = _new_file(department, name, ordered)
        elif document.head.get("id") != _id(department):
            raise SourceError(
                f"{folder / file}: ce fichier ne vient pas de cet import : donne après --to un dossier à part"
            )
        else:
            for keys in ordered:
                document.add(keys)
    return files


def _sorting(keys: Keys) -> tuple[str, str]:
    return fold_name(str(keys["commune"])), fold_name(str(keys["nom"]))


def _id(department: str) -> str:
    return f"{_TERRITORY}-{department.lower()}"


def _new_file(department: str, name: str, entries: Sequence[Keys]) -> str:
    head = {
        "id": _id(department),
        "nom": f"{name} ({department})",
        "place": name,
        "confiance": str(Confiance.ANNUAIRE),
        "source": SOURCE,
        "source_url": SOURCE_URL,
        "date_maj": FROZEN.isoformat(),
    }
    return "\n".join((
        f"# Les lieux de la Mission Coworking, {name} ({department}). Écrits par « lieux import mission-coworking » ;",
        "# ce que tu y changes à la main, l'import suivant le garde. Pour y toucher, lis data/README.md.",
        "",
        *(rendered(key, value, 0) for key, value in head.items()),
        "",
        "lieux:",
        "\n\n".join(entry(keys, 2) for keys in entries),
        "",
    ))  # fmt: skip
