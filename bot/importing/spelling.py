"""Spelling: texts as they were before other programs spoilt them, without what is personal in them."""

import re
import unicodedata
from collections.abc import Mapping

from bot.text import fold

_MAIL = re.compile(r"[^\s<>()\[\],;:|]+@[^\s<>()\[\],;:|]+\.[a-zA-Z]{2,}")
_PHONE = re.compile(r"(?:(?:\+|00)33[\s.-]?|\b0)[1-9](?:[\s.-]?\d\d){4}\b")
# A courtesy title and the name after it; "rue Monsieur le Prince" is a street.
_TITLED = re.compile(
    r"(?:^|[,;(/–-]\s*(?:contact|chez)?|\bchez\b|\bcontact\b)\s*:?\s*"
    r"(?:M\.|Mr\.?|Mme\.?|Mlle\.?|Madame|Monsieur|Mademoiselle)\s.*$",
    re.IGNORECASE,
)
_SPOILT = re.compile(r"[ÃÂâ][\x80-\xbf\xa0-\xff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
_CAPITALS = re.compile(r"[^\W\d_]+")
_VOWELS = frozenset("aeiouy")
_LONG = 5
"""A word of a name in capitals as long as this, with a vowel, is a word and no initials."""
_SMALL = frozenset(("a", "au", "aux", "by", "d", "de", "des", "du", "en", "et", "for", "in", "l", "par", "sur"))
_ARTICLES = frozenset(("la", "le", "les"))


def clean(text: str) -> str:
    """``text`` in one line, its blanks single, UTF-8 once read as Western European read rightly again."""
    if _SPOILT.search(text):
        text = _SPOILT_RUN.sub(_mend, text)
    kept = "".join(" " if unicodedata.category(c) in ("Cc", "Cf", "Zs", "Zl", "Zp") else c for c in text)
    return unicodedata.normalize("NFC", " ".join(kept.split()))


_SPOILT_RUN = re.compile(rf"(?:{_SPOILT.pattern}[\x80-\xbf\xa0-\xff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]*)+")


def _mend(match: re.Match[str]) -> str:
    for encoding in ("cp1252", "latin-1"):
        try:
            return match.group().encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return match.group()


def without_persons(text: str) -> str:
    """``text`` without e-mail addresses, phone numbers and people introduced by a courtesy title."""
    for pattern in (_TITLED, _MAIL, _PHONE):
        text = pattern.sub(" ", text)
    return " ".join(text.split())


def rejoined(name: str, commune: str) -> str:
    """``name`` whose town lost a letter's bond: ``"Fablab de N ancy"`` gives ``"Fablab de Nancy"``."""
    for word in commune.replace("-", " ").split():
        if len(word) > 2:
            name = re.sub(rf"\b{re.escape(word[0])}\s+{re.escape(word[1:])}\b", word, name)
    return name


def is_shouted(name: str) -> bool:
    """Whether ``name`` has letters, all of them capitals."""
    return name.upper() == name and name.lower() != name


def lowered(name: str, spelling: Mapping[str, str], commune: str) -> tuple[str, bool]:
    """A name in capitals as one would write it, and whether nothing in it remains a guess.

    A word of ``spelling`` or of ``commune`` is spelt as there, a long one with a capital first. A short one may be
    initials, a name of a single unknown word too: they stay as they are.
    """
    known: dict[str, str] = dict(spelling) | {fold(word): word for word in _CAPITALS.findall(commune)}
    words = _CAPITALS.findall(name)
    alone = len(name.split()) == 1 and len(words) == 1
    sure = True

    def spell(match: re.Match[str]) -> str:
        nonlocal sure
        word = str(match.group())
        folded = fold(word)
        first = match.start() == 0 or name[match.start() - 1] in "(/-" or name[: match.start()].endswith("- ")
        if folded in _SMALL | _ARTICLES:
            if alone:
                return word
            return word.capitalize() if first else known.get(folded, word.lower())
        if folded in known:
            return known[folded]
        if not alone and len(word) >= _LONG and not _VOWELS.isdisjoint(folded):
            return word.capitalize()
        sure = False
        return word

    return _CAPITALS.sub(spell, name), sure
