"""Phrasings: the little language in which the vocabulary describes what people write, and its matcher.

A phrasing is a row of elements parted by blanks, matched against the words of one sentence:

    où                a word (folded, but for ``où``, which is not ``ou``)
    bosse/d'où/là_bas one of several expressions (``_`` parts the words of one)
    {travailler}      one of the expressions of a class of the vocabulary
    {salle}/{lieu}/où several of these: classes and words
    (un/une)          an element that may be missing
    !mon/{article}    none of these stands just before
    …                 at most six words of any kind
    ~                 the same, but no mark among them: what stands in one clause
    ^  $              the beginning, the end of the sentence
    |                 a mark (a comma, a colon…), or the beginning or the end of the sentence
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as _field

from bot.text import Word, words

GAP = 6
"""The most words that ``…`` stands for."""


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a phrasing: ``options`` (by first word) and ``classes``, one of which must stand there; or a mark.

    With the mark ``!``, none of them may end there; it takes no word.
    """

    options: Mapping[str, tuple[tuple[str, ...], ...]] = _field(default_factory=dict)
    classes: tuple[str, ...] = ()
    mark: str = ""
    optional: bool = False


_MARKS = {"...": Element(mark="…"), **{mark: Element(mark=mark) for mark in "…~^$|"}}

_ANCHORS = ("^", "$", "|")


def token(word: Word) -> str:
    """A word as phrasings compare it: folded, except that ``où`` keeps its accent."""
    return "où" if word.text.casefold() == "où" else word.folded


def tokens(text: str) -> tuple[str, ...]:
    """The words of ``text`` as phrasings compare them."""
    return tuple(token(word) for word in words(text))


def parse_phrasing(text: str) -> tuple[Element, ...]:
    """The elements of a phrasing written as above. Raises ValueError for one that matches nothing certain."""
    elements = tuple(_MARKS.get(part) or _element(part) for part in text.split())
    if all(element.optional or element.mark for element in elements):
        raise ValueError(f"« {text} » n'a aucun mot obligatoire")
    return elements


def _element(part: str) -> Element:
    if part.startswith("!"):
        return replace(_element(part[1:]), mark="!")
    optional = part.startswith("(") and part.endswith(")")
    choices = (part[1:-1] if optional else part).split("/")
    classes = tuple(choice[1:-1] for choice in choices if choice.startswith("{") and choice.endswith("}"))
    options = [tokens(choice.replace("_", " ")) for choice in choices if choice[1:-1] not in classes]
    stray = any(mark in choice for choice in choices if choice[1:-1] not in classes for mark in "(){}")
    if () in options or stray:
        raise ValueError(
            f"« {part} » ne se lit pas : chaque possibilité est un mot ou une {{classe}}, parties par « / », "
            "et le tout entre parenthèses s'il peut manquer"
        )
    by_first = {first: tuple(o for o in options if o[0] == first) for first in {option[0] for option in options}}
    return Element(by_first, classes, optional=optional)


@dataclass(frozen=True, slots=True)
class Phrasing:
    """A phrasing of a named signal."""

    signal: str
    text: str
    elements: tuple[Element, ...]


Spans = Mapping[int, Mapping[str, tuple[int, ...]]]
"""For each position, the classes that begin there, each with the positions where its expressions end."""


class Classes:
    """The classes of the vocabulary, found in a row of words all at once."""

    def __init__(self, classes: Mapping[str, Iterable[str]]) -> None:
        """``classes`` maps a name to its expressions, each one or several words."""
        self._by_first: dict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
        for name, expressions in classes.items():
            for expression in expressions:
                row = tokens(expression)
                self._by_first[row[0]].append((name, row))

    def find(self, row: Sequence[str]) -> dict[int, dict[str, tuple[int, ...]]]:
        """The classes found in ``row``."""
        found: dict[int, dict[str, tuple[int, ...]]] = {}
        for start, first in enumerate(row):
            here: dict[str, tuple[int, ...]] = {}
            for name, expression in self._by_first.get(first, ()):
                end = start + len(expression)
                if len(expression) == 1 or tuple(row[start:end]) == expression:
                    here[name] = (*here.get(name, ()), end)
            if here:
                found[start] = here
        return found


