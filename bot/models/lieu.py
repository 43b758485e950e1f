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
from bot.models.question import Language, Need


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

    nom: Text = Field(description="De quoi parle la page")
    url: Url = Field(description="L'adresse de la page")


class Contact(Model):
    """Someone to ask. ``personnel`` marks a person's own name or address, which leaves in no export."""

    nom: Text | None = Field(default=None, description="La personne ou le service")
    courriel: Mail | None = Field(default=None, description="Son adresse électronique")
    telephone: Phone | None = Field(default=None, description="Son numéro")
    personnel: YesNo = Field(
        default=False,
        description="oui si c'est l'adresse ou le numéro d'une personne : ils ne sortent dans aucun export",
    )

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.nom or self.courriel or self.telephone):
            raise PydanticCustomError("empty_contact", "nobody is named")
        return self


class OtherSource(Model):
    """A further source that describes the same lieu, and the day of what it says."""

    source: Text = Field(description="D'où vient l'information")
    source_url: Url | None = Field(default=None, description="La page de la source")
    date_maj: date = Field(description="Le jour de l'information : année-mois-jour")


class Lieu(Model):
    """A workplace: where it is, what one may do there, who may enter, how to book, whom to ask.

    ``usages`` empty means that the source does not say. ``capacites`` gives the largest number of people for a
    usage. ``canaux`` maps a platform to the handles of the channels where to ask. ``source`` is the main one, and
    ``date_maj`` its day; ``autres_sources`` are the others that describe the same lieu.
    """

    id: Slug = Field(
        description="Un identifiant unique dans tout le dossier, qui ne change plus : minuscules sans accent, "
        "chiffres, tirets"
    )
    nom: Text = Field(description="Le nom, comme sur la porte")
    adresse: Text | None = Field(default=None, description="Le numéro et la rue")
    complement_adresse: Text | None = Field(default=None, description="Le bâtiment, l'étage, l'entrée")
    code_postal: Postcode = Field(description="Cinq chiffres")
    commune: Text = Field(description="Une vraie commune, sans « Cedex » ni numéro d'arrondissement")
    latitude: Annotated[float, Field(ge=-90, le=90)] = Field(description="La position, en degrés")
    longitude: Annotated[float, Field(ge=-180, le=180)] = Field(description="La position, en degrés")
    precision: Precision = Field(
        default=Precision.COMMUNE,
        description="Ce que vaut cette position : adresse, rue ou commune (si tu n'écris rien)",
    )
    telephone: Phone | None = Field(
        default=None, description="Le numéro du lieu, en dix chiffres ou avec son indicatif"
    )
    courriels: tuple[Mail, ...] = Field(
        default=(), description="Les adresses du lieu ; celle d'une personne va dans contacts"
    )
    contacts: tuple[Contact, ...] = Field(
        default=(), description="À qui écrire : nom, courriel, telephone, et personnel: oui pour une personne"
    )
    site_web: Url | None = Field(default=None, description="Le site du lieu, en https:// ou http://")
    liens: tuple[Link, ...] = Field(default=(), description="D'autres pages utiles, chacune avec nom et url")
    horaires: Hours | None = Field(default=None, description="Quand c'est ouvert")
    prise_rdv: Url | None = Field(default=None, description="Le lien où réserver")
    frais_a_charge: Fee | None = Field(default=None, description="Gratuit, Gratuit sous condition ou Payant")
    tarifs: tuple[Text, ...] = Field(default=(), description="Les prix, une phrase par ligne")
    presentation_resume: Annotated[str, Field(min_length=1, max_length=280)] | None = Field(
        default=None, description="Le lieu en une phrase, 280 caractères au plus"
    )
    usages: tuple[Need, ...] = Field(
        default=(),
        description="Ce qu'on peut y faire : poste, reunion, evenement, fabrication ; rien si tu ne sais pas",
    )
    capacites: dict[Need, Annotated[int, Field(ge=1, le=100_000)]] = Field(
        default_factory=dict, description="Pour un usage, le plus grand nombre de personnes"
    )
    acces: Text | None = Field(default=None, description="Qui peut entrer")
    conditions: tuple[Text, ...] = Field(
        default=(), description="Ce qu'il faut savoir ou faire avant de venir, une phrase par ligne"
    )
    accessible: YesNo | None = Field(
        default=None, description="oui si on y entre et s'y déplace en fauteuil, non sinon ; rien si tu ne sais pas"
    )
    alias: tuple[Text, ...] = Field(
        default=(), description="Les autres noms qu'on lui donne ; celui de la chaîne ou du réseau en fait partie"
    )
    canaux: Channels = Field(
        default_factory=dict, description="Le canal où demander, s'il diffère de celui du territoire"
    )
    confiance: Confiance = Field(
        default=Confiance.COMMUNAUTE,
        description="Qui répond du lieu : communaute (si tu n'écris rien), annuaire ou label",
    )
    source: Text = Field(description="D'où vient l'information")
    source_url: Url | None = Field(default=None, description="La page de la source")
    date_maj: date = Field(description="Le jour où l'information a été vérifiée : année-mois-jour")
    autres_sources: tuple[OtherSource, ...] = Field(
        default=(),
        description="Les autres sources qui décrivent le même lieu, chacune avec source, date_maj, et source_url si "
        "elle a une page",
    )

    @property
    def departement(self) -> str:
        """The number of the department, read off the postcode ("35", "2A", "974")."""
        head = self.code_postal[:2]
        if head == "20":
            return "2A" if self.code_postal < "20200" else "2B"
        return self.code_postal[:3] if head in ("97", "98") else head


class Territory(Model):
    """A file of the directory: the lieux of a territory, and the channels where its members talk.

    ``place`` is the place that a question without a place means there, ``langue`` the language of a message there
    that does not tell its own. The other keys stand for every lieu of the file that does not set its own.
    """

    id: Slug = Field(description="Un identifiant : minuscules sans accent, chiffres, tirets")
    nom: Text = Field(description="Le nom du territoire")
    place: Text = Field(
        description="La ville (ou la région) dont on parle quand une question, dans son canal, n'en nomme aucune"
    )
    langue: Language | None = Field(
        default=None,
        description="La langue de ses canaux, quand ni le message ni les réglages de son auteur ne la disent",
    )
    canaux: Channels = Field(
        default_factory=dict, description="Les canaux du territoire, par plateforme : un seul, ou une liste"
    )
    confiance: Confiance = Field(
        default=Confiance.COMMUNAUTE,
        description="Qui répond des fiches qui n'ont pas leur propre confiance ; communaute si tu n'écris rien",
    )
    source: Text = Field(description="D'où viennent les fiches qui n'ont pas leur propre source")
    source_url: Url | None = Field(default=None, description="La page de cette source")
    date_maj: date = Field(description="La date des fiches qui n'ont pas leur propre date_maj")
    lieux: tuple[Lieu, ...] = Field(default=(), description="Les fiches")
