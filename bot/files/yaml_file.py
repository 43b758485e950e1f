"""A YAML file as plain values whose lines are known.

Every scalar stays the text that was written: YAML 1.1 would read the postcode ``01500`` as 832 and ``NO`` as
false. What a value must be is the model's business. Whatever could surprise (a key twice, an alias, a tag, a
file too large or too deep) is a problem of its own.
"""

from pathlib import Path
from typing import Any

import yaml

from bot.files.composing import compose
from bot.files.problems import problem
from bot.files.text_file import read_text

MAX_DEPTH = 12

_NULL = "tag:yaml.org,2002:null"

Where = tuple[str | int, ...]
"""A path of keys and positions inside a file: ``("lieux", 2, "nom")``."""


class YamlFile:
    """The values of a file (text, lists, dictionaries, None), and the line of each of them, counted from 1.

    What can be read around a problem is read, and the problems are kept in ``problems``.
    """

    def __init__(self, path: Path) -> None:
        """Read the file at ``path``. Raises DirectoryError when nothing in it can be read."""
        self.path = path
        text, self.problems = read_text(path)
        self._root, broken = compose(path, text)
        self.problems += broken
        self._seen: set[int] = set()
        self.values: Any = None if self._root is None else self._value(self._root, 0)

    def line(self, where: Where) -> int:
        """The line of the value at ``where``, or of the nearest thing around it."""
        return self._span(where)[0]

    def lines_of_keys(self, where: Where) -> dict[str, int]:
        """The line of each key of the dictionary at ``where``."""
        _, node = self._span(where)
        pairs = reversed(node.value) if isinstance(node, yaml.MappingNode) else ()  # of a key twice, the first counts
        return {key.value: key.start_mark.line + 1 for key, _ in pairs if isinstance(key.value, str)}

    def lines_of(self, where: Where) -> range:
        """The lines of the value at ``where``, its key's among them."""
        first, node = self._span(where)
        return range(first, node.end_mark.line + 2 if node else first + 1)

    def _span(self, where: Where) -> tuple[int, yaml.Node | None]:
        """The line where the value at ``where`` (or the nearest thing around it) begins, and its node."""
        node = self._root
        line = node.start_mark.line + 1 if node else 1
        for step in where:
            found = _inside(node, step)
            if found is None:
                break
            line, node = found
        return line, node

    def _problem(self, name: str, node: yaml.Node, **facts: object) -> None:
        found = problem(name, self.path, node.start_mark.line + 1, **facts)
        if found not in self.problems:
            self.problems.append(found)

    def _value(self, node: yaml.Node, depth: int) -> Any:
        if id(node) in self._seen:
            self._problem("alias", node)
        elif depth > MAX_DEPTH:
            self._problem("too_deep", node)
        else:
            self._seen.add(id(node))
            tagged = not node.tag.startswith("tag:yaml.org,2002:")
            if tagged:
                self._problem("tag", node, tag=node.tag)
            if isinstance(node, yaml.MappingNode):
                return self._mapping(node, depth)
            if isinstance(node, yaml.SequenceNode):
                return [self._value(item, depth + 1) for item in node.value]
            return None if tagged or node.tag == _NULL else node.value
        return None

    def _mapping(self, node: yaml.MappingNode, depth: int) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = key_node.value
            if not isinstance(key, str):
                self._problem("key_no_word", key_node)
            elif key in values:
                self._problem("key_twice", key_node, key=key)
                if values[key] is None:
                    values[key] = self._value(value_node, depth + 1)
            else:
                values[key] = self._value(value_node, depth + 1)
        return values


def _inside(node: yaml.Node | None, step: str | int) -> tuple[int, yaml.Node] | None:
    """The value of ``node`` under the key or at the position ``step``, and its line (that of its key)."""
    if isinstance(node, yaml.MappingNode):
        # Of a key written twice, the one that was read: the first that says something.
        found = [(key.start_mark.line + 1, value) for key, value in node.value if key.value == step]
        return next((pair for pair in found if pair[1].tag != _NULL), found[0] if found else None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step].start_mark.line + 1, node.value[step]
    return None