class Phrasings:
    """Phrasings, looked up by their first certain element so that a sentence meets few of them."""

    def __init__(self, phrasings: Sequence[Phrasing]) -> None:
        """Index ``phrasings``."""
        self._by_key: dict[str, list[Phrasing]] = defaultdict(list)
        self.signals = frozenset(phrasing.signal for phrasing in phrasings)
        """The signals that the phrasings speak of."""
        for phrasing in phrasings:
            for key in _first_keys(phrasing.elements):
                self._by_key[key].append(phrasing)

    def find(
        self, row: Sequence[str], spans: Spans, sentence: range, marks: Collection[int] = ()
    ) -> list[tuple[Phrasing, int, int]]:
        """Each phrasing found in a ``sentence`` of ``row``, with its first span; marks stand before ``marks``."""
        stops = {*marks, sentence.start, sentence.stop}
        found: dict[tuple[str, str], tuple[Phrasing, int, int]] = {}
        for position in sentence:
            if position + 1 < sentence.stop and row[position] == row[position + 1]:
                continue  # what begins at a word said twice begins at the last of them
            keys = (row[position], *(f"{{{name}}}" for name in spans.get(position, ())))
            for key in keys:
                for phrasing in self._by_key.get(key, ()):
                    if (phrasing.signal, phrasing.text) in found:
                        continue
                    stop = _match(phrasing.elements, 0, position, (row, spans, sentence, stops))
                    if stop is not None:
                        found[phrasing.signal, phrasing.text] = (phrasing, position, stop)
        return list(found.values())


_Field = tuple[Sequence[str], Spans, range, Collection[int]]


def _first_keys(elements: Sequence[Element]) -> Iterable[str]:
    for element in elements:
        if element.mark in ("^", "|", "!"):
            continue
        yield from element.options
        yield from (f"{{{name}}}" for name in element.classes)
        if not element.optional:
            return


def _match(elements: Sequence[Element], index: int, position: int, field: _Field) -> int | None:
    """Where ``elements[index:]`` end when they begin at ``position``; None when they do not match there."""
    if index == len(elements):
        return position
    _, _, sentence, stops = field
    element = elements[index]
    if element.mark in _ANCHORS:
        start, end = element.mark == "^", element.mark == "$"
        here = position == sentence.start if start else position == sentence.stop if end else position in stops
        return _match(elements, index + 1, position, field) if here else None
    if element.mark == "!":
        return None if _ends(element, position, field) else _match(elements, index + 1, position, field)
    for stop in _stops(element, position, field):
        if stop <= sentence.stop and (found := _match(elements, index + 1, stop, field)) is not None:
            return found
    return _match(elements, index + 1, position, field) if element.optional else None


def _stops(element: Element, position: int, field: _Field) -> Iterable[int]:
    """The positions where ``element`` may end when it begins at ``position``."""
    row, spans, sentence, marks = field
    if element.mark:
        end = min(position + GAP, sentence.stop)
        if element.mark == "~":  # what follows begins before the next mark
            end = min(end, min(mark for mark in marks if mark >= position) - 1)
        return range(position, end + 1)
    if position >= sentence.stop:
        return ()
    stops: list[int] = []
    if element.classes and (here := spans.get(position)):
        stops += [stop for name in element.classes for stop in here.get(name, ())]
    for option in element.options.get(row[position], ()):
        if len(option) == 1 or tuple(row[position : position + len(option)]) == option:
            stops.append(position + len(option))
    return stops


def _ends(element: Element, position: int, field: _Field) -> bool:
    """Whether one of the element's expressions ends just before ``position``."""
    row, spans, sentence, _ = field
    first = sentence.start
    expressions = (option for options in element.options.values() for option in options)
    if any(tuple(row[max(first, position - len(option)) : position]) == option for option in expressions):
        return True
    before = (spans.get(start, {}) for start in range(max(first, position - GAP), position))
    return any(position in here.get(name, ()) for here in before for name in element.classes)
