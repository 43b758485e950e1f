"""Whether a text names the bot: ``@lieux``, as the server reads it."""

import re
from functools import lru_cache

_CODE = re.compile(r"^(```|~~~).*?(?:^\1|\Z)|(?<!`)(`++).*?(?<!`)\2(?!`)", re.DOTALL | re.MULTILINE)


_INDENTED = re.compile(r"(?:\A|(?<=\n)[ \t]*\n)(?:(?: {4}|\t).*(?:\n|\Z))+")


@lru_cache(maxsize=8)
def _named(name: str) -> re.Pattern[str]:
    # Letters, digits and @ glue on both sides; ":", ".", "-" and "_" glue only to what follows them ("@lieux-bot"),
    # and end a mention otherwise ("@lieux."). Seen on 6.7.2 (ws_mention_matrix).
    return re.compile(rf"(?<![^\W_])(?<!@)@{re.escape(name)}(?![:._-]*(?:[^\W_]|@))", re.IGNORECASE)


def names(text: str, name: str) -> bool:
    """Whether ``text`` mentions ``@name`` outside code, in any case."""
    return _named(name).search(_CODE.sub(" ", text)) is not None


def without_indented_code(text: str) -> str:
    """``text`` without the code that four spaces make: lines at its beginning or after an empty line."""
    return _INDENTED.sub("\n", text)
