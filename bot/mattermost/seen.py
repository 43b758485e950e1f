"""A bounded memory of ids."""

from collections import OrderedDict


class Seen:
    """Remembers the last ``size`` ids shown to it."""

    def __init__(self, size: int = 10_000) -> None:
        self._size = size
        self._ids: OrderedDict[str, None] = OrderedDict()

    def __contains__(self, id_: str) -> bool:
        return id_ in self._ids

    def is_new(self, id_: str) -> bool:
        """Whether ``id_`` was not shown before; from now on it was."""
        if id_ in self._ids:
            self._ids.move_to_end(id_)
            return False
        self._ids[id_] = None
        if len(self._ids) > self._size:
            self._ids.popitem(last=False)
        return True

    def forget(self, id_: str) -> None:
        """Make ``id_`` new again: what it stood for did not happen."""
        self._ids.pop(id_, None)
