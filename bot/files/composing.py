"""YAML text as nodes; what cannot be read costs its own block of lines, not the file."""

import re
from bisect import bisect_right
from pathlib import Path
from typing import Any

import yaml

from bot.errors import DirectoryError, Problem
from bot.files.dashes import LIST, add_dashes
from bot.files.problems import problem

MAX_NESTING = 100  # beyond it nothing of the block is read; between the two limits, only the deep value is left out
_MAX_BROKEN = 50  # a file with more broken blocks than that is no file of ours
_RIGHT_LIST = re.compile(r"lieux:\s*(#.*)?$")
_UNCLOSED = re.compile(r"""[^#'"]*?:\s+(?P<quote>["'])(?!.*(?P=quote)\s*(#.*)?$)""")
_PLAIN = re.compile(r"""\s*(#|$|-(\s|$)|(- +)?['"]?[\w-]+['"]?\s*:(\s|$))""")
"""A line that is a key, an item, a comment or blank."""
_ITEM = re.compile(r"""(?P<indent>[ \t]*)-[ \t]+(?P<id>['"]?id['"]?[ \t]*:)?""")
_MAP, _SEQUENCE, _TEXT, _NULL = (f"tag:yaml.org,2002:{name}" for name in ("map", "seq", "str", "null"))
_NOTHING = frozenset(("", "~", "null", "Null", "NULL"))
_OPENED = ("simple key", "quoted scalar", "flow ", "anchor", "alias", "tag", "block scalar")
"""Where one of these began says more than where it should have ended."""


class _TooDeepError(Exception):
    """Lists or dictionaries within each other beyond MAX_NESTING, from ``line`` on."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # mypy sees no class in a getattr
    """The fastest safe loader, with a floor: the C one recurses unguarded, and a deep file would kill the process."""

    nesting = 0

    def resolve(self, kind: type[yaml.Node], value: str | None, implicit: Any) -> str:
        """The tag of a node without one: all that matters is whether a scalar says nothing; the rest stays text."""
        if kind is not yaml.ScalarNode:
            return _MAP if kind is yaml.MappingNode else _SEQUENCE
        return _NULL if implicit[0] and value in _NOTHING else _TEXT

    def descend_resolver(self, current_node: yaml.Node | None, current_index: object) -> None:  # noqa: ARG002  # PyYAML's
        """Called by PyYAML before it composes a node within ``current_node``."""
        self.nesting += 1
        if self.nesting > MAX_NESTING:
            raise _TooDeepError(current_node.start_mark.line + 1 if current_node else 1)

    def ascend_resolver(self) -> None:
        """Called by PyYAML once the node is composed."""
        self.nesting -= 1


def compose(path: Path, text: str) -> tuple[yaml.Node | None, list[Problem]]:
    """The root node of ``text`` (None when it is empty) and what could not be read of it.

    In a file with a list of lieux, a key of the file or a lieu that is no YAML is left out and its neighbours are
    read. Raises DirectoryError, with the first problem, when nothing can be saved so.
    """
    lines = text.splitlines(keepends=True)
    broken = [problem("no_dash", path, number + 1) for number in add_dashes(text, lines)]
    blocks = _Blocks(lines)
    while True:
        try:
            return yaml.compose("".join(lines), Loader=_Loader), broken
        except (yaml.YAMLError, _TooDeepError) as error:
            broken.append(_problem(path, lines, error))
        if broken[-1].name == "two_documents":
            del lines[broken[-1].line - 1 :]
        elif len(broken) > _MAX_BROKEN or not blocks.leave_out(broken[-1].line - 1):
            raise DirectoryError(broken[:1])


class _Blocks:
    """The lines of a file, cut where a key of the file or a lieu begins; lines are counted from 0."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._list = next((number for number, line in enumerate(lines) if LIST.match(line)), None)
        self._items = self._find_items()
        keys = (number for number, line in enumerate(lines) if line[0] not in " \t\r\n#-%")
        self._starts = sorted({0, *keys, *self._items, *([] if self._list is None else [self._list])})

    def leave_out(self, line: int) -> bool:
        """Blank the block that holds ``line``; False when there is nothing to blank, or no lieu would be left."""
        block = bisect_right(self._starts, line) - 1
        first = self._starts[block]
        last = self._starts[block + 1] if block + 1 < len(self._starts) else len(self._lines)
        right_list = self._list is not None and _RIGHT_LIST.match(self._lines[self._list])
        if first == self._list or (first == min(self._items, default=None) and not right_list):
            return self._mend_list()
        self._items.discard(first)
        blank = not any(text.strip() for text in self._lines[first:last])
        self._lines[first:last] = ["\n"] * (last - first)
        return bool(self._items) and not blank

    def _mend_list(self) -> bool:
        """Whatever stands beside « lieux » is left out, its items are kept."""
        if self._list is None or not self._items or _RIGHT_LIST.match(self._lines[self._list]):
            return False
        first = min(self._items)
        self._lines[self._list : first] = ["lieux:\n", *["\n"] * (first - self._list - 1)]
        return True

    def _find_items(self) -> set[int]:
        items: set[int] = set()
        indent = None
        for number in range(len(self._lines) if self._list is None else self._list + 1, len(self._lines)):
            item = _ITEM.match(self._lines[number])
            if item is not None:
                indent = item["indent"] if indent is None else indent
                if item["id"] or item["indent"] == indent:
                    items.add(number)
        return items


def _problem(path: Path, lines: list[str], error: Exception) -> Problem:
    if isinstance(error, _TooDeepError):
        return problem("too_deep", path, error.line)
    if not isinstance(error, yaml.MarkedYAMLError):
        return problem("no_yaml", path, 1)
    context = error.context or ""
    opened = error.context_mark and any(what in context for what in _OPENED)
    mark = error.context_mark if opened else error.problem_mark or error.context_mark
    line = min(mark.line, len(lines) - 1) if mark else 0
    if "single document" in context:
        return problem("two_documents", path, line + 1)
    line = _culprit(lines, line, error.problem or "")
    return problem("tabulation" if _has_tab(lines[line]) else "no_yaml", path, line + 1)


def _culprit(lines: list[str], line: int, said: str) -> int:
    """The line to mend, which may stand above the ``line`` where YAML was lost."""
    if _has_tab(lines[line]):
        return line
    unclosed = (number for number in range(line, -1, -1) if _UNCLOSED.match(lines[number]))
    above = next((number for number in range(line - 1, -1, -1) if lines[number].strip()), line)
    if "document start" in said:
        above = next(number for number, text in enumerate(lines) if _written(text))
        return above if lines[above][0] in " \t" else line
    return next(unclosed, line if _PLAIN.match(lines[above]) else above)


def _written(text: str) -> bool:
    return bool(text.strip()) and not text.lstrip().startswith("#")


def _has_tab(line: str) -> bool:
    return "\t" in line[: len(line) - len(line.lstrip())]
