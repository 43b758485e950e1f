"""Spelling: the words of a message as the vocabulary writes them, SMS spellings and slips of the finger repaired."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from rapidfuzz.distance import OSA

SHORT = 6
"""From so many letters on, a word one edit away from a cue word is taken for it: a shorter one has neighbours.

The first letter is hardly ever the wrong one.
"""


class Spelling:
    """Repairs words one by one, so that positions stay."""

    def __init__(self, spellings: Mapping[str, str], known: Iterable[str], cues: Iterable[str]) -> None:
        """``spellings`` maps a way of writing to the word meant; ``known`` holds the words of the vocabulary.

        ``cues`` are the words among them that a misspelt word is compared with.
        """
        self._spellings = dict(spellings)
        self._known = frozenset(known)
        self._near: dict[str, list[str]] = defaultdict(list)
        for word in sorted(set(cues)):
            if len(word) >= SHORT and word.isalpha():
                for shorter in (word, *_shorter(word)):
                    self._near[shorter].append(word)

    def repair(self, row: Sequence[str], names: Collection[int]) -> tuple[str, ...]:
        """``row`` with its words repaired, except at the positions ``names``, which name places."""
        return tuple(word if position in names else self._word(word) for position, word in enumerate(row))

    def _word(self, word: str) -> str:
        if word in self._spellings:
            return self._spellings[word]
        if len(word) < SHORT or word in self._known or not word.isalpha():
            return word
        candidates = (near for shorter in (word, *_shorter(word)) for near in self._near.get(shorter, ()))
        same = (near for near in candidates if near[0] == word[0])
        return next((near for near in same if OSA.distance(word, near, score_cutoff=1) <= 1), word)


def _shorter(word: str) -> Iterable[str]:
    """``word`` with one letter left out, each in turn: two words one edit apart share one of these."""
    return (word[:at] + word[at + 1 :] for at in range(len(word)))
