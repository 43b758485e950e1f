"""Whether the names that the vocabulary uses exist: signals, classes, and what pours into what."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any, Protocol

from bot.errors import Problem
from bot.files.yaml_file import YamlFile

FACTS = frozenset(("question", "bare", "stated"))
"""Signals that no phrasing makes: the code sees them."""

READ_BY_THEMSELVES = frozenset((
    "about", "accessible", "any_day", "any_distance", "any_price", "courtesy", "elsewhere", "farther", "follow_up",
    "free", "help", "map", "meet_where", "mentions_evenement", "mentions_reunion", "more", "nearer", "need_evenement",
    "need_fabrication", "need_poste", "need_reunion", "need_salle", "not_evenement", "not_fabrication", "not_free",
    "not_poste", "not_radius", "not_reunion", "not_salle", "other_date", "people", "people_and_me", "radius",
    "to_person", "to_you", "works",
))  # fmt: skip
"""Signals that weigh nothing: each has a reader of its own."""


class Words(Protocol):
    """One language's file, as far as names go."""

    @property
    def classes(self) -> Mapping[str, tuple[str, ...]]: ...  # noqa: D102 - the file's own key
    @property
    def classes_against(self) -> Mapping[str, tuple[str, ...]]: ...  # noqa: D102 - the file's own key
    @property
    def signals(self) -> Mapping[str, tuple[str, ...]]: ...  # noqa: D102 - the file's own key
    @property
    def repaired(self) -> tuple[str, ...]: ...  # noqa: D102 - the file's own key


def wrong_names(words: Mapping[YamlFile, Words], weighed: Collection[str], weights: YamlFile) -> list[Problem]:
    """Every name that is used and does not exist, and every class that pours into itself.

    ``weighed`` are the signals that ``weights`` gives a weight.
    """
    classes: dict[str, tuple[str, ...]] = {}
    for each in words.values():
        for name, expressions in (*each.classes.items(), *each.classes_against.items()):
            classes[name] = (*classes.get(name, ()), *expressions)
    signals = {*weighed, *READ_BY_THEMSELVES}
    problems = [found for file, each in words.items() for found in _in_one(file, each, classes, signals)]
    seen = {signal for each in words.values() for signal in each.signals} | FACTS
    problems += [_unknown(weights, _path(weights, name), "signal", name, seen) for name in weighed if name not in seen]
    return problems


def _in_one(
    file: YamlFile, words: Words, classes: Mapping[str, tuple[str, ...]], signals: Collection[str]
) -> Iterator[Problem]:
    for signal in words.signals:
        if signal not in signals:
            yield _unknown(file, ("signals", signal), "signal", signal, signals)
    for position, name in enumerate(words.repaired):
        if name not in classes:
            yield _unknown(file, ("repaired", position), "classe", name, classes)
    for section, own in (("classes", words.classes), ("classes_against", words.classes_against)):
        for name, expressions in own.items():
            for position, expression in enumerate(expressions):
                poured = expression.strip("{}")
                if expression.startswith("{") and poured not in classes:
                    yield _unknown(file, (section, name, position), "classe", poured, classes)
            if name in _reached(name, classes):
                line = file.line((section, name))
                yield Problem(file.path, line, f"la classe « {name} » se verse dans elle-même : retire-la de sa liste")


def _reached(name: str, classes: Mapping[str, tuple[str, ...]]) -> set[str]:
    """The classes that a class holds, in any number of steps."""
    reached: set[str] = set()
    waiting = [name]
    while waiting:
        held = {e.strip("{}") for e in classes.get(waiting.pop(), ()) if e.startswith("{")}
        waiting += held - reached
        reached |= held
    return reached


def _path(file: YamlFile, name: str) -> tuple[Any, ...]:
    parts = ("subject", "request", "against")
    return next(((part, name) for part in parts if name in (file.values or {}).get(part, {})), (name,))


def _unknown(file: YamlFile, path: tuple[Any, ...], kind: str, name: str, known: Iterable[str]) -> Problem:
    near = get_close_matches(name, sorted(known), 1)
    article = "la" if kind == "classe" else "le"
    cure = f"voulais-tu écrire « {near[0]} » ?" if near else "data/language/README.md dit lesquels il y a"
    return Problem(file.path, file.line(path), f"{article} {kind} « {name} » n'existe pas : {cure}")
