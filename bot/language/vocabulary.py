"""The vocabulary: what members wrote in ``data/language``, ready to be looked for in a message."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from bot.errors import DirectoryError, Problem
from bot.files.check import build
from bot.files.yaml_file import YamlFile
from bot.language.language_files import SIGNALS, language_files
from bot.language.naming import wrong_names
from bot.language.patterns import Classes, Phrasing, Phrasings, parse_phrasing, tokens
from bot.language.spelling import Spelling
from bot.models.question import Language

Expressions = tuple[str, ...]
ModelT = TypeVar("ModelT", bound=BaseModel)


def _one_word(text: str) -> str:
    if len(tokens(text)) != 1:
        raise ValueError("une graphie corrige un mot par un seul mot, sans apostrophe ni espace")
    return text


_OneWord = Annotated[str, AfterValidator(_one_word)]


class _Words(BaseModel):
    """One language's file. ``phrases`` are for ``bot.language.phrases``, which reads them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    function_words: Expressions
    spellings: dict[_OneWord, _OneWord] = {}
    repaired: Expressions = ()
    numbers: dict[str, int] = {}
    units: Expressions = ()
    classes: dict[str, Expressions] = {}
    classes_against: dict[str, Expressions] = {}
    signals: dict[str, Expressions] = {}
    phrases: dict[str, str] = {}


class Weights(BaseModel):
    """``signals.yaml``: what each signal weighs, and from which sums on the bot answers unprompted.

    A signal of ``everywhere`` weighs on the whole message, in whichever sentence it stands; a signal of
    ``when_asked`` counts only in a sentence that ends with a question mark, one of ``when_told`` only in one that does
    not, one of ``when_nowhere`` only in a message that names no place. ``subject_facts`` are those
    of ``facts`` that also tell what is looked for. ``slight_subject`` and ``slight_request`` do not suffice together.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    threshold: Annotated[float, Field(gt=0)]
    subject_threshold: Annotated[float, Field(ge=0)]
    request_threshold: Annotated[float, Field(ge=0)]
    subject_most: Annotated[float, Field(gt=0)]
    request_most: Annotated[float, Field(gt=0)]
    subject: dict[str, float]
    request: dict[str, float]
    facts: dict[str, float]
    subject_facts: frozenset[str]
    against: dict[str, float]
    everywhere: frozenset[str]
    when_asked: frozenset[str]
    when_told: frozenset[str]
    when_nowhere: frozenset[str]
    slight_subject: frozenset[str]
    slight_request: frozenset[str]


@dataclass(frozen=True)
class Vocabulary:
    """Every language's words and phrasings together, since people mix languages."""

    function_words: Mapping[Language, frozenset[str]]
    numbers: Mapping[str, int]
    units: frozenset[str]
    known: frozenset[str]
    spelling: Spelling
    classes: Classes
    against: frozenset[str]
    phrasings: Phrasings
    weights: Weights


def read_vocabulary(folder: Path) -> Vocabulary:
    """Read each language's file and ``signals.yaml`` in ``folder``.

    Raises DirectoryError with every problem: an unknown key, a class or a signal that does not exist, a phrasing that
    cannot be read.
    """
    files = {language: YamlFile(path) for language, path in language_files(folder).items()}
    words = {language: _checked(_Words, file) for language, file in files.items()}
    weights_file = YamlFile(folder / SIGNALS)
    weights = _checked(Weights, weights_file)
    by_file = {file: words[language] for language, file in files.items()}
    weighed = {*weights.subject, *weights.request, *weights.against}
    if problems := wrong_names(by_file, weighed, weights_file):
        raise DirectoryError(problems)
    classes = _merged(part for each in words.values() for part in (each.classes, each.classes_against))
    phrasings = [p for language, file in files.items() for p in _phrasings(words[language], file, set(classes))]
    units = _tokens(unit for each in words.values() for unit in each.units)
    expressions = (*classes.values(), *(each.function_words for each in words.values()))
    known = units | _tokens(text for each in expressions for text in each) | _tokens_of(phrasings)
    return Vocabulary(
        function_words={language: _tokens(each.function_words) for language, each in words.items()},
        numbers={token: n for each in words.values() for word, n in each.numbers.items() for token in tokens(word)},
        units=units,
        known=known,
        spelling=Spelling(
            {tokens(wrong)[0]: tokens(right)[0] for each in words.values() for wrong, right in each.spellings.items()},
            known,
            _tokens(text for each in words.values() for name in each.repaired for text in classes[name]),
        ),
        classes=Classes(classes),
        against=frozenset(name for each in words.values() for name in each.classes_against),
        phrasings=Phrasings(phrasings),
        weights=weights,
    )


def _checked(model: type[ModelT], file: YamlFile) -> ModelT:
    built = build(model, file.values, (), file)
    if isinstance(built, list):
        raise DirectoryError([*file.problems, *built])
    if file.problems:
        raise DirectoryError(file.problems)
    return built


def _merged(parts: Iterable[Mapping[str, Expressions]]) -> dict[str, Expressions]:
    """The classes of all files together, those that a class names in braces poured into it."""
    merged: dict[str, Expressions] = {}
    for part in parts:
        for name, expressions in part.items():
            merged[name] = (*merged.get(name, ()), *expressions)
    return {name: tuple(_poured(name, merged)) for name in merged}


def _poured(name: str, classes: Mapping[str, Expressions]) -> Iterable[str]:
    for expression in classes[name]:
        if expression.startswith("{"):
            yield from _poured(expression.strip("{}"), classes)
        else:
            yield expression


def _tokens(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(token for text in texts for token in tokens(text))


def _tokens_of(phrasings: Iterable[Phrasing]) -> frozenset[str]:
    elements = (element for phrasing in phrasings for element in phrasing.elements)
    options = (option for element in elements for options in element.options.values() for option in options)
    return frozenset(token for option in options for token in option)


def _phrasings(words: _Words, file: YamlFile, classes: set[str]) -> Iterable[Phrasing]:
    problems: list[Problem] = []
    for signal, texts in words.signals.items():
        for position, text in enumerate(texts):
            line = file.line(("signals", signal, position))
            try:
                elements = parse_phrasing(text)
            except ValueError as error:
                problems.append(Problem(file.path, line, str(error)))
                continue
            unknown = {name for element in elements for name in element.classes} - classes - {"n", "num", "heure"}
            if unknown:
                problems.append(Problem(file.path, line, f"la classe « {min(unknown)} » n'existe pas"))
            yield Phrasing(signal, text, elements)
    if problems:
        raise DirectoryError(problems)
