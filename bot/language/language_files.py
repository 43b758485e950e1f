"""The files of the languages: one for each, named after it. What stands in the folder is what the bot speaks."""

import re
from collections.abc import Mapping
from pathlib import Path

from babel.localedata import exists

from bot.errors import DirectoryError, Problem
from bot.models.question import Language

SIGNALS = "signals.yaml"
"""The one file beside them, which holds for every language."""


def language_files(folder: Path) -> Mapping[Language, Path]:
    """The file of each language in ``folder``.

    Raises DirectoryError for one that is not named after a language whose dates and numbers Babel can write.
    """
    paths = sorted(path for path in folder.glob("*.yaml") if path.name != SIGNALS)
    problems = [
        Problem(path, 1, f"« {path.stem} » n'est le code d'aucune langue") for path in paths if not _known(path)
    ]
    if problems:
        raise DirectoryError(problems)
    return {Language(path.stem): path for path in paths}


def _known(path: Path) -> bool:
    return re.fullmatch(r"[a-z]{2,3}", path.stem) is not None and exists(path.stem)
