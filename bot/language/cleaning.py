"""What a person wrote, less what they did not say themselves: quotes, code, links, pictures, other people's names."""

import re
import unicodedata
from dataclasses import dataclass

from bot.text import Word, words

MAX_CHARACTERS = 1_500
"""A question is in the first lines; what comes after costs time and adds nothing."""

_MAX_SENTENCES = 30
_MAX_WORDS = 260  # what so many characters hold of real words

_FENCE = re.compile(r"(?:```|~~~).*?(?:```|~~~|\Z)", re.DOTALL)
_CODE = re.compile(r"`[^`\n]*`")
_QUOTE = re.compile(r"^[ \t]*>.*$", re.MULTILINE)
_SAID = re.compile(r'«[^»\n]{0,300}»|“[^”\n]{0,300}”|"(?=[^"\s]+ [^"\s]+ )[^"\n]{5,300}"')
_LINK = re.compile(r"!?\[([^\]\n]{0,120})\]\([^)\n]{0,250}\)")
_URL = re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)
_CHANNEL = re.compile(r"(?<!\w)~[\w-]+")
_MENTION = re.compile(r"(?<![\w@])@([\w.-]+)")
_EMOJI_NAME = re.compile(r"(?<!\w):[a-z0-9_+-]+:(?!\w)")
_GLUED_UNIT = re.compile(r"(?<=\d)(?!(?:er|[eè]re|[eè]me|nde?|st|rd|th)\b)(?=[^\W\d_]{2}|p\b)")
_SENTENCE_END = re.compile(r"[?!؟？！]+|[.;…]+(?=\s|$)|\n+")
_INSTEAD = ((_FENCE, "\n"), (_QUOTE, "\n"), (_CODE, " "), (_SAID, " "), (_LINK, r" \1 "), (_URL, " "))
_EVERYONE = frozenset({"all", "channel", "here"})


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: where its words stand among the message's, and whether it asks (ends with a question mark)."""

    start: int
    end: int
    asks: bool


@dataclass(frozen=True, slots=True)
class Clean:
    """A cleaned message: its text, its words, its sentences, and the people it names.

    ``other_at`` tells how many words stand before the first ``@name`` of another person, None when there is none;
    ``names_bot`` that the message holds the bot's.
    """

    text: str
    words: tuple[Word, ...]
    sentences: tuple[Sentence, ...]
    other_at: int | None
    names_bot: bool


def clean(text: str, bot_name: str) -> Clean:
    """The ``text`` that the person said in their own name; ``bot_name`` is the bot's user name."""
    said = unicodedata.normalize("NFC", text[: 4 * MAX_CHARACTERS])
    for pattern, instead in _INSTEAD:
        said = pattern.sub(instead, said)
    said = _EMOJI_NAME.sub(" ", _CHANNEL.sub(" ", said))[:MAX_CHARACTERS]
    names = [(match.group(1).rstrip(".-_").casefold(), match.start()) for match in _MENTION.finditer(said)]
    others = [start for name, start in names if name != bot_name and name not in _EVERYONE]
    other_at = len(words(_MENTION.sub(" ", said[: others[0]]))) if others else None
    said = _GLUED_UNIT.sub(" ", _MENTION.sub(" ", said)).replace("€", " euros ")
    found = words(said)[:_MAX_WORDS]
    sentences = _sentences(said, found)[:_MAX_SENTENCES]
    found = found[: sentences[-1].end] if sentences else found
    return Clean(said, found, sentences, other_at, any(name == bot_name for name, _ in names))


def _sentences(text: str, found: tuple[Word, ...]) -> tuple[Sentence, ...]:
    sentences: list[Sentence] = []
    start = 0
    for end in _SENTENCE_END.finditer(text):
        stop = start
        while stop < len(found) and found[stop].end <= end.start():
            stop += 1
        asks = any(mark in end.group() for mark in "?؟？")
        if stop > start:
            sentences.append(Sentence(start, stop, asks))
        elif asks and sentences:
            last = sentences[-1]
            sentences[-1] = Sentence(last.start, last.end, asks=True)
        start = stop
    if start < len(found):
        sentences.append(Sentence(start, len(found), asks=False))
    return tuple(sentences)
