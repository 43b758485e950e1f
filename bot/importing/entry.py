"""Entries: a lieu as the keys and texts that a file of the directory holds."""

import re
from collections.abc import Mapping

from bot.models.lieu import Lieu

Value = str | list["Value"] | dict[str, "Value"]
Keys = dict[str, Value]
"""The keys of one entry, each scalar as the text that is written."""

ORDER = tuple(Lieu.model_fields)
"""The order in which keys are written."""
INHERITED = frozenset(("confiance", "source", "source_url", "date_maj"))
"""What the head of the file says for all of its lieux."""
# What YAML reads as nothing but text, wherever it stands in a block.
_PLAIN = re.compile(r"(?:\d+ )?[^\W\d_](?:[\w '’.,/&()+-]*[\w'’.,/&()+-])?")
_MEANING = frozenset(("y", "n", "yes", "no", "on", "off", "oui", "non", "true", "false", "null", "none"))
_FIGURES = re.compile(r"-?\d{1,3}\.\d+|\d{4}-\d\d-\d\d")
_URL = re.compile(r"https?://[\w./%?=&+~;-]+", re.ASCII)


def keys_of(lieu: Lieu) -> Keys:
    """What is written of ``lieu`` under its file's head."""
    dumped = lieu.model_dump(mode="json", exclude_defaults=True)
    written = {"precision": str(lieu.precision), **dumped}
    return {key: _texts(written[key]) for key in ORDER if key in written and key not in INHERITED}


def rendered(key: str, value: Value, indent: int) -> str:
    """``key`` and ``value`` as lines of YAML; those after the first are indented, the last has no line feed."""
    blank = " " * indent
    if isinstance(value, str):
        return f"{key}: {scalar(value)}"
    if isinstance(value, dict):
        return "\n".join((f"{key}:", *(f"{blank}  {rendered(k, v, indent + 2)}" for k, v in value.items())))
    if all(isinstance(item, str) for item in value):
        return f"{key}: [{', '.join(_in_flow(str(item)) for item in value)}]"
    return "\n".join((f"{key}:", *(f"{blank}  - {_item(item, indent + 4)}" for item in value)))


def entry(keys: Mapping[str, Value], indent: int) -> str:
    """An item of ``lieux``, its dash after ``indent`` blanks; without a line feed at its end."""
    return f"{' ' * indent}- {_item(dict(keys), indent + 2)}"


def scalar(text: str) -> str:
    """``text`` as YAML, quoted only where it must be."""
    if (_PLAIN.fullmatch(text) or _FIGURES.fullmatch(text) or _URL.fullmatch(text)) and text.lower() not in _MEANING:
        return text
    return _quoted(text)


def _in_flow(text: str) -> str:
    return _quoted(text) if "," in text else scalar(text)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    printed = (c if c.isprintable() else f"\\U{ord(c):08x}" for c in escaped)
    return '"' + "".join(printed) + '"'


def _item(value: Value, indent: int) -> str:
    if not isinstance(value, dict):
        return scalar(str(value))
    return f"\n{' ' * indent}".join(rendered(key, each, indent) for key, each in value.items())


def _texts(value: object) -> Value:
    """A value of a model in JSON as the texts that a file holds."""
    if isinstance(value, dict):
        return {str(key): _texts(each) for key, each in value.items() if each is not None}
    if isinstance(value, list):
        return [_texts(each) for each in value]
    if isinstance(value, bool):
        return "oui" if value else "non"
    return f"{value:.6f}".rstrip("0") if isinstance(value, float) else str(value)
