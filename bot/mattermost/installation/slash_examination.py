"""The slash command and the buttons, examined both ways: the bot's own port, and the server on its way to it."""

from collections.abc import Iterator, Sequence

import requests

from bot.config import SLASH_VARIABLE, SlashSettings
from bot.mattermost.address import Address
from bot.mattermost.installation.api import Api
from bot.mattermost.installation.cures import cure
from bot.mattermost.installation.examination import HASTY, Place
from bot.mattermost.installation.findings import Finding, Mark
from bot.mattermost.installation.private_host import ALLOW
from bot.mattermost.installation.slash_tokens import tokens_for
from bot.mattermost.installation.wish import TRIGGER, SlashUrl
from bot.mattermost.payload import read_object
from bot.mattermost.rest_error import RestError

_WITHIN_S = 4.0
_LOOPBACK = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - where to ask a bot that listens everywhere
_HARMLESS = f"/{TRIGGER} aide"
_SETUP = "relance « lieux setup » avec --slash-url URL"


class SlashExamination:
    """The examination of what is served over HTTP to the server at ``address``, in the bot's teams, ``places``."""

    def __init__(
        self, address: Address, token: str, slash: SlashSettings, slash_tokens: Sequence[str], places: Sequence[Place]
    ) -> None:
        self._address = address
        self._token = token
        self._slash = slash
        self._slash_tokens = slash_tokens
        self._places = places
        self._url = SlashUrl.of(slash)

    def run(self) -> Iterator[Finding]:
        """Each finding, as soon as it is made."""
        port = self._port()
        yield port
        yield from self._public()
        with Api(self._address, self._token, HASTY) as api:
            for place in self._places:
                try:
                    yield from self._command(api, place, is_up=port.mark is Mark.GOOD)
                except RestError as error:
                    yield Finding.bad(
                        f"/{TRIGGER} dans {place.team.name}", cure(error, self._address, "LIEUX_MATTERMOST_TOKEN")
                    )

    def commands(self, admin_token: str) -> Iterator[Finding]:
        """The commands as an admin sees them: their URL, their method, their token."""
        with Api(self._address, admin_token, HASTY) as api:
            for place in self._places:
                try:
                    yield self._settings(api, place)
                except RestError as error:
                    yield Finding.unknown(
                        f"les réglages de /{TRIGGER} ({place.team.name})",
                        cure(error, self._address, "LIEUX_ADMIN_TOKEN"),
                    )

    def _port(self) -> Finding:
        host = _LOOPBACK.get(self._slash.host, self._slash.host)
        url = f"http://{f'[{host}]' if ':' in host else host}:{self._slash.port}/health"
        status = _status(url)
        if status == 200:
            return Finding.good(f"le bot tourne et entend le serveur ({url})")
        if status == 503:
            return Finding.bad(
                f"le bot tourne sans entendre le serveur ({url})", "lis son journal : il y dit pourquoi, et il réessaie"
            )
        return Finding.bad(
            f"le bot ne répond pas sur {url}",
            "lance-le (lieux run) ; s'il tourne, un autre programme a son port : change slash.port",
        )

    def _public(self) -> Iterator[Finding]:
        if self._url is None:
            yield Finding.unknown(
                "slash.public_url est vide : les réponses n'ont pas de boutons",
                f"pour en avoir, écris-y l'URL par où Mattermost joint le bot, ou {_SETUP}",
            )
            return
        if not self._url.addresses():
            yield Finding.bad(
                f"l'hôte {self._url.host} n'existe pas pour cette machine", "vérifie slash.public_url, et le DNS"
            )
            return
        health = f"{self._url.public_url}/health"
        status = _status(health)
        if status in (200, 503):
            yield Finding.good(f"{health} mène au bot")
        else:
            yield Finding.unknown(
                f"d'ici, {health} ne mène pas au bot ({f'HTTP {status}' if status else 'injoignable'})",
                "si Mattermost n'y arrive pas non plus, vérifie le proxy et slash.public_url",
            )

    def _command(self, api: Api, place: Place, *, is_up: bool) -> Iterator[Finding]:
        team = place.team.name
        if TRIGGER not in api.listed_triggers(place.team.id):
            found = Finding.bad if self._slash_tokens else Finding.unknown
            yield found(f"l'équipe {team} n'a pas de commande /{TRIGGER} dans l'autocomplétion", _SETUP)
            return
        yield Finding.good(f"l'équipe {team} a une commande /{TRIGGER}")
        if not self._slash_tokens:
            return
        if not (is_up and place.channels):
            why = "le bot ne tourne pas" if place.channels else "il n'est dans aucun canal"
            yield Finding.unknown(
                f"si Mattermost joint le bot ({team}) : {why}", f"corrige cela ; {self._unreachable()}"
            )
            return
        yield self._called(api, place)

    def _called(self, api: Api, place: Place) -> Finding:
        """What becomes of a harmless command that the bot types itself; the answer is shown to it alone."""
        team = place.team.name
        try:
            api.run_command(place.channels[0].id, _HARMLESS)
        except RestError as error:
            if error.error_id == "api.command.execute_command.failed_resp.app_error":
                return Finding.bad(
                    f"Mattermost appelle /{TRIGGER} ({team}), et reçoit un refus",
                    f"le jeton de la commande n'est sans doute pas dans {SLASH_VARIABLE}, ou l'URL n'est pas celle du "
                    f"bot : {_SETUP}, puis redémarre le bot",
                )
            if error.error_id.startswith("api.command.execute_command"):
                return Finding.bad(f"Mattermost ne joint pas le bot ({team})", self._unreachable())
            raise
        return Finding.good(f"Mattermost joint le bot : « {_HARMLESS} » répond ({team})")

    def _unreachable(self) -> str:
        cures = f"vérifie l'URL de la commande ({self._url or 'slash.public_url est vide'}), le proxy et son certificat"
        if self._url is None or self._url.is_private:
            host = self._url.host if self._url else "HÔTE"
            cures += f" ; l'adresse est privée, il faut la permettre : {ALLOW} {host}"
        return cures

    def _settings(self, api: Api, place: Place) -> Finding:
        team = place.team.name
        command = next((each for each in api.commands(place.team.id) if each.trigger == TRIGGER), None)
        if command is None:
            return Finding.bad(f"l'équipe {team} n'a pas de commande /{TRIGGER}", _SETUP)
        if command.method != "P":
            return Finding.bad(f"/{TRIGGER} ({team}) appelle par GET, qui montre son jeton", _SETUP)
        if self._url and command.url != str(self._url):
            return Finding.bad(f"/{TRIGGER} ({team}) appelle {command.url}, le bot est à {self._url}", _SETUP)
        if command.token not in ("", *tokens_for(self._slash_tokens, place.team.name, place.team.id)):
            return Finding.bad(f"le jeton de /{TRIGGER} ({team}) n'est pas dans {SLASH_VARIABLE}", _SETUP)
        return Finding.good(f"/{TRIGGER} ({team}) : URL, méthode et jeton sont ceux du bot")


def _status(url: str) -> int:
    """The status of ``GET url`` when the bot answers, 0 when nobody does, 404 when somebody else does."""
    with requests.Session() as session:
        session.trust_env = False  # the bot's own port is asked directly
        try:
            response = session.get(url, timeout=_WITHIN_S, allow_redirects=False)
        except (requests.RequestException, ValueError):
            return 0
    return response.status_code if "websocket" in (read_object(response.content) or {}) else 404
