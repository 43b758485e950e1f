"""What the page of a lieu tells, line by line."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.language.figures import full_date
from bot.language.opening import hours_in_words
from bot.language.phrases import Phrases
from bot.language.say_lieu import map_url
from bot.models.lieu import Fee, Lieu, OtherSource
from bot.web.view import usages

_FEES = {Fee.GRATUIT: "web_fee_gratuit", Fee.SOUS_CONDITION: "web_fee_sous_condition", Fee.PAYANT: "web_fee_payant"}


@dataclass(frozen=True, slots=True)
class Said:
    """One thing said; ``url`` is where it leads, empty for mere words; ``native`` that members wrote it, in French."""

    text: str
    url: str = ""
    native: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """A title and what is said under it."""

    title: str
    said: tuple[Said, ...]


def facts(lieu: Lieu, phrases: Phrases) -> list[Fact]:
    """Everything known of ``lieu``, which must be as it may be published."""
    told = (
        ("web_uses", [Said(usages(lieu, phrases))]),
        ("web_address", [*map(Said, _address(lieu)), Said(phrases.say("web_map_link"), map_url(lieu))]),
        ("web_hours", [Said(hours_in_words(lieu.horaires, phrases))] if lieu.horaires else []),
        ("web_price", _price(lieu, phrases)),
        ("web_access", [Said(lieu.acces, native=True)] if lieu.acces else []),
        ("web_step_free", _step_free(lieu, phrases)),
        ("web_conditions", [Said(condition, native=True) for condition in lieu.conditions]),
        ("web_contact", list(_contacts(lieu))),
        ("web_links", list(_links(lieu, phrases))),
        ("web_source", list(_sources(lieu, phrases))),
    )
    return [Fact(phrases.say(title), tuple(said)) for title, said in told if said]


def _address(lieu: Lieu) -> list[str]:
    parts = (lieu.adresse, lieu.complement_adresse, f"{lieu.code_postal} {lieu.commune}")
    return [part for part in parts if part]


def _price(lieu: Lieu, phrases: Phrases) -> list[Said]:
    fee = [Said(phrases.say(_FEES[lieu.frais_a_charge]))] if lieu.frais_a_charge else []
    return [*fee, *(Said(price, native=True) for price in lieu.tarifs)]


def _step_free(lieu: Lieu, phrases: Phrases) -> list[Said]:
    if lieu.accessible is None:
        return []
    return [Said(phrases.say("web_yes" if lieu.accessible else "web_no"))]


def _contacts(lieu: Lieu) -> Iterable[Said]:
    mails = [*lieu.courriels, *(contact.courriel for contact in lieu.contacts)]
    phones = [lieu.telephone, *(contact.telephone for contact in lieu.contacts)]
    for mail in dict.fromkeys(filter(None, mails)):
        yield Said(mail, f"mailto:{mail}")
    for phone in dict.fromkeys(filter(None, phones)):
        yield Said(phone, "tel:" + re.sub(r"[^+\d]", "", phone))


def _links(lieu: Lieu, phrases: Phrases) -> Iterable[Said]:
    if lieu.prise_rdv:
        yield Said(phrases.say("web_book"), lieu.prise_rdv)
    if lieu.site_web:
        yield Said(phrases.say("web_site"), lieu.site_web)
    for link in lieu.liens:
        yield Said(link.nom, link.url, native=True)


def _sources(lieu: Lieu, phrases: Phrases) -> Iterable[Said]:
    sources: tuple[Lieu | OtherSource, ...] = (lieu, *lieu.autres_sources)
    for source in sources:
        yield Said(f"{source.source}, {full_date(source.date_maj, phrases.language)}", source.source_url or "")
