"""A small database of the Mission Coworking's shape, of lieux that do not exist, and the folder of an import."""

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.directory.reading import read_files
from bot.importing.folder import Update, plan, write
from bot.importing.lieux import Maker
from bot.importing.mission_coworking import harvest
from bot.importing.report import NAME, report
from bot.importing.rows import read_rows
from bot.models.lieu import Lieu

_COLUMNS = (
    "ID NOM_TL ADRESSE CP COMINIT INSEECOM NOMCOM WEB TWITTER FACEBOOK TYPO LAT LONG GEOCOD PRECISION CONTACT MAIL "
    "METRO NOMMETRO INSEEREG NOMREG INSEEMETRO INSEEDEP NOMCOMMETRO POPCOM COMCLASS INSEE_ZE NOM_ZE CLASS_ZE POP_ZE"
)
HEADER = tuple(re.findall(r"\w+", _COLUMNS))
COWORKING = "Tiers lieux à dominante coworking"
FABLAB = "Tiers lieux à dominante fablab"

BELLEY = {
    "NOM_TL": "La Filature",
    "ADRESSE": "3 rue des Exemples",
    "CP": "1300",
    "COMINIT": "Belley",
    "INSEECOM": "01034",
    "NOMCOM": "Belley",
    "WEB": "www.filature.example",
    "TYPO": COWORKING,
    "LAT": "45.7600",
    "LONG": "5.6880",
    "GEOCOD": "3 Rue des Exemples 01300 Belley",
    "PRECISION": "0.94",
    "INSEEMETRO": "01034",
    "INSEEDEP": "01",
}
RENNES = {
    "NOM_TL": "Le Galet",
    "ADRESSE": "12 quai des Essais",
    "CP": "35000",
    "COMINIT": "Rennes",
    "INSEECOM": "35238",
    "NOMCOM": "Rennes",
    "TYPO": FABLAB,
    "LAT": "48.1100",
    "LONG": "-1.6800",
    "GEOCOD": "12 Quai des Essais 35000 Rennes",
    "PRECISION": "0.91",
    "INSEEMETRO": "35238",
    "INSEEDEP": "35",
}


def database(*rows: Mapping[str, str], header: Iterable[str] = HEADER, delimiter: str = ",") -> str:
    """The text of a CSV of ``rows``, numbered from 1 unless they have an ID."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(header), restval="", delimiter=delimiter, lineterminator="\n")
    writer.writeheader()
    writer.writerows({"ID": str(number), **row} for number, row in enumerate(rows, 1))
    return text.getvalue()


@dataclass(frozen=True)
class Folder:
    """A folder that databases are imported into, as the command does it but for its output."""

    path: Path
    maker: Maker

    def update(self, *rows: Mapping[str, str]) -> Update:
        """Import ``rows``."""
        file = self.path.parent / "base.csv"
        file.write_text(database(*rows), encoding="utf-8")
        read, wrong = read_rows(file)
        found = harvest(read, self.maker, wrong)
        update = plan(self.path, found.lieux, {"01": "Ain", "35": "Ille-et-Vilaine"})
        write(self.path, {**update.files, NAME: report(found.findings, update.kept, len(read), len(found.lieux))})
        return update

    def lieux(self, *rows: Mapping[str, str]) -> list[Lieu]:
        """The lieux that importing ``rows`` gives, read as the bot reads them."""
        self.update(*rows)
        return self.read()

    def read(self) -> list[Lieu]:
        """The lieux of the folder; its files must be right."""
        readings = read_files([self.path])
        assert [problem for reading in readings for problem in reading.problems] == []
        return [entry.lieu for reading in readings for entry in reading.entries]

    def report(self) -> str:
        """What the last import reported."""
        return (self.path / NAME).read_text(encoding="utf-8")

    def bytes(self) -> dict[str, bytes]:
        """The content of every file of the folder, by its name."""
        return {path.name: path.read_bytes() for path in sorted(self.path.iterdir())}
