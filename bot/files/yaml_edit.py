"""Values changed in a YAML file that people write: comments, order, quotes and line ends stay, byte for byte."""

import codecs
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from bot.errors import DirectoryError, Problem

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")  # what ends a line for libyaml (YAML 1.1, b-break)
_BY_HAND = "change-la à la main"

_Pair = tuple[yaml.ScalarNode, yaml.Node]


def with_values(path: Path, data: bytes, lieu: str, values: Mapping[str, str]) -> bytes:
    """The file at ``path``, whose bytes are ``data``, once the lieu of this id has ``values``.

    A value that is there is replaced between its quotes; a key that is not is added after the one before it in
    ``values``. Raises DirectoryError, with the cure, where the file is written so that this cannot be done safely.
    """
    mark = codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""
    text = data.removeprefix(mark).decode("utf-8")
    before = _compose(path, text)
    changed = _changed(path, text, _mapping(path, before, lieu), values)
    after = _compose(path, changed)
    was, now = _mapping(path, before, lieu), _mapping(path, after, lieu)
    told = sorted((key.value, value.value) for key, value in now.value if key.value in values)
    if told != sorted(values.items()) or _rest(after, now, values) != _rest(before, was, values):
        raise _unsafe(path, was, f"la fiche « {lieu} » est écrite d'une façon inattendue : {_BY_HAND}")
    return mark + changed.encode("utf-8")


def _compose(path: Path, text: str) -> yaml.Node:
    try:
        return yaml.compose(text, Loader=_LOADER) or yaml.ScalarNode("", "")
    except yaml.YAMLError as error:
        raise DirectoryError(
            [Problem(path, 1, "le fichier n'est plus lisible : vérifie-le avec « lieux check »")]
        ) from error


def _mapping(path: Path, root: yaml.Node, lieu: str) -> yaml.MappingNode:
    """The node of the lieu of this id."""
    listed = [value for key, value in _pairs(root) if key.value == "lieux"]
    entries = [entry for each in listed if isinstance(each, yaml.SequenceNode) for entry in each.value]
    found = [e for e in entries if any(key.value == "id" and value.value == lieu for key, value in _pairs(e))]
    if len(found) != 1:
        raise DirectoryError([Problem(path, 1, f"la fiche « {lieu} » n'y est pas une seule fois : {_BY_HAND}")])
    mapping: yaml.MappingNode = found[0]
    return mapping


def _pairs(node: yaml.Node) -> list[_Pair]:
    return node.value if isinstance(node, yaml.MappingNode) else []


def _changed(path: Path, text: str, mapping: yaml.MappingNode, values: Mapping[str, str]) -> str:
    pairs = {key.value: (key, value) for key, value in mapping.value}
    edits: list[tuple[int, int, str]] = []
    last: _Pair | None = None
    for name, value in values.items():
        if name in pairs:
            last = pairs[name]
            edits.append(_replaced(path, text, last[1], value))
        elif last is not None:
            edits.append(_added(text, mapping, last, f"{name}: {value}"))
        else:
            raise _unsafe(path, mapping, f"la fiche n'a pas de « {name} » : {_BY_HAND}")
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _replaced(path: Path, text: str, node: yaml.Node, value: str) -> tuple[int, int, str]:
    start, end = node.start_mark.index, node.end_mark.index
    written = text[start:end]
    quote = written[:1] if written[:1] in ("'", '"') else ""
    if not isinstance(node, yaml.ScalarNode) or not node.value or written != f"{quote}{node.value}{quote}":
        raise _unsafe(path, node, f"cette valeur est écrite d'une façon inattendue : {_BY_HAND}")
    return start, end, f"{quote}{value}{quote}"


def _added(text: str, mapping: yaml.MappingNode, last: _Pair, line: str) -> tuple[int, int, str]:
    key, value = last
    after = value.end_mark.index
    if mapping.flow_style:
        return after, after, f", {line}"
    ending = _BREAK.search(text, after) or _BREAK.search(text)
    newline = ending.group() if ending else "\n"
    end = ending.start() if ending and ending.start() >= after else len(text)
    return end, end, newline + " " * key.start_mark.column + line


def _rest(node: yaml.Node, mapping: yaml.MappingNode, values: Mapping[str, str]) -> Any:
    """What the file says save for ``values`` in ``mapping``; a node met again (an alias) is not followed twice."""
    seen: set[int] = set()

    def said(node: yaml.Node) -> Any:
        if id(node) in seen:
            return "alias"
        seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            pairs = (pair for pair in node.value if node is not mapping or pair[0].value not in values)
            return [(said(key), said(value)) for key, value in pairs]
        if isinstance(node, yaml.SequenceNode):
            return tuple(map(said, node.value))
        return node.tag, node.value

    return said(node)


def _unsafe(path: Path, node: yaml.Node, message: str) -> DirectoryError:
    return DirectoryError([Problem(path, node.start_mark.line + 1, message)])
