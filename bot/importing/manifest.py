"""The manifest: what the last import wrote, so that the next one tells its own words from a person's."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.errors import SourceError
from bot.importing.entry import Keys

NAME = ".mission-coworking.json"
"""Beside the files; it is read by the import alone."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """The entry that the last import made of each row, as it wrote it."""

    entries: Mapping[int, Keys] = field(default_factory=dict)

    def text(self) -> str:
        """The manifest as JSON, one row on a line: a difference shows what changed."""
        lines = (f'"{row}": {json.dumps(keys, ensure_ascii=False)}' for row, keys in sorted(self.entries.items()))
        return "{\n" + ",\n".join(lines) + "\n}\n"


def read_manifest(folder: Path) -> Manifest:
    """The manifest of ``folder``, an empty one before the first import. Raises SourceError when it is spoilt."""
    path = folder / NAME
    try:
        read = json.loads(path.read_text(encoding="utf-8"))
        return Manifest({int(row): _keys(keys) for row, keys in read.items()})
    except FileNotFoundError:
        return Manifest()
    except (OSError, ValueError, LookupError, AttributeError, TypeError) as error:
        raise SourceError(
            f"{path}: l'import s'y rappelle ce qu'il a écrit, et ce fichier ne se lit pas : reprends-en la dernière "
            "version, ou efface-le (ce qui est dans les fiches sera alors tenu pour écrit à la main)"
        ) from error


def _keys(keys: Keys) -> Keys:
    if not isinstance(keys["id"], str):
        raise TypeError(keys["id"])
    return keys
