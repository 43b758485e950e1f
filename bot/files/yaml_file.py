"""A YAML file as plain values whose lines are known.

Every scalar stays the text that was written: YAML 1.1 would read the postcode ``01500`` as 832 and ``NO`` as
false. What a value must be is the model's business. Whatever could surprise (a key twice, an alias, a tag, a
file too large or too deep) is a problem of its own.
"""

from pathlib import Path
from typing import Any

import yaml

from bot.errors import DirectoryError, Problem

MAX_BYTES = 1_000_000
MAX_DEPTH = 12
_NO_YAML = "ce n'est pas du YAML : vérifie les deux-points, les guillemets, les crochets et les décalages"
MAX_NESTING = 100  # beyond it the file is not read at all; between the two limits, only the deep value is left out
_TOO_DEEP = "des listes imbriquées trop profondément"

Where = tuple[str | int, ...]
"""A path of keys and positions inside a file: ``("lieux", 2, "nom")``."""


class YamlFile:
    """The values of a file (text, lists, dictionaries, None), and the line of each of them, counted from 1.

    What can be read around a problem is read, and the problems are kept in ``problems``.
    """

    def __init__(self, path: Path) -> None:
        """Read the file at ``path``. Raises DirectoryError when nothing in it can be read."""
        self.path = path
        self.problems: list[Problem] = []
        self._lines: dict[Where, int] = {}
        self._seen: set[int] = set()
        root = _compose(path)
        self.values: Any = None if root is None else self._value(root, ())

    def line(self, where: Where) -> int:
        """The line of the value at ``where``, or of the nearest thing around it."""
        while where and where not in self._lines:
            where = where[:-1]
        return self._lines.get(where, 1)

    def lines_of(self, where: Where) -> set[int]:
        """The lines of the value at ``where`` and of everything inside it."""
        return {line for path, line in self._lines.items() if path[: len(where)] == where}

    def _problem(self, node: yaml.Node, message: str) -> None:
        problem = Problem(self.path, node.start_mark.line + 1, message)
        if problem not in self.problems:
            self.problems.append(problem)

    def _value(self, node: yaml.Node, where: Where) -> Any:
        self._lines.setdefault(where, node.start_mark.line + 1)
        if id(node) in self._seen:
            self._problem(node, "une ancre et son renvoi (& et *) : recopie le texte à la place")
        elif len(where) > MAX_DEPTH:
            self._problem(node, _TOO_DEEP)
        elif not node.tag.startswith("tag:yaml.org,2002:"):
            self._problem(node, f"une étiquette « {node.tag} » : retire-la, le texte suffit")
        elif isinstance(node, yaml.MappingNode):
            self._seen.add(id(node))
            return self._mapping(node, where)
        elif isinstance(node, yaml.SequenceNode):
            self._seen.add(id(node))
            return [self._value(item, (*where, position)) for position, item in enumerate(node.value)]
        else:
            self._seen.add(id(node))
            return None if node.tag == "tag:yaml.org,2002:null" else node.value
        return None

    def _mapping(self, node: yaml.MappingNode, where: Where) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = key_node.value
            if not isinstance(key, str):
                self._problem(key_node, "une clé doit être un mot")
            elif key in values:
                self._problem(key_node, f"la clé « {key} » est écrite deux fois : garde-en une")
            else:
                self._lines[*where, key] = key_node.start_mark.line + 1
                values[key] = self._value(value_node, (*where, key))
        return values


class _TooDeepError(Exception):
    """Lists or dictionaries within each other beyond MAX_NESTING, from ``line`` on."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]  # mypy sees no class in a getattr
    """The fastest safe loader, with a floor: the C one recurses unguarded, and a deep file would kill the process."""

    nesting = 0

    def descend_resolver(self, current_node: yaml.Node | None, current_index: object) -> None:  # noqa: ARG002  # PyYAML's
        """Called by PyYAML before it composes a node within ``current_node``."""
        self.nesting += 1
        if self.nesting > MAX_NESTING:
            raise _TooDeepError(current_node.start_mark.line + 1 if current_node else 1)

    def ascend_resolver(self) -> None:
        """Called by PyYAML once the node is composed."""
        self.nesting -= 1


def _compose(path: Path) -> yaml.Node | None:
    text = _text(path)
    try:
        return yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        opened = "end of stream" in (error.problem or "")  # a quote never closed: where it opens says more than the end
        mark = (error.context_mark if opened else None) or error.problem_mark or error.context_mark
        line = mark.line if mark else 0
        raise _unreadable(path, line + 1, _syntax(text, line)) from error
    except yaml.YAMLError as error:
        raise _unreadable(path, 1, _NO_YAML) from error
    except _TooDeepError as error:
        raise _unreadable(path, error.line, _TOO_DEEP) from error


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise _unreadable(path, 1, f"le fichier dépasse {MAX_BYTES // 1000} ko : partage-le en plusieurs")
        data = path.read_bytes()
    except OSError as error:
        raise _unreadable(path, 1, f"fichier illisible ({error.strerror})") from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise _unreadable(path, line, "le fichier n'est pas en UTF-8 : enregistre-le en UTF-8") from error


def _syntax(text: str, line: int) -> str:
    lines = text.splitlines()
    written = lines[line] if line < len(lines) else ""
    if "\t" in written[: len(written) - len(written.lstrip())]:
        return "une tabulation au début de la ligne : en YAML, on décale avec des espaces"
    return _NO_YAML


def _unreadable(path: Path, line: int, message: str) -> DirectoryError:
    return DirectoryError([Problem(path, line, message)])
