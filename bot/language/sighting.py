"""Sighting: everything the vocabulary recognises in one message, before anything is concluded."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.language.cleaning import Clean, Sentence
from bot.language.numerals import read_numbers
from bot.language.patterns import Phrasing, token
from bot.language.vocabulary import Vocabulary

_MARK = re.compile(r"[,;:()–—/]|\s-\s")
_HOUR = re.compile(r"\d{1,2}h\d{0,2}")


@dataclass(frozen=True, slots=True)
class Seen:
    """A phrasing seen in a message: the words ``start`` to ``end`` (excluded), in sentence number ``sentence``."""

    phrasing: Phrasing
    start: int
    end: int
    sentence: int


@dataclass(frozen=True, slots=True)
class Sighting:
    """A message under the eyes of the vocabulary.

    ``row`` holds its words as phrasings compare them, ``spans`` the classes that begin at each, ``signals`` the
    phrasings seen for each signal in the order of the text, ``numbers`` the numbers by their position, ``marks`` the
    positions of the words that a comma or the like stands before.
    """

    clean: Clean
    row: tuple[str, ...]
    spans: Mapping[int, Mapping[str, tuple[int, ...]]]
    signals: Mapping[str, Sequence[Seen]]
    numbers: Mapping[int, float]
    marks: frozenset[int]

    def has(self, signal: str) -> bool:
        """Whether a signal is seen anywhere."""
        return signal in self.signals

    def first_class(self, name: str, start: int = 0) -> tuple[int, int] | None:
        """The first expression of a class from ``start`` on, the longest one there."""
        for position in sorted(self.spans):
            if position >= start and name in self.spans[position]:
                return position, max(self.spans[position][name])
        return None

    def class_ending_at(self, name: str, end: int) -> int | None:
        """Where the longest expression of a class begins that ends just before the word ``end``."""
        starts = [start for start in range(max(0, end - 6), end) if end in self.spans.get(start, {}).get(name, ())]
        return min(starts, default=None)

    def class_at(self, name: str, start: int) -> bool:
        """Whether an expression of a class begins at the word ``start``."""
        return name in self.spans.get(start, {})

    def clause_of(self, position: int) -> tuple[int, int]:
        """Where the clause that holds the word ``position`` begins and ends: what stands between two marks."""
        sentence = self.sentence_of(position)
        start = end = position
        while start > sentence.start and start not in self.marks:
            start -= 1
        end += 1
        while end < sentence.end and end not in self.marks:
            end += 1
        return start, end

    def sentence_of(self, position: int) -> Sentence:
        """The sentence that holds the word ``position``."""
        return next(s for s in self.clean.sentences if s.start <= position < s.end)


def look(clean: Clean, vocabulary: Vocabulary, places: frozenset[int]) -> Sighting:
    """Look at a cleaned message; ``places`` are the positions of the words that name places, and nothing else."""
    row = vocabulary.spelling.repair([token(word) for word in clean.words], places)
    row = _accented(clean, row, vocabulary, places)
    numbers = read_numbers(row, vocabulary.numbers, places)
    spans = _spans(row, vocabulary, places)
    for position in numbers:
        here = spans.setdefault(position, {})
        here["num"] = (position + 1,)
        postcode = row[position].isdigit() and len(row[position]) == 5
        counts_people = "gens" in spans.get(position + 1, {}) or not postcode
        if counts_people and not _counts_units(row, position, vocabulary):
            here["n"] = (position + 1,)
    for position, word in enumerate(row):
        if _HOUR.fullmatch(word):
            spans.setdefault(position, {})["heure"] = (position + 1,)
    signals: dict[str, list[Seen]] = {}
    marks = _marks(clean)
    for number, sentence in enumerate(clean.sentences):
        within = range(sentence.start, sentence.end)
        for phrasing, start, end in vocabulary.phrasings.find(row, spans, within, marks):
            signals.setdefault(phrasing.signal, []).append(Seen(phrasing, start, end, number))
    return Sighting(clean, row, spans, signals, numbers, marks)


def _marks(clean: Clean) -> frozenset[int]:
    words, text = clean.words, clean.text
    return frozenset(
        at for at in range(1, len(words)) if _MARK.search(text[words[at - 1].end : words[at].start]) is not None
    )


def _spans(row: Sequence[str], vocabulary: Vocabulary, places: frozenset[int]) -> dict[int, dict[str, tuple[int, ...]]]:
    """The classes, but for names of places; what speaks against yields to longer expressions: "imprimante 3D"."""
    spans: dict[int, dict[str, tuple[int, ...]]] = {}
    for position, here in vocabulary.classes.find(row).items():
        if position not in places:
            longest = max(max(ends) for ends in here.values())
            spans[position] = {
                name: ends for name, ends in here.items() if name not in vocabulary.against or max(ends) == longest
            }
    return spans


def _accented(clean: Clean, row: Sequence[str], vocabulary: Vocabulary, places: frozenset[int]) -> tuple[str, ...]:
    """``row`` where "ou" is "où": before what only follows "où", before a verb that is introduced, at the very end.

    A place introduces a verb as a comma does: "bergerac ou bosser".
    """
    if "ou" not in row:
        return tuple(row)
    spans = vocabulary.classes.find(row)
    introduced = {end for here in spans.values() for end in here.get("avant_où", ())}
    introduced.update(sentence.start for sentence in clean.sentences)
    accented = list(row)
    ends = {sentence.end for sentence in clean.sentences}
    for at in (at for at, word in enumerate(row) if word == "ou"):
        after = spans.get(at + 1, {})
        if at and (at + 1 in ends or any(stop in ends for stop in after.get("après_où_final", ()))):
            accented[at] = "où"
        apart = at > 0 and clean.text[clean.words[at - 1].end : clean.words[at].start].strip() != ""
        if "après_où" in after or ("après_où_introduit" in after and (apart or at in introduced or at - 1 in places)):
            accented[at] = "où"
    return tuple(accented)


def _counts_units(row: Sequence[str], position: int, vocabulary: Vocabulary) -> bool:
    """Whether a number counts something else than people: "3 jours", "une vingtaine de minutes", "le 12"."""
    after = row[position + 1 : position + 3]
    if len(after) == 2 and after[0] in ("de", "d"):
        after = after[1:]
    counted = after[0] if after else ""
    before = row[position - 1] if position else ""
    return counted in vocabulary.units or (before == "le" and counted not in ("personnes", "pers"))
