"""Settings filled in where a YAML file that people write has them: its comments and its order stay."""

import re
from collections.abc import Mapping
from typing import Any

import yaml

from bot.errors import StartError

_PLAIN = re.compile(r"[A-Za-z0-9/][A-Za-z0-9/:._~%+-]*(?<!:)")

Setting = tuple[str, ...]
"""The keys that lead to a setting: ``("mattermost", "url")``, or ``("name",)``."""


def filled(text: str, settings: Mapping[Setting, str]) -> str:
    """``text`` with every setting at its value: in its place, in its section, or in a new section at the end.

    Raises StartError when the file is written in a way where that cannot be done safely.
    """
    for setting, value in settings.items():
        before = values_of(text)
        if _value(before, setting) != value:
            text = _with(text, setting, value)
            if values_of(text) != _expected(before, setting, value):
                raise _by_hand(setting, value)
    return text


def values_of(text: str) -> Any:
    """What the file says, every scalar as it is written; nothing of a file that is empty, or is no YAML."""
    try:
        return yaml.load(text, yaml.BaseLoader)  # noqa: S506 - makes texts, lists and dictionaries alone
    except yaml.YAMLError:
        return None


def _by_hand(setting: Setting, value: str) -> StartError:
    return StartError(f"« {'.'.join(setting)} » ne se remplit pas tout seul : écris-y {value} à la main.")


def _with(text: str, setting: Setting, value: str) -> str:
    try:
        node: Any = yaml.compose(text, yaml.SafeLoader)
    except yaml.YAMLError as error:
        raise _by_hand(setting, value) from error
    indent, end = 0, len(text)
    for depth, key in enumerate(setting):
        pairs = node.value if isinstance(node, yaml.MappingNode) else []
        found = next(((name, under) for name, under in pairs if name.value == key), None)
        if found is None:
            return _added(text, setting[depth:], value, indent, end)
        name, node = found
        indent, end = name.start_mark.column + 2, _line_end(text, _last_index(name, node))
    start = node.start_mark.index if node.start_mark.index < node.end_mark.index else -1
    if start >= 0:
        return text[:start] + _written(value) + text[node.end_mark.index :]
    colon = text.index(":", name.end_mark.index) + 1
    return f"{text[:colon]} {_written(value)}{text[colon:]}"


def _added(text: str, keys: Setting, value: str, indent: int, end: int) -> str:
    lines = [" " * (indent + 2 * depth) + f"{key}:" for depth, key in enumerate(keys)]
    lines[-1] += f" {_written(value)}"
    before = text[:end] if not text[:end] or text[:end].endswith("\n") else text[:end] + "\n"
    return before + "\n".join(lines) + "\n" + text[end:]


def _last_index(name: yaml.Node, node: yaml.Node) -> int:
    """Where the last thing under a key ends; the end mark of a mapping lies beyond the comments that follow it."""
    while isinstance(node, yaml.MappingNode) and node.value and not node.flow_style:
        name, node = node.value[-1]
    return max(int(name.end_mark.index), int(node.end_mark.index))


def _line_end(text: str, index: int) -> int:
    end = text.find("\n", index)
    return len(text) if end < 0 else end + 1


def _value(values: Any, setting: Setting) -> Any:
    for key in setting:
        values = values.get(key) if isinstance(values, dict) else None
    return values


def _expected(values: Any, setting: Setting, value: str) -> Any:
    if not setting:
        return value
    section = dict(values) if isinstance(values, dict) else {}
    return {**section, setting[0]: _expected(section.get(setting[0]), setting[1:], value)}


def _written(value: str) -> str:
    plain = _PLAIN.fullmatch(value) and yaml.safe_load(value) == value
    return value if plain else "'" + value.replace("'", "''") + "'"
