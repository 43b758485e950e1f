"""What may leave the directory: lieux without a trace of the persons they name."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from itertools import permutations
from typing import Any
from urllib.parse import unquote

from pydantic import BaseModel

from bot.models.lieu import Contact, Lieu
from bot.text import fold, fold_name, words

HIDDEN = "[…]"
"""What stands where a person was named: no longer than any name, so that no text outgrows its limit."""

_IDENTITY = frozenset({"nom", "commune", "adresse"})
"""Where a name alone is the lieu's own: rue Saint-Jérôme."""

_REQUIRED = {"nom": HIDDEN, "commune": HIDDEN, "source": HIDDEN}
_SHORTEST_NAME = 3
_AT = r"\s*(?:@|[(\[]\s*(?:at|arobase)\s*[)\]])\s*"
_BETWEEN_DIGITS = r"[\s.()/\-]*"
_PHONE_PREFIX = r"(?:(?:\+|00)\s*\d{2,3}[\s.\-]*(?:\(0\))?[\s.\-]*|0)?"
_NATIONAL_DIGITS = 9  # of a French number without its first zero, in France and overseas
_START, _END = r"(?<![^\W_])", r"(?![^\W_])"  # of a whole word

_WORD = re.compile(r"[^\W_]+")
_MANY_DIGITS = "0"  # the clue of a number: as many digits as one has


@dataclass(frozen=True, slots=True)
class _Traces:
    """A pattern, and the clues without one of which it is in no text: they are quicker to look for."""

    pattern: re.Pattern[str]
    clues: frozenset[str]


class Discretion:
    """Shows the lieux of a directory as everybody may read them."""

    def __init__(self, directory: Iterable[Lieu]) -> None:
        """``directory`` holds every lieu: a person named by one of them may be repeated by another."""
        details: list[tuple[str, str]] = []
        names: list[tuple[str, str]] = []
        for lieu in directory:
            for contact in _personal(lieu):
                details += _details(contact)
                names += _whole_names(lieu, contact)
        self._details, self._names = _any_of(details), _any_of(names)

    def published(self, lieu: Lieu) -> Lieu:
        """``lieu`` as everybody may read it.

        Personal contacts are gone, and so is every contact's name. A personal address, number or name repeated
        elsewhere is hidden, and a link that holds one is left out. The ``id`` stays, since others refer to it.
        """
        personal = _personal(lieu)
        public = (contact for contact in lieu.contacts if contact not in personal)
        nameless = tuple(c.model_copy(update={"nom": None}) for c in public if c.courriel or c.telephone)
        shown = lieu.model_copy(update={"contacts": nameless})
        hiding = _Hiding(lieu, personal, self._details, self._names)
        changes = {key: hiding.shown(value, key) for key, value in shown if key != "id"}
        return shown.model_copy(
            update={key: _REQUIRED.get(key) if new is None else new for key, new in changes.items()}
        )


class _Hiding:
    """Hides persons in the values of one lieu: those of any lieu by their whole name, its own by each part of it."""

    def __init__(self, lieu: Lieu, personal: Iterable[Contact], details: _Traces, names: _Traces) -> None:
        own = [name for contact in personal for name in _whole_names(lieu, contact)]
        self._anywhere = (details, _any_of(own))
        self._in_prose = (*self._anywhere, names)
        parts = {part for contact in personal for name in _names(lieu, contact) for part in name}
        identity = " ".join(_hidden(text, self._anywhere) for text in (lieu.nom, lieu.commune, lieu.adresse or ""))
        self._parts = {fold(p) for p in parts if len(p) >= _SHORTEST_NAME}.difference(fold_name(identity).split())

    def shown(self, value: Any, key: str = "") -> Any:
        """``value`` as it may be shown under ``key``, None when nothing of it may."""
        match value:
            case Enum():
                return value
            case str():
                return self._identity(value) if key in _IDENTITY else self._prose(value)
            case tuple():
                return tuple(new for item in value if (new := self.shown(item)) is not None)
            case dict():
                return {name: self.shown(item) for name, item in value.items()}
            case BaseModel():
                return self._model(value)
        return value

    def _model(self, model: BaseModel) -> BaseModel | None:
        changes = {key: self.shown(value) for key, value in model}
        lost = [key for key, new in changes.items() if new is None and type(model).model_fields[key].is_required()]
        return None if lost or not any(changes.values()) else model.model_copy(update=changes)

    def _identity(self, text: str) -> str | None:
        shown = _hidden(text, self._anywhere)
        return None if shown == HIDDEN else shown

    def _prose(self, text: str) -> str | None:
        """``text`` with each person hidden; None for a link or an address of one, or when nothing else is said."""
        if len(text.split()) == 1:
            plain = unquote(text)
            named = self._parts and any(word.folded in self._parts for word in words(plain))
            return None if named or _hidden(plain, self._in_prose) != plain else text
        shown = _hidden(text, self._in_prose)
        for word in reversed(words(shown) if self._parts else ()):
            if word.capital and word.folded in self._parts:
                shown = shown[: word.start] + HIDDEN + shown[word.end :]
        return None if shown == HIDDEN else shown


