"""Findings: what an import repaired, what it doubts, what it left out, each with its row."""

from dataclasses import dataclass, field
from enum import StrEnum

from bot.importing.spelling import without_persons


class Sort(StrEnum):
    """What became of it, as the report says it."""

    REPAIRED = "Réparé"
    DOUBTED = "À vérifier"
    MERGED = "Réuni"
    LEFT_OUT = "Laissé de côté"


class Subject(StrEnum):
    """What a finding is about, as the report says it."""

    ROW = "Lignes"
    NAME = "Noms"
    ADDRESS = "Adresses"
    POSTCODE = "Codes postaux"
    COMMUNE = "Communes et codes INSEE"
    OVERSEAS = "Départements d'outre-mer"
    POSITION = "Positions"
    WEB = "Sites web"
    NETWORK = "Réseaux sociaux"
    PRIVACY = "Données personnelles"
    ACCESS = "Accès"
    DUPLICATE = "Doublons probables"
    NO_WORKPLACE = "Ce n'est pas un lieu où travailler"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found in one row: ``detail`` is said in French to the member who reads the report."""

    row: int
    name: str
    sort: Sort
    subject: Subject
    detail: str


@dataclass(slots=True)
class Notes:
    """What is found in one row, gathered while its columns are read."""

    row: int
    name: str
    findings: list[Finding] = field(default_factory=list)

    def add(self, sort: Sort, subject: Subject, detail: str) -> None:
        """Add a finding; no person is named in it, whatever the column said."""
        self.findings.append(Finding(self.row, self.name, sort, subject, without_persons(detail)))
