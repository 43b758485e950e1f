"""Lieu: a workplace of the directory.

The keys are those of the national schema "Lieux de médiation numérique" (v1.0.2,
https://github.com/LaMednum/standard-mediation-num) where it has a word, and the community's own elsewhere.
``data/README.md`` explains each of them to the members who write the files.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from bot.models.forms import Channels, Hours, Mail, Phone, Postcode, Slug, Text, Url, YesNo
from bot.models.question import Need


class Model(BaseModel):
    """A frozen value that refuses unknown keys and spare blanks."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Fee(StrEnum):
    """What the lieu costs, in the national schema's words (``frais_a_charge``)."""

    GRATUIT = "Gratuit"
    SOUS_CONDITION = "Gratuit sous condition"
    PAYANT = "Payant"


class Precision(StrEnum):
    """How exactly ``latitude`` and ``longitude`` are known."""

    ADRESSE = "adresse"
    RUE = "rue"
    COMMUNE = "commune"


class Confiance(StrEnum):
    """On whose word the lieu stands in the directory, and so how far it may be offered as a workplace.

    ``communaute``: members know it or vouch for it. ``annuaire``: a source lists it as a workplace, to be
    confirmed before coming. ``label``: an organisation known by a label or a study, not known to be a workplace
    that one can enter.
    """

    COMMUNAUTE = "communaute"
    ANNUAIRE = "annuaire"
    LABEL = "label"


class Link(Model):
    """A link and what it is about."""

    nom: Text
    url: Url


class Contact(Model):
    """Someone to ask. ``personnel`` marks a person's own name or address, which leaves in no export."""

    nom: Text | None = None
    courriel: Mail | None = None
    telephone: Phone | None = None
    personnel: YesNo = False

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.nom or self.courriel or self.telephone):
            raise PydanticCustomError("empty_contact", "nobody is named")
        return self


class OtherSource(Model):
    """A further source that describes the same lieu, and the day of what it says."""

    source: Text
    source_url: Url | None = None
    date_maj: date


class Lieu(Model):
    """A workplace: where it is, what one may do there, who may enter, how to book, whom to ask.

    ``usages`` empty means that the source does not say. ``capacites`` gives the largest number of people for a
    usage. ``canaux`` maps a platform to the handles of the channels where to ask. ``source`` is the main one, and
    ``date_maj`` its day; ``autres_sources`` are the others that describe the same lieu.
    """

    id: Slug
    nom: Text
    adresse: Text | None = None
    complement_adresse: Text | None = None
    code_postal: Postcode
    commune: Text
    latitude: Annotated[float, Field(ge=-90, le=90)]
    longitude: Annotated[float, Field(ge=-180, le=180)]
    precision: Precision = Precision.COMMUNE
    telephone: Phone | None = None
    courriels: tuple[Mail, ...] = ()
    contacts: tuple[Contact, ...] = ()
    site_web: Url | None = None
    liens: tuple[Link, ...] = ()
    horaires: Hours | None = None
    prise_rdv: Url | None = None
    frais_a_charge: Fee | None = None
    tarifs: tuple[Text, ...] = ()
    presentation_resume: Annotated[str, Field(min_length=1, max_length=280)] | None = None
    usages: tuple[Need, ...] = ()
    capacites: dict[Need, Annotated[int, Field(ge=1, le=100_000)]] = Field(default_factory=dict)
    acces: Text | None = None
    conditions: tuple[Text, ...] = ()
    accessible: YesNo | None = None
    alias: tuple[Text, ...] = ()
    canaux: Channels = Field(default_factory=dict)
    confiance: Confiance = Confiance.COMMUNAUTE
    source: Text
    source_url: Url | None = None
    date_maj: date
    autres_sources: tuple[OtherSource, ...] = ()

    @property
    def departement(self) -> str:
        """The number of the department, read off the postcode ("35", "2A", "974")."""
        head = self.code_postal[:2]
        if head == "20":
            return "2A" if self.code_postal < "20200" else "2B"
        return self.code_postal[:3] if head in ("97", "98") else head


class Territory(Model):
    """A file of the directory: the lieux of a territory, and the channels where its members talk.

    ``place`` is the place that a question without a place means there. The other keys stand for every lieu of
    the file that does not set its own.
    """

    id: Slug
    nom: Text
    place: Text
    canaux: Channels = Field(default_factory=dict)
    confiance: Confiance = Confiance.COMMUNAUTE
    source: Text
    source_url: Url | None = None
    date_maj: date
    lieux: tuple[Lieu, ...] = ()
