"""What may leave the directory: a lieu without a trace of the persons it names."""

import re
import unicodedata
from collections.abc import Iterable
from enum import Enum
from typing import Any
from urllib.parse import unquote

from pydantic import BaseModel

from bot.models.lieu import Contact, Lieu
from bot.text import fold, fold_name, words

HIDDEN = "[…]"
"""What stands where a person was named: no longer than any name, so that no text outgrows its limit."""

_IDENTITY = frozenset({"nom", "commune", "adresse"})  # there, a word alone is the lieu's: rue Saint-Jérôme
_SHORTEST_NAME = 3
_AT = r"\s*(?:@|[(\[]\s*(?:at|arobase)\s*[)\]])\s*"
_BETWEEN_DIGITS = r"[\s.()/\-]*"
_PHONE_PREFIX = r"(?:(?:\+|00)\s*\d{2,3}[\s.\-]*(?:\(0\))?[\s.\-]*|0)?"
_NATIONAL_DIGITS = 9  # of a French number without its first zero, in France and overseas


def published(lieu: Lieu) -> Lieu:
    """``lieu`` as everybody may read it.

    Personal contacts are gone, and so is every contact's name. A personal address, number or name repeated
    elsewhere is hidden, and a link that holds one is left out. The ``id`` stays, since others refer to it.
    """
    personal = tuple(contact for contact in lieu.contacts if _is_personal(contact))
    public = tuple(
        contact.model_copy(update={"nom": None})
        for contact in lieu.contacts
        if contact not in personal and (contact.courriel or contact.telephone)
    )
    shown = lieu.model_copy(update={"contacts": public})
    return _Persons(lieu, personal).hidden_in(shown) if personal else shown


class _Persons:
    """The persons behind a lieu's personal contacts: what betrays them, and how it is hidden."""

    def __init__(self, lieu: Lieu, personal: Iterable[Contact]) -> None:
        own = {fold_name(name) for name in (lieu.nom, *lieu.alias)}
        patterns: list[str] = []
        given: set[str] = set()
        for contact in personal:
            patterns += _addresses(contact)
            for name in (_name_of(contact), _name_in(contact.courriel)):
                if fold_name(" ".join(name)) in own:  # the lieu's own name, which is nobody's
                    continue
                patterns += [_whole(each) for each in (name, name[::-1]) if len(name) > 1]
                given.update(fold(word) for word in name if len(word) >= _SHORTEST_NAME)
        self._patterns = tuple(map(re.compile, patterns))
        identity = " ".join(map(self._hidden, (lieu.nom, *lieu.alias, lieu.commune, lieu.adresse or "")))
        self._given = given.difference(fold_name(identity).split())

    def hidden_in(self, lieu: Lieu) -> Lieu:
        """``lieu`` without a trace of these persons."""
        kept = {"id": lieu.id, "nom": HIDDEN, "commune": HIDDEN, "source": HIDDEN}
        fields = {key: value for key, value in lieu if key != "id"}
        changes = {key: self._shown(value, key) for key, value in fields.items()}
        return lieu.model_copy(update={key: kept.get(key) if new is None else new for key, new in changes.items()})

    def _shown(self, value: Any, key: str) -> Any:
        """``value`` as it may be shown under ``key``, None when nothing of it may."""
        match value:
            case Enum():
                return value
            case str():
                return self._text(value, prose=key not in _IDENTITY)
            case tuple():
                return tuple(new for item in value if (new := self._shown(item, key)) is not None)
            case dict():
                return {name: self._shown(item, key) for name, item in value.items()}
            case BaseModel():
                return self._model(value)
        return value

    def _model(self, model: BaseModel) -> BaseModel | None:
        changes = {key: self._shown(value, "") for key, value in model}
        lost = [key for key, new in changes.items() if new is None and type(model).model_fields[key].is_required()]
        return None if lost or not any(changes.values()) else model.model_copy(update=changes)

    def _text(self, text: str, *, prose: bool) -> str | None:
        """``text`` with what betrays someone hidden; None for a link or an address, or when nothing else is said."""
        if len(text.split()) == 1:
            plain = unquote(text)
            named = prose and any(word.folded in self._given for word in words(plain))
            return None if named or self._hidden(plain) != plain else text
        shown = self._hidden(unicodedata.normalize("NFC", text))
        for word in reversed(words(shown)):
            if prose and word.capital and word.folded in self._given:
                shown = shown[: word.start] + HIDDEN + shown[word.end :]
        return None if shown == HIDDEN else shown

    def _hidden(self, text: str) -> str:
        for pattern in self._patterns:
            for found in reversed(tuple(pattern.finditer(_fold_in_place(text)))):
                text = text[: found.start()] + HIDDEN + text[found.end() :]
        return text


def _is_personal(contact: Contact) -> bool:
    """Whether a contact is someone's own: marked so, or an address that spells the name beside it."""
    spelt = {fold(word) for word in _name_in(contact.courriel)}
    return contact.personnel or bool(spelt and spelt == set(fold_name(contact.nom or "").split()))


def _name_of(contact: Contact) -> tuple[str, ...]:
    """The words of a contact's name, without its particles (de, van)."""
    return tuple(word.text for word in words(contact.nom or "") if word.capital)


def _name_in(courriel: str | None) -> tuple[str, ...]:
    """The words of a ``first.last@`` address, none for an address of another form."""
    parts = (courriel or "").partition("@")[0].split(".")
    spelt = len(parts) > 1 and all(len(part) > 1 and part.replace("-", "").isalpha() for part in parts)
    return tuple(word for part in parts for word in part.split("-")) if spelt else ()


def _addresses(contact: Contact) -> Iterable[str]:
    """Patterns for a contact's address and number, however they are written."""
    if contact.courriel:
        name, _, host = contact.courriel.partition("@")
        yield re.escape(_fold_in_place(name)) + _AT + re.escape(_fold_in_place(host))
    if contact.telephone:
        digits = re.sub(r"\D", "", contact.telephone)[-_NATIONAL_DIGITS:]
        yield _PHONE_PREFIX + _BETWEEN_DIGITS.join(digits)


def _whole(name: tuple[str, ...]) -> str:
    """A pattern for a whole name, whatever parts its words and whatever particles stand between them."""
    return (
        r"(?<![^\W_])"
        + r"[\W_]+(?:\w{2,3}[\W_]+)?".join(re.escape(_fold_in_place(word)) for word in name)
        + r"(?![^\W_])"
    )


def _fold_in_place(text: str) -> str:
    """``text`` folded letter by letter, so that a place in one is the same place in the other."""
    return "".join(fold(char)[:1] or char for char in text)
