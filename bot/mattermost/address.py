"""Where the server is, as each of the two wires wants it said."""

import ssl
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from bot.config import MattermostSettings
from bot.errors import StartError

_API = "/api/v4"


@dataclass(frozen=True, slots=True)
class Address:
    """The address of a server: ``https://host:port/path``; printed without the name or password of a URL."""

    secure: bool
    host: str
    port: int
    path: str = ""
    ca_file: Path | None = None

    @classmethod
    def of(cls, settings: MattermostSettings) -> Self:
        """The address that the configuration gives."""
        url = settings.url
        secure = url.scheme == "https"
        port = url.port or (443 if secure else 80)
        return cls(secure, url.host or "", port, (url.path or "").rstrip("/"), settings.ca_file)

    def __str__(self) -> str:
        return f"http{'s' * self.secure}://{self.host}:{self.port}{self.path}"

    @property
    def websocket(self) -> str:
        """The URL of the websocket."""
        return f"ws{'s' * self.secure}://{self.host}:{self.port}{self.path}{_API}/websocket"

    @property
    def driver_options(self) -> dict[str, object]:
        """The options that mattermostdriver wants."""
        return {
            "scheme": "https" if self.secure else "http",
            "url": self.host,
            "port": self.port,
            "basepath": f"{self.path}{_API}",
            "verify": str(self.ca_file) if self.ca_file else True,
        }

    def tls(self) -> ssl.SSLContext | None:
        """The context that verifies the server's certificate and name; None over plain HTTP.

        Raises StartError when the file of authorities cannot be read.
        """
        if not self.secure:
            return None
        try:
            return ssl.create_default_context(cafile=self.ca_file)
        except OSError as error:
            raise StartError(
                f"Le fichier de certificats {self.ca_file} est illisible : vérifie mattermost.ca_file."
            ) from error
