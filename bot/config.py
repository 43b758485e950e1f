"""The configuration: one YAML file, and the secrets from the environment.

``config.example.yaml`` shows every key with its meaning; each has a default that works, except the server's URL.
"""

import os
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Self

from pydantic import AnyHttpUrl, BaseModel, ConfigDict, Field, SecretStr, field_validator, model_validator

from bot.data_folder import data_folder
from bot.errors import ConfigError, DirectoryError
from bot.files.check import build
from bot.files.yaml_file import YamlFile
from bot.models.question import Language

TOKEN_VARIABLE = "LIEUX_MATTERMOST_TOKEN"  # noqa: S105 - the name of a variable
BUNDLED = Path("bundled")
"""Among the folders of the directory, this one stands for the lieux that come with the bot."""
SLASH_VARIABLE = "LIEUX_SLASH_TOKENS"
SECRET_VARIABLE = "LIEUX_SECRET"  # noqa: S105 - the name of a variable


class Section(BaseModel):
    """A part of the configuration: frozen, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class SearchSettings(Section):
    """How far and how many: the usual radius around a place, the lieux shown at first."""

    radius_km: Annotated[float, Field(gt=0, le=500)] = 30
    shown: Annotated[int, Field(ge=1, le=20)] = 3


class MattermostSettings(Section):
    """The server: its URL, a private certification authority, the admins' channel, how many messages at once.

    ``catch_up_min`` is how far the bot looks back for messages that it did not hear.
    """

    url: AnyHttpUrl
    ca_file: Path | None = None
    admin_channel: Annotated[str, Field(pattern=r"^(([a-z0-9-]+/)?[a-z0-9_-]+)?$")] = ""
    workers: Annotated[int, Field(ge=1, le=64)] = 4
    catch_up_min: Annotated[int, Field(ge=0, le=1440)] = 30


class SlashSettings(Section):
    """Where slash commands, buttons and forms are served over HTTP, and the URL by which Mattermost gets there."""

    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 8077
    path: Annotated[str, Field(pattern=r"^/[A-Za-z0-9/_-]*$")] = "/commande"
    public_url: AnyHttpUrl | None = None

    @field_validator("path")
    @classmethod
    def _free(cls, path: str) -> str:
        if path in ("/action", "/dialogue", "/health"):
            raise ValueError("ce chemin sert déjà aux boutons ou à la surveillance : choisis-en un autre")
        return path


class WebSettings(Section):
    """Where the feed and the pages are served, and their address on the internet (empty: nobody said)."""

    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535)] = 8078
    url: Annotated[str, Field(pattern=r"^(https?://[^\s/?#]+(/[^\s?#]*[^\s/?#])?)?$")] = ""


class TileSettings(Section):
    """A tile server for the pictures of maps: its address with {z}, {x} and {y}, whom it asks to name, who asks."""

    url: Annotated[str, Field(pattern=r"^(https?://\S+)?$")] = ""
    attribution: str = ""
    contact: str = ""

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.url and not all(part in self.url for part in ("{z}", "{x}", "{y}")):
            raise ValueError("l'adresse des tuiles contient {z}, {x} et {y}")
        if self.url and not self.attribution:
            raise ValueError("un serveur de tuiles veut être cité : remplis attribution")
        return self


class MapSettings(Section):
    """What pictures of maps are drawn on: outlines of the bot's own, or tiles."""

    tiles: TileSettings = TileSettings()


class GeocoderService(StrEnum):
    """The online geocoders that may complete the map for addresses; ``OFF`` asks nobody."""

    OFF = "off"
    GEOPLATEFORME = "geoplateforme"
    NOMINATIM = "nominatim"


class GeocoderSettings(Section):
    """Which geocoder is asked for addresses, and who asks (Nominatim wants a way to contact you)."""

    service: GeocoderService = GeocoderService.OFF
    user_agent: str = ""

    @model_validator(mode="after")
    def _identified(self) -> Self:
        if self.service is GeocoderService.NOMINATIM and not self.user_agent:
            raise ValueError("nominatim veut savoir qui demande : remplis user_agent")
        return self


class Secrets(Section):
    """What only the environment holds: the bot's token, one for each slash command, what signs buttons."""

    mattermost_token: SecretStr = SecretStr("")
    slash_tokens: tuple[SecretStr, ...] = ()
    secret: SecretStr = SecretStr("")


class Config(Section):
    """The whole configuration."""

    name: Annotated[str, Field(pattern=r"^[a-z0-9._-]{3,22}$")] = "lieux"
    language: Language = Language.FR
    directory: tuple[Path, ...] = ()
    admins: tuple[str, ...] = ()
    reload_every_min: Annotated[int, Field(ge=0, le=10_080)] = 15
    search: SearchSettings = SearchSettings()
    geocoder: GeocoderSettings = GeocoderSettings()
    map: MapSettings = MapSettings()
    mattermost: MattermostSettings | None = None
    slash: SlashSettings | None = None
    web: WebSettings | None = None


def read_config(path: Path) -> Config:
    """Read the configuration at ``path``; its relative paths start from the file's folder.

    Raises ConfigError, which holds every problem as ``file:line: message``.
    """
    if not path.is_file():
        raise ConfigError(f"{path} n'existe pas : copie config.example.yaml sous ce nom et remplis-le.")
    try:
        file = YamlFile(path)
    except DirectoryError as error:
        raise ConfigError(str(error), error.problems) from error
    config = build(Config, {} if file.values is None else file.values, (), file)
    problems = [*file.problems, *(config if isinstance(config, list) else ())]
    if problems or isinstance(config, list):
        raise ConfigError("\n".join(map(str, sorted(problems))), problems)
    config = _from_folder(config, path.parent)
    ca_file = config.mattermost.ca_file if config.mattermost else None
    if ca_file and not ca_file.is_file():
        raise ConfigError(f"{path}:{file.line(('mattermost', 'ca_file'))}: le fichier {ca_file} n'existe pas")
    return config


def read_secrets(environment: Mapping[str, str] = os.environ) -> Secrets:
    """The secrets found in the environment."""
    slash = (token.strip() for token in environment.get(SLASH_VARIABLE, "").split(","))
    return Secrets(
        mattermost_token=SecretStr(environment.get(TOKEN_VARIABLE, "").strip()),
        slash_tokens=tuple(SecretStr(token) for token in slash if token),
        secret=SecretStr(environment.get(SECRET_VARIABLE, "").strip()),
    )


def _lieux_folder(folder: Path, path: Path) -> Path:
    return data_folder() / "lieux" if path == BUNDLED else folder / path


def _from_folder(config: Config, folder: Path) -> Config:
    changes: dict[str, object] = {"directory": tuple(_lieux_folder(folder, path) for path in config.directory)}
    if config.mattermost and config.mattermost.ca_file:
        changes["mattermost"] = config.mattermost.model_copy(update={"ca_file": folder / config.mattermost.ca_file})
    return config.model_copy(update=changes)
