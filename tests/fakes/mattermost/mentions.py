"""Who a text mentions, as a real server reads it (the rows of ws_mention_matrix hold this to account)."""

import re
from collections.abc import Iterable

_CODE = re.compile(r"^```.*?(?:^```|\Z)|^~~~.*?(?:^~~~|\Z)|^(?: {4}|\t).*?$|(`+)[^`].*?\1", re.DOTALL | re.MULTILINE)
_NOT_IN_A_WORD = re.compile(r"[^\w:.\-@]")
EVERYBODY = ("@all", "@channel", "@here")


def mentioned(text: str, names: Iterable[str]) -> set[str]:
    """The ``names`` that ``text`` mentions; all of them for @all, @channel and @here."""
    known = {f"@{name}": name for name in names}
    found: set[str] = set()
    for word in _words(_CODE.sub(" ", text).lower()):
        found |= set(known.values()) if word in EVERYBODY else {known[word]} if word in known else set()
    return found


def _words(text: str) -> Iterable[str]:
    for chunk in _NOT_IN_A_WORD.split(text):
        word = chunk.lstrip(":.-_")
        while word:
            yield word
            if word[-1] not in ".-:_":
                break
            word = word[:-1]
        if not word.startswith("@"):
            yield from re.split(r"[.\-:]", word)
