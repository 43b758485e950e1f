"""What a set-up is to bring about."""

import ipaddress
import socket
from collections.abc import Collection
from dataclasses import dataclass
from typing import Self
from urllib.parse import urlsplit

from pydantic import ValidationError

from bot.config import SlashSettings
from bot.errors import StartError

TRIGGER = "lieux"


@dataclass(frozen=True, slots=True)
class SlashUrl:
    """The request URL of the slash command, as the configuration says it: where Mattermost reaches the bot, and a path.

    A reverse proxy that serves the bot below a path of its own takes that path away.
    """

    public_url: str
    path: str

    def __str__(self) -> str:
        return self.public_url + self.path

    @property
    def host(self) -> str:
        """The host of the URL."""
        return urlsplit(self.public_url).hostname or ""

    @property
    def own_port(self) -> int | None:
        """The port where the bot itself must listen; None off this machine and over TLS: a proxy stands before it."""
        parts = urlsplit(self.public_url)
        return parts.port if parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost") else None

    def addresses(self) -> tuple[str, ...]:
        """The addresses of the host, as this machine resolves it."""
        try:
            found = socket.getaddrinfo(self.host, None, type=socket.SOCK_STREAM)
        except OSError:
            return ()
        return tuple(str(where[0]).partition("%")[0] for *_, where in found)

    @property
    def is_private(self) -> bool:
        """Whether the host has an address that a server does not call unless told to."""
        return any(not ipaddress.ip_address(address).is_global for address in self.addresses())

    @classmethod
    def of(cls, slash: SlashSettings) -> Self | None:
        """The request URL that a configuration says, None when Mattermost is not told where the bot is."""
        return cls(str(slash.public_url).rstrip("/"), slash.path) if slash.public_url else None

    @classmethod
    def read(cls, url: str) -> Self:
        """The parts of ``url``. Raises StartError when the bot could not be served there."""
        try:
            parts = urlsplit(url)
            base, slash, last = parts.path.rstrip("/").rpartition("/")
            whole = f"{parts.scheme}://{parts.netloc}{base}"
            path = f"{slash}{last}?{parts.query}#{parts.fragment}".removesuffix("?#")  # a path alone is right
            is_bare = bool(last) and "@" not in parts.netloc
            SlashSettings.model_validate({"path": path if is_bare else "", "public_url": whole})
        except (ValueError, ValidationError) as error:
            raise StartError(
                "L'URL de la commande ne va pas : écris-la en entier, sans nom ni mot de passe, avec un chemin qui ne "
                "soit ni /action, ni /dialogue, ni /health, comme https://lieux.example.org/commande."
            ) from error
        return cls(whole, path)


@dataclass(frozen=True, slots=True)
class Wish:
    """The bot's account, its teams (those of the admin without any), its channels, and its slash command if any.

    ``hint`` and ``description`` are what people see while they type the command.
    """

    bot_name: str
    team_names: tuple[str, ...]
    handles: Collection[str]
    slash_url: SlashUrl | None
    hint: str
    description: str
