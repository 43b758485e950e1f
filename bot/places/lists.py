"""The small YAML lists of the map that people edit by hand."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from bot.errors import StartError


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of such a list; what it lacks or has amiss raises StartError with the file and the entry."""

    values: Mapping[str, object]
    source: str

    def text(self, key: str, default: str | None = None) -> str:
        """The text under ``key``; ``default`` where there is none."""
        value = self.values.get(key, default)
        if isinstance(value, str):
            return value
        raise StartError(f"{self.source}: « {key} » must be a text: {dict(self.values)}")

    def texts(self, key: str) -> tuple[str, ...]:
        """The texts listed under ``key``, none where there is no such list."""
        value = self.values.get(key, [])
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(value)
        raise StartError(f"{self.source}: « {key} » must be a list of texts: {dict(self.values)}")

    def degrees(self, key: str) -> float:
        """The latitude or longitude under ``key``."""
        try:
            return float(self.text(key))
        except ValueError as error:
            raise StartError(f"{self.source}: « {key} » must be a number of degrees: {dict(self.values)}") from error


def read_entries(path: Path) -> list[Entry]:
    """The entries of a YAML list of mappings; StartError if the file cannot be read as one.

    Every scalar stays the text it was written as: 01500 is a postcode, not a number.
    """
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        loaded = yaml.load(path.read_text("utf-8"), loader)  # noqa: S506  a base loader builds only text and lists
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise StartError(f"{path} cannot be read: {error}") from error
    if not isinstance(loaded, list) or not all(isinstance(entry, dict) for entry in loaded):
        raise StartError(f"{path} must be a list of entries, each with its fields")
    return [Entry(entry, str(path)) for entry in loaded]


@dataclass(frozen=True, slots=True)
class Words:
    """Keys that are ordinary words: ``common`` those of places, ``ordinary`` those never taken for a misspelt place."""

    common: frozenset[str]
    ordinary: frozenset[str]


def read_words(folder: Path) -> Words:
    """The words of ``common_words.txt`` and ``ordinary_words.txt``; StartError if unreadable."""
    return Words(_lines(folder / "common_words.txt"), _lines(folder / "ordinary_words.txt"))


def _lines(path: Path) -> frozenset[str]:
    """The lines of a file; those that begin with "#" are comments."""
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise StartError(f"{path} cannot be read: {error}") from error
    return frozenset(line for line in lines if line and not line.startswith("#"))
