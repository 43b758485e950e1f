"""Careful looks into JSON that somebody else made."""

import json
from collections.abc import Mapping

Json = dict[str, object]
"""A JSON object that goes out."""


def text(payload: Mapping[str, object], key: str) -> str:
    """The text under ``key``, empty when there is none."""
    value = payload.get(key)
    return value if isinstance(value, str) else ""


def whole(payload: Mapping[str, object], key: str) -> int:
    """The whole number under ``key``, 0 when there is none."""
    value = payload.get(key)
    return value if isinstance(value, int) and not isinstance(value, bool) else 0


def mapping(payload: Mapping[str, object], key: str) -> dict[str, object]:
    """The object under ``key``, empty when there is none."""
    value = payload.get(key)
    return value if isinstance(value, dict) else {}


def read_object(raw: str | bytes) -> dict[str, object] | None:
    """The JSON object that ``raw`` holds, None when it holds anything else."""
    value = _read(raw)
    return value if isinstance(value, dict) else None


def read_texts(raw: str) -> tuple[str, ...]:
    """The texts of the JSON list that ``raw`` holds, none when it holds anything else."""
    value = _read(raw)
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()


def _read(raw: str | bytes) -> object:
    try:
        return json.loads(raw)
    except (ValueError, RecursionError):  # broken, or nested a thousand levels deep
        return None
