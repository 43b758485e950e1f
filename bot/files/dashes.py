"""Dashes: the one that begins a lieu, put where it was forgotten, so that neither it nor its neighbour is lost."""

import re
from collections.abc import Sequence

LIST = re.compile(r"[ \t]*lieux\b")
"""The line where the list of lieux begins, however it is written."""
_ID = re.compile(r"""(?P<indent>[ ]*)(?P<dash>-[ \t]*)?(?P<rest>['"]?id['"]?[ \t]*:(?:\s|$).*)""", re.DOTALL)
_DASH = re.compile(r"(?P<indent> *)-(?:\s|$)")
_SUSPECT = re.compile(r"""^[ ]+-?['"]?id['"]?[ \t]*:""", re.MULTILINE)
"""An « id » without its dash, or whose dash touches it."""


def add_dashes(text: str, lines: list[str]) -> list[int]:
    """Mend in ``lines``, those of ``text``, each « id » that begins a lieu without « - »; their numbers, from 0.

    An « id » begins a lieu when its « nom » follows it, no dash on the left stands between it and the « id » before,
    and no lieu before it still waits for its own name.
    """
    first = next((number for number, line in enumerate(lines) if LIST.match(line)), None)
    if first is None or not _SUSPECT.search(text):
        return []
    ids = [(number, match) for number in range(first + 1, len(lines)) if (match := _ID.match(lines[number]))]
    ends = [number for number, _ in ids[1:]] + [len(lines)]
    indent = next((match["indent"] for _, match in ids if match["dash"]), None)
    mended: list[int] = []
    before, last = True, first
    for (number, match), end in zip(ids, ends, strict=True):
        column = _column_of_name(lines[number + 1 : end], len(match["indent"] + (match["dash"] or "")))
        bare = not match["dash"] and not _has_dash(lines[last + 1 : number], len(match["indent"]))
        glued = match["dash"] == "-"
        if glued or (bare and before and column is not None):
            lines[number] = f"{' ' * max(0, (column or 2) - 2) if indent is None else indent}- {match['rest']}"
            mended.append(number)
        before, last = column is not None, number
    return mended


def _has_dash(lines: Sequence[str], column: int) -> bool:
    """Whether one of ``lines`` begins an item on the left of ``column``."""
    return any(len(match["indent"]) < column for line in lines if (match := _DASH.match(line)))


def _column_of_name(lines: Sequence[str], column: int) -> int | None:
    """The column of the key « nom » of the lieu whose « id » is at ``column``, or at that of its dash."""
    keys = (line.lstrip(" ") for line in lines)
    columns = (len(line) - len(key) for line, key in zip(lines, keys, strict=True) if key.startswith("nom:"))
    return next((found for found in columns if 0 <= found - column <= len("- ")), None)
