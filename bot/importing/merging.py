"""Merging: what the database says now, laid over what a person made of what it said before."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.importing.document import Document
from bot.importing.entry import Keys, Value

_TOGETHER = (("latitude", "longitude", "precision"), ("code_postal", "commune"))
"""Keys that only have a sense together: a person's hand on one keeps them all."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What a person changed and the import left as it is: the row, its entry's id, and which keys."""

    row: int
    id: str
    what: str


@dataclass(slots=True)
class Merge:
    """The changes that an import makes to documents, counted as they are made."""

    documents: list[Document]
    added: list[int] = field(default_factory=list)
    changed: list[int] = field(default_factory=list)
    removed: list[int] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)

    def holder(self, id_: str) -> Document | None:
        """The document that holds the entry ``id_``."""
        return next((document for document in self.documents if id_ in document.entries), None)

    def update(self, row: int, document: Document, before: Keys, now: Keys) -> None:
        """Lay what row says ``now`` over its entry; what differs from ``before`` is a person's and stays."""
        id_ = str(now["id"])
        written = document.entries[id_]
        own = _changed_by_hand(written, before)
        changes: dict[str, Value | None] = {}
        for key in dict.fromkeys((*before, *now)):
            if key in own or written.get(key) == now.get(key):
                continue
            changes[key] = now.get(key)
        if changes and document.change(id_, changes):
            self.changed.append(row)
        elif changes:
            own = own | changes.keys()
        mine = sorted(key for key in own if written.get(key) != now.get(key))
        if mine:
            self.kept.append(Kept(row, id_, ", ".join(mine)))

    def withdraw(self, row: int, document: Document, before: Keys) -> bool:
        """Take away the entry of a row that the database no longer has, unless a person wrote in it."""
        id_ = str(before["id"])
        if document.entries[id_] != before or document.is_commented(id_):
            self.kept.append(Kept(row, id_, "la fiche entière, que la base n'a plus"))
            return False
        document.remove(id_)
        self.removed.append(row)
        return True


def _changed_by_hand(written: Mapping[str, Value], before: Mapping[str, Value]) -> set[str]:
    """The keys whose values are no longer those ``before``, and those that go with them."""
    own = {key for key in before.keys() | written.keys() if before.get(key) != written.get(key)} if before else set()
    own |= set(written) if not before else set()
    for group in _TOGETHER:
        if own & set(group):
            own |= set(group)
    return own
