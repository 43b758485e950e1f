"""A file as text, whatever the editor that saved it."""

import codecs
import re
from pathlib import Path

from bot.errors import DirectoryError, Problem
from bot.files.problems import problem

MAX_BYTES = 1_000_000
# What YAML 1.1 (https://yaml.org/spec/1.1/#id868524) does not count as printable.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_text(path: Path) -> tuple[str, list[Problem]]:
    """The text of the file at ``path`` and what is wrong with it as a text, its lines kept in their places.

    A file in another encoding is read as Windows writes one, so that what it holds is not lost while it is mended.
    Raises DirectoryError when it cannot be read at all.
    """
    data = _bytes(path)
    try:
        text, problems = data.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        line = 1 if data.startswith(_UTF_16) else data[: error.start].count(b"\n") + 1
        text, problems = _as_windows(data), [problem("no_utf_8", path, line)]
    for found in _FORBIDDEN.finditer(text):
        line = _line(text, found.start())
        problems.append(problem("no_character", path, line, character=f"U+{ord(found.group()):04X}"))
    return _FORBIDDEN.sub(" ", text), list(dict.fromkeys(problems))


def _bytes(path: Path) -> bytes:
    try:
        if not path.is_file():
            raise DirectoryError([problem("no_file", path, 1)])
        if path.stat().st_size > MAX_BYTES:
            raise DirectoryError([problem("too_large", path, 1, most=MAX_BYTES // 1000)])
        return path.read_bytes()
    except OSError as error:
        raise DirectoryError([problem("unreadable", path, 1, error=error.strerror)]) from error


def _as_windows(data: bytes) -> str:
    return data.decode("utf-16" if data.startswith(_UTF_16) else "cp1252", errors="replace")


def _line(text: str, position: int) -> int:
    return len((text[:position] + "x").splitlines())
