"""GeoJSON (RFC 7946), with popups that uMap shows as they are."""

import re
from collections.abc import Iterable
from typing import Literal

from pydantic import BaseModel, ConfigDict

from bot.directory.exports import words
from bot.directory.exports.discretion import Discretion
from bot.directory.snapshot import Snapshot
from bot.models.lieu import Lieu, OtherSource

_DECIMALS = 5
"""One metre: finer digits would promise more than a building's own size."""

# uMap's markup has no escape (umap-project/umap, utils.js, 2026): what opens it is parted or replaced by a lookalike.
_MARKUP = str.maketrans({"*": "∗", "<": "‹", ">": "›"})
_BRACES = re.compile(r"(?<=([\[{]))(?=\1)")
_IN_LINK = {char: f"%{ord(char):02X}" for char in '|[]{}*<>"'}


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class Point(_Part):
    """A position, longitude first (RFC 7946, section 3.1.1)."""

    type: Literal["Point"] = "Point"
    coordinates: tuple[float, float]


class Properties(_Part):
    """What the map's popup and its filters use: flat texts, since uMap shows no lists. None is left out."""

    name: str
    description: str
    adresse: str
    commune: str
    code_postal: str
    departement: str
    territoire: str | None
    precision: str
    usages: str | None
    horaires: str | None
    prix: str | None
    acces: str | None
    accessible: bool | None
    url: str | None
    prise_rdv: str | None
    courriel: str | None
    telephone: str | None
    confiance: str
    source: str
    source_url: str | None
    date_maj: str
    autres_sources: str | None


class Feature(_Part):
    """A lieu on the map."""

    type: Literal["Feature"] = "Feature"
    id: str
    geometry: Point
    properties: Properties


class FeatureCollection(_Part):
    """Some lieux on the map, in the order of their ids."""

    type: Literal["FeatureCollection"] = "FeatureCollection"
    features: tuple[Feature, ...]

    def text(self) -> str:
        """The collection as JSON, one line."""
        return self.model_dump_json(exclude_none=True)


def feature_collection(lieux: Iterable[Lieu], directory: Snapshot) -> FeatureCollection:
    """``lieux``, some of the ``directory``, as GeoJSON without personal contacts."""
    discretion, territories = Discretion(directory.lieux), directory.territory_names
    ordered = sorted(lieux, key=lambda lieu: lieu.id)
    return FeatureCollection(
        features=tuple(_feature(discretion.published(lieu), territories.get(lieu.id)) for lieu in ordered)
    )


def _feature(lieu: Lieu, territory: str | None) -> Feature:
    courriels, phones = _contacts(lieu)
    properties = Properties(
        name=lieu.nom,
        description=_popup(lieu, courriels, phones),
        adresse=words.address(lieu),
        commune=lieu.commune,
        code_postal=lieu.code_postal,
        departement=lieu.departement,
        territoire=territory,
        precision=lieu.precision,
        usages=words.usages(lieu) or None,
        horaires=words.hours(lieu) or None,
        prix=words.price(lieu) or None,
        acces=lieu.acces,
        accessible=lieu.accessible,
        url=lieu.site_web,
        prise_rdv=lieu.prise_rdv,
        courriel=", ".join(courriels) or None,
        telephone=", ".join(phones) or None,
        confiance=lieu.confiance,
        source=lieu.source,
        source_url=lieu.source_url,
        date_maj=lieu.date_maj.isoformat(),
        autres_sources=", ".join(each.source for each in lieu.autres_sources) or None,
    )
    point = Point(coordinates=(round(lieu.longitude, _DECIMALS), round(lieu.latitude, _DECIMALS)))
    return Feature(id=lieu.id, geometry=point, properties=properties)


def _contacts(lieu: Lieu) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The addresses and the numbers of the lieu, each once."""
    courriels = [*lieu.courriels, *(contact.courriel for contact in lieu.contacts)]
    phones = [lieu.telephone, *(contact.telephone for contact in lieu.contacts)]
    return tuple(dict.fromkeys(filter(None, courriels))), tuple(dict.fromkeys(filter(None, phones)))


def _popup(lieu: Lieu, courriels: Iterable[str], phones: Iterable[str]) -> str:
    """The popup in uMap's markup: a line for each thing known."""
    mails = ", ".join(_link(f"mailto:{address}", address) for address in courriels)
    numbers = ", ".join(_link("tel:" + re.sub(r"[^+\d]", "", number), number) for number in phones)
    sites = [(lieu.site_web, "Site"), (lieu.prise_rdv, "Réserver"), *((link.url, link.nom) for link in lieu.liens)]
    sources = " ; ".join((_source(lieu), *map(_source, lieu.autres_sources)))
    lines = (
        words.caution(lieu),
        _plain(lieu.presentation_resume or ""),
        _line("Adresse", _plain(words.address(lieu))),
        _line("Position", words.PRECISIONS[lieu.precision]),
        _line("On peut y", words.usages(lieu)),
        _line("Horaires", _plain(words.hours(lieu))),
        _line("Prix", _plain(words.price(lieu))),
        _line("Accès", _plain(lieu.acces or "")),
        _line("Bon à savoir", _plain(" ".join(map(words.sentence, lieu.conditions)))),
        _line("Contact", ", ".join(filter(None, (mails, numbers)))),
        _line("Liens", ", ".join(_link(url, name) for url, name in sites if url)),
        _line("Source", sources),
    )
    return "\n".join(filter(None, lines))


def _source(source: Lieu | OtherSource) -> str:
    name = _link(source.source_url, source.source) if source.source_url else _plain(source.source)
    return f"{name}, {source.date_maj:%d/%m/%Y}"


def _line(title: str, text: str) -> str:
    return f"**{title} :** {text}" if text else ""


def _link(url: str, name: str) -> str:
    return f"[[{''.join(_IN_LINK.get(char, char) for char in url)}|{_plain(name).replace(']', ')')}]]"


def _plain(text: str) -> str:
    """``text`` as it stands for uMap, which would show images and other sites' pages in place of what it reads."""
    return _BRACES.sub(" ", " ".join(text.split()).translate(_MARKUP))
