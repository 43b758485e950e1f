"""Whether the bot would hear a server: a websocket opened, its first words, and closed again."""

from typing import Any

from websockets.exceptions import InvalidStatus, WebSocketException
from websockets.sync.client import connect

from bot.errors import StartError
from bot.mattermost.address import Address
from bot.mattermost.installation.findings import Finding
from bot.mattermost.payload import read_object, text

_WITHIN_S = 6.0
_PROXY = (
    "un proxy devant Mattermost doit laisser passer /api/v4/websocket (en-têtes Upgrade et Connection, et "
    "Authorization), sans couper les connexions calmes"
)


def examine_websocket(address: Address, token: str) -> Finding:
    """Whether a websocket opens and the server says hello on it."""
    try:
        tls = address.tls()
        options: dict[str, Any] = {"ssl": tls} if tls else {}
        with connect(
            address.websocket,
            additional_headers={"Authorization": f"Bearer {token}"},
            open_timeout=_WITHIN_S,
            close_timeout=1,
            **options,
        ) as connection:
            frame = read_object(connection.recv(timeout=_WITHIN_S)) or {}
    except InvalidStatus as refusal:
        return Finding.bad(f"le websocket est refusé (HTTP {refusal.response.status_code})", _PROXY)
    except StartError as error:
        return Finding.bad("le websocket ne s'ouvre pas", str(error))
    except (OSError, TimeoutError, WebSocketException) as error:
        return Finding.bad(f"le websocket ne s'ouvre pas ({type(error).__name__})", _PROXY)
    if text(frame, "event") != "hello":
        return Finding.bad("le websocket s'ouvre, mais ne dit rien d'attendu", _PROXY)
    return Finding.good("le websocket s'ouvre")
