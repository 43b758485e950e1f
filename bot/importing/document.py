"""Documents: a file of the directory changed in place, so that comments, blank lines and order stay a person's."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import yaml

from bot.errors import DirectoryError, SourceError
from bot.files.yaml_file import YamlFile
from bot.importing.entry import ORDER, Keys, Value, entry, rendered
from bot.importing.spans import end_of, entry_nodes, leaves, line_end, line_start, listed_in, next_line, values_of

_BOM = "\ufeff"
_CURE = "Corrige-le, vérifie avec « lieux check », puis recommence : rien n'a été écrit."


class Document:
    """The text of a file, its entries by id, and the edits to make."""

    def __init__(self, path: Path) -> None:
        """Read the file at ``path``. Raises SourceError when it is no right file of the directory."""
        self.path = path
        self.head: Mapping[str, str] = {}
        self.entries: dict[str, Keys] = {}
        self._read()
        self._wanted = {id_: dict(keys) for id_, keys in self.entries.items()}
        self._edits: list[tuple[int, int, str]] = []
        self._new: list[Keys] = []

    def _read(self) -> None:
        try:
            file = YamlFile(self.path)
        except DirectoryError as error:
            raise SourceError(f"{error}\n{_CURE}") from error
        listed = file.values.get("lieux") if isinstance(file.values, dict) else None
        if file.problems or not isinstance(listed, list):
            problems = "\n".join(map(str, file.problems)) or f"{self.path}:1: « lieux » attend une liste de lieux"
            raise SourceError(f"{problems}\n{_CURE}")
        self.head = {key: value for key, value in file.values.items() if isinstance(value, str)}
        text = self.path.read_bytes().decode("utf-8")
        self.text = text.removeprefix(_BOM)
        self._bom = text[: len(text) - len(self.text)]
        self._nodes = entry_nodes(self.text)
        self.entries = {id_: _keys(node) for id_, node in self._nodes.items()}

    def is_commented(self, id_: str) -> bool:
        """Whether a person wrote a comment in the entry, beside it or right above."""
        node = self._nodes[id_]
        start = line_start(self.text, node.start_mark.index)
        above = self.text[:start].rstrip("\n\r").rpartition("\n")[2].strip()
        touching = not self.text[:start].endswith(("\n\n", "\n\r\n"))
        end = line_end(self.text, end_of(self.text, node))
        return (above.startswith("#") and touching) or self._has_comment(node, start, end)

    def change(self, id_: str, changes: Mapping[str, Value | None]) -> bool:
        """Set the keys of an entry to ``changes``, None takes a key away; False when its writing does not allow it.

        Nothing is taken that holds a comment.
        """
        node = self._nodes[id_]
        if node.flow_style:
            return False
        pairs = {key.value: (key, value) for key, value in node.value}
        edits: list[tuple[int, int, str]] = []
        added: dict[int, list[str]] = {}
        column = node.start_mark.column
        for key in sorted(changes, key=_rank):
            value = changes[key]
            if key in pairs and self._has_comment(pairs[key][1], pairs[key][0].start_mark.index):
                return False
            if key not in pairs and value is not None:
                anchor = max((k for k in pairs if _rank(k) < _rank(key) and changes.get(k, "") is not None), key=_rank)
                after = line_end(self.text, end_of(self.text, pairs[anchor][1]))
                added.setdefault(after, []).append(f"\n{' ' * column}{rendered(key, value, column)}")
            elif key in pairs and value is not None:
                start, end = pairs[key][0].start_mark.index, end_of(self.text, pairs[key][1])
                edits.append((start, end, rendered(key, value, column)))
            elif key in pairs:
                start = line_start(self.text, pairs[key][0].start_mark.index)
                end = next_line(self.text, end_of(self.text, pairs[key][1]))
                if self.text[start : pairs[key][0].start_mark.index].strip() or "#" in self._after(pairs[key][1]):
                    return False
                edits.append((start, end, ""))
        self._edits += [*edits, *((at, at, "".join(lines)) for at, lines in added.items())]
        for key, value in changes.items():
            if value is None:
                self._wanted[id_].pop(key, None)
            else:
                self._wanted[id_][key] = value
        return True

    def remove(self, id_: str) -> None:
        """Take an entry away, and the blank line that parts it from the one before."""
        node = self._nodes[id_]
        start = line_start(self.text, node.start_mark.index)
        end = next_line(self.text, end_of(self.text, node))
        before = self.text[:start]
        for blank in ("\n\r\n", "\n\n"):
            if before.endswith(blank):
                start -= len(blank) - 1
                break
        self._edits.append((start, end, ""))
        del self._wanted[id_]

    def add(self, keys: Keys) -> None:
        """Add an entry after the others."""
        self._new.append(keys)
        self._wanted[str(keys["id"])] = keys

    def edited(self) -> str:
        """The text of the file with its edits made. Raises SourceError when it would not say what is wanted."""
        text = self.text
        line_feed = "\r\n" if "\r\n" in text else "\n"
        for start, end, new in sorted(self._edits, reverse=True):
            text = text[:start] + new.replace("\n", line_feed) + text[end:]
        if self._edits and len(self._wanted) == len(self._new):
            text = _with_no_entry(text)
        if self._new:
            text = _with_entries(text, self._new, line_feed)
        if text != self.text and {id_: _keys(node) for id_, node in entry_nodes(text).items()} != self._wanted:
            raise SourceError(
                f"{self.path}: ce fichier est écrit d'une façon qui ne se modifie pas sans risque. {_CURE}"
            )
        return self._bom + text

    def _has_comment(self, node: yaml.Node, start: int, end: int = -1) -> bool:
        """Whether a "#" stands outside the scalars of ``node`` (from ``start`` to ``end``)."""
        for leaf in leaves(node):
            if "#" in self.text[start : leaf.start_mark.index]:
                return True
            start = end_of(self.text, leaf)
        return "#" in self.text[start:end] if end > start else False

    def _after(self, node: yaml.Node) -> str:
        end = end_of(self.text, node)
        return self.text[end : line_end(self.text, end)]


def _keys(node: yaml.MappingNode) -> Keys:
    return {key.value: values_of(value) for key, value in node.value}


def _with_no_entry(text: str) -> str:
    """``text``, whose list of lieux has just lost its last item, with a list that says so."""
    key = re.search(r"^lieux\s*:", text, re.MULTILINE)
    return f"{text[: key.end()]} []{text[key.end() :]}" if key else text


def _with_entries(text: str, new: Sequence[Keys], line_feed: str) -> str:
    listed = listed_in(text)
    if listed is None:
        return text
    if not listed.value:
        start, end, indent = listed.start_mark.index, listed.end_mark.index, 2
        start -= len(text[:start]) - len(text[:start].rstrip(" "))
        first = line_feed
    else:
        last = listed.value[-1]
        indent = listed.start_mark.column
        start = end = line_end(text, end_of(text, last))
        first = line_feed * 2
    written = "\n\n".join(entry(keys, indent) for keys in new).replace("\n", line_feed)
    return text[:start] + first + written + text[end:]


def _rank(key: str) -> int:
    return ORDER.index(key) if key in ORDER else len(ORDER)
