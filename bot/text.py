"""Text as everybody here compares it: folded, and cut into words."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_LIGATURES = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "’": "'", "‘": "'", "ʼ": "'"})
_WORD = re.compile(r"[^\W_]+(?:[.,](?=\d)\d+)*", re.UNICODE)


@lru_cache(maxsize=65_536)
def _fold(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.translate(_LIGATURES))
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def fold(text: str) -> str:
    """``text`` without accents, ligatures or case: ``"Œuvre Évry"`` gives ``"oeuvre evry"``.

    Hyphens, apostrophes and spaces stay as they are, except that typographic apostrophes become ``'``.
    """
    return _fold(text)


def fold_name(name: str) -> str:
    """A place's or a lieu's name as a key: folded, its words parted by one space.

    ``"L'Haÿ-les-Roses"`` gives ``"l hay les roses"``.
    """
    return " ".join(word.folded for word in words(name))


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: as written, folded, and where it stands (``text[start:end]``)."""

    text: str
    folded: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        """Whether the word is written with a capital first."""
        return self.text[:1].isupper()


def words(text: str) -> tuple[Word, ...]:
    """The words of ``text``: runs of letters and digits, parted by anything else (``-``, ``'``, ``/`` too).

    A decimal number stays one word (``2,5``).
    """
    return tuple(Word(m.group(), fold(m.group()), m.start(), m.end()) for m in _WORD.finditer(text))
