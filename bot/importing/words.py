"""The words of the Mission Coworking's database: what they say of a row, and how a name in capitals is spelt."""

from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from pydantic import BaseModel, ConfigDict

from bot.errors import DirectoryError
from bot.files.check import build
from bot.files.yaml_file import YamlFile
from bot.text import fold_name


class Sign(BaseModel):
    """Words that say something of a row: at the start of its name, or anywhere."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    pourquoi: str = ""
    dit: str = ""
    commence: tuple[str, ...] = ()
    contient: tuple[str, ...] = ()

    def is_in(self, *texts: str) -> bool:
        """Whether one of ``texts``, the name first, bears the sign; whole words only."""
        folded = [f" {fold_name(text)} " for text in texts]
        starts = any(folded[0].startswith(f" {word} ") for word in self.commence)
        return starts or any(f" {word} " in text for word in self.contient for text in folded)


class Words(BaseModel):
    """The file ``mission-coworking.yaml`` of the data folder."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    pas_un_lieu: tuple[Sign, ...]
    a_verifier: tuple[Sign, ...]
    acces: tuple[Sign, ...]
    mots: tuple[str, ...]

    @cached_property
    def spelling(self) -> Mapping[str, str]:
        """How each word, folded, is spelt."""
        return MappingProxyType({fold_name(word): word for word in self.mots})


def borne(signs: Iterable[Sign], *texts: str) -> Sign | None:
    """The first of ``signs`` that ``texts`` bear."""
    return next((sign for sign in signs if sign.is_in(*texts)), None)


def read_words(path: Path) -> Words:
    """The words of the file at ``path``. Raises DirectoryError with each problem."""
    file = YamlFile(path)
    words = build(Words, file.values, (), file)
    if isinstance(words, list) or file.problems:
        raise DirectoryError([*file.problems, *(words if isinstance(words, list) else ())])
    return words
