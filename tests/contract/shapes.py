"""The shape of JSON: its keys and the types of its values."""

import json
from typing import Any

_INSIDE = ("post", "mentions", "channel", "reaction")
"""The keys whose text is JSON again."""
_FREE = ("props", "timezone")
"""The keys whose content differs from one user or post to the next."""
ANYTHING = "anything"


def shape(value: Any) -> Any:
    """The shape of ``value``; two equal shapes have the same keys with values of the same types."""
    if isinstance(value, dict):
        return {key: ANYTHING if key in _FREE else shape(_inside(key, item)) for key, item in value.items()}
    if isinstance(value, list):
        return [shape(item) for item in value[:1]]
    return ANYTHING if value is None else type(value).__name__


def alike(one: Any, other: Any) -> bool:
    """Whether two shapes are the same, where null stands for a value of any type."""
    if ANYTHING in (one, other):
        return True
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(alike(one[key], other[key]) for key in one)
    return bool(one == other)


def _inside(key: str, value: Any) -> Any:
    return json.loads(value) if key in _INSIDE and isinstance(value, str) else value