def _personal(lieu: Lieu) -> tuple[Contact, ...]:
    """The contacts that are someone's own: marked so, or an address that spells the name beside it."""
    own = _own_names(lieu)
    return tuple(c for c in lieu.contacts if c.personnel or (fold_name(c.nom or "") not in own and _spells_name(c)))


def _own_names(lieu: Lieu) -> set[str]:
    return {fold_name(name) for name in (lieu.nom, *lieu.alias)}


def _spells_name(contact: Contact) -> bool:
    """Whether the address is made of the name beside it: ada.verne@, averne@, ada-verne@ for Ada Verne."""
    name = fold_name(contact.nom or "").split()
    local = re.sub(r"[\W_]", "", fold((contact.courriel or "").partition("@")[0]))
    pairs = permutations(name, 2)
    return len(name) > 1 and local in {"".join(name), *(made for a, b in pairs for made in (a + b, a[0] + b, a + b[0]))}


def _names(lieu: Lieu, contact: Contact) -> tuple[tuple[str, ...], ...]:
    """The words of a contact's name and of the one its address spells, without particles (de, van).

    A name that is the lieu's own is nobody's.
    """
    said = tuple(word.text for word in words(contact.nom or "") if word.capital)
    parts = (contact.courriel or "").partition("@")[0].split(".")
    is_name = len(parts) > 1 and all(len(part) > 1 and part.replace("-", "").isalpha() for part in parts)
    spelt = tuple(word for part in parts for word in part.split("-") if word) if is_name else ()
    own = _own_names(lieu)
    return tuple(name for name in (said, spelt) if name and fold_name(" ".join(name)) not in own)


def _whole_names(lieu: Lieu, contact: Contact) -> list[tuple[str, str]]:
    """Clues and patterns for a contact's names of several words, whatever stands between these."""
    between = r"[\W_]+(?:\w{2,3}[\W_]+)?"
    names = [tuple(map(_fold_in_place, name)) for name in _names(lieu, contact) if len(name) > 1]
    turned = [each for name in names for each in (name, name[::-1])]
    return [(name[0], _START + between.join(map(re.escape, name)) + _END) for name in turned]


def _details(contact: Contact) -> Iterable[tuple[str, str]]:
    """Clues and patterns for a contact's address and number, however they are written."""
    if contact.courriel:
        name, _, host = _fold_in_place(contact.courriel).partition("@")
        clue = _WORD.search(name)
        yield clue.group() if clue else "", _START + re.escape(name) + _AT + re.escape(host) + _END
    if contact.telephone:
        digits = re.sub(r"\D", "", contact.telephone)[-_NATIONAL_DIGITS:]
        yield _MANY_DIGITS, _PHONE_PREFIX + _BETWEEN_DIGITS.join(digits)


def _any_of(traces: Iterable[tuple[str, str]]) -> _Traces:
    """The traces as one, of which there is none in any text when there is none at all."""
    listed = dict.fromkeys(traces)
    return _Traces(re.compile("|".join(pattern for _, pattern in listed)), frozenset(clue for clue, _ in listed))


def _clues(folded: str) -> set[str]:
    many = sum(map(str.isdecimal, folded)) >= _NATIONAL_DIGITS - 1
    return {*_WORD.findall(folded), "", *(_MANY_DIGITS if many else "")}


def _hidden(text: str, traces: Iterable[_Traces]) -> str:
    shown = unicodedata.normalize("NFC", text)
    folded = _fold_in_place(shown)
    clues = _clues(folded)
    for each in traces:
        if clues.isdisjoint(each.clues):
            continue
        for found in reversed(tuple(each.pattern.finditer(folded))):
            shown = shown[: found.start()] + HIDDEN + shown[found.end() :]
        folded = _fold_in_place(shown)
    return text if HIDDEN not in shown else shown


def _fold_in_place(text: str) -> str:
    """``text`` folded letter by letter, so that a place in one is the same place in the other."""
    return text.lower() if text.isascii() else "".join(fold(char)[:1] or char for char in text)
