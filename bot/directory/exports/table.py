"""A plain table of every key, for spreadsheets."""

from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel

from bot.directory.exports.cells import csv_text, harmless
from bot.directory.exports.discretion import Discretion
from bot.directory.snapshot import Snapshot
from bot.models.lieu import Lieu

BOM = "\ufeff"
"""Without it, Excel reads UTF-8 in the system's own encoding and spoils each accent; others ignore it."""

_BETWEEN = " | "
_WORDS = {True: "oui", False: "non", None: ""}


def table(lieux: Iterable[Lieu], directory: Snapshot) -> str:
    """``lieux``, some of the ``directory``, as CSV without personal contacts, with a column for each key.

    Several values of a key are parted by " | ".
    """
    discretion, territories = Discretion(directory.lieux), directory.territory_names
    ordered = sorted(lieux, key=lambda lieu: lieu.id)
    rows = ([*_row(discretion.published(lieu)), harmless(territories.get(lieu.id, ""))] for lieu in ordered)
    return BOM + csv_text((*Lieu.model_fields, "territoire"), rows)


def _row(lieu: Lieu) -> tuple[str, ...]:
    return tuple(_cell(value) for _, value in lieu)


def _cell(value: Any) -> str:
    return str(value) if isinstance(value, float) else harmless(_text(value))  # a longitude is no formula


def _text(value: Any) -> str:
    match value:
        case bool() | None:
            return _WORDS[value]
        case tuple():
            return _BETWEEN.join(map(_text, value))
        case dict():
            return _BETWEEN.join(f"{key}: {', '.join(_listed(item))}" for key, item in value.items())
        case BaseModel():
            return ", ".join(text for _, item in value if item is not False and (text := _text(item)))
    return str(value)


def _listed(value: Any) -> tuple[str, ...]:
    return tuple(map(_text, value if isinstance(value, tuple) else (value,)))
