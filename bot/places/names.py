"""Names as keys: what people write and what the table holds, brought to one shape."""

from collections.abc import Iterable, Sequence

from bot.text import Word, fold

# What stands for what in a name, as people shorten it ("St Brieuc", "Chalon s/ Saône", "Villeneuve-lez-Avignon").
_LONG_FOR = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes", "lez": "les", "mt": "mont", "s": "sur"}
# What parts the words of a name; the apostrophe's typographic forms are folded into "'" before.
_GAPS = str.maketrans(dict.fromkeys("-'/.,()", " "))

ARTICLES = frozenset(("le", "la", "les", "l"))
# "Au Mans" is "le Mans" after "à", "du Havre" after "de": the article that each contraction holds.
CONTRACTED = {"au": "le", "du": "le", "aux": "les", "des": "les"}
_LINKS = frozenset(("sur", "sous", "en", "les"))
_JOINTS = frozenset(("sur", "sous", "en", "les", "le", "la", "l", "de", "d", "du", "des", "aux", "au", "a"))


def key_words(words: Iterable[Word]) -> list[str]:
    """The words of a text as the words of a key: ``"St-Brieuc"`` gives ``["saint", "brieuc"]``."""
    return [_LONG_FOR.get(word.folded, word.folded) for word in words]


def key_of(name: str) -> str:
    """The key of one name: ``"L'Haÿ-les-Roses"`` gives ``"l hay les roses"``."""
    return keys_of((name,))[0]


def keys_of(names: Sequence[str]) -> list[str]:
    """The keys of many names, folded all at once: 35,000 of them one by one would take most of the loading time.

    Names hold no line feed.
    """
    folded = fold("\n".join(names)).translate(_GAPS)
    return [" ".join([_LONG_FOR.get(word, word) for word in line.split()]) for line in folded.split("\n")]


def without_article(key: str) -> str | None:
    """``"le mans"`` gives ``"mans"``; None where no article stands first."""
    first, _, rest = key.partition(" ")
    return rest if rest and first in ARTICLES else None


def without_links(key: str) -> str | None:
    """``"chalon sur saone"`` gives ``"chalon saone"``; None where nothing is left out or too little is left."""
    words = key.split()
    kept = [word for number, word in enumerate(words) if number == 0 or word not in _LINKS]
    return " ".join(kept) if 2 <= len(kept) < len(words) else None


def head(key: str) -> str | None:
    """What people call the town for short: ``"neuilly sur seine"`` gives ``"neuilly"``; None for a name of one part.

    The head ends before the first joint ("sur", "en", "les"...) that follows a word of its own.
    """
    words = key.split()
    start = 1 if words[0] in ARTICLES else 0
    for number in range(start + 1, len(words)):
        if words[number] in _JOINTS:
            short = words[:number]
            return None if short[-1] in ("saint", "sainte") else " ".join(short)
    return None


def opening(key: str) -> str | None:
    """The first part of a name, which may stand for it: "ris" for "ris orangis", "la baule", "saint jacques".

    None for a name of one part.
    """
    words = key.split()
    end = 2 if words[0] in ARTICLES else 1
    if end < len(words) and words[end - 1] in ("saint", "sainte"):
        end += 1
    return " ".join(words[:end]) if end < len(words) else None
