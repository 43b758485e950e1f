"""The bot's place on a server, examined in the bot's own name: nothing is changed, nothing is posted."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from bot.config import TOKEN_VARIABLE, Config
from bot.mattermost.address import Address
from bot.mattermost.installation.api import Api
from bot.mattermost.installation.cures import cure
from bot.mattermost.installation.findings import Finding
from bot.mattermost.installation.hearing import examine_websocket
from bot.mattermost.installation.records import Channel, Team, User
from bot.mattermost.pooled_client import RestSettings
from bot.mattermost.rest_error import RestError

HASTY = RestSettings(connect_timeout_s=3.05, read_timeout_s=8.0, tries=1, busy_within_s=5.0)
OLDEST = (6, 7)
"""The oldest Mattermost that the bot is tested against."""
_MOST_AHEAD_S = 60.0


@dataclass(frozen=True, slots=True)
class Place:
    """A team of the bot, and the channels it is in there."""

    team: Team
    channels: tuple[Channel, ...]


class Examination:
    """The examination of the server at ``address``; ``places`` is known once ``run`` has gone through.

    ``handles`` are those of the channels that the directory lists.
    """

    def __init__(self, address: Address, token: str, config: Config, handles: Collection[str]) -> None:
        self._address = address
        self._token = token
        self._config = config
        self._handles = handles
        self.places: tuple[Place, ...] = ()

    def run(self) -> Iterator[Finding]:
        """Each finding, as soon as it is made; the first thing that stops the others is the last."""
        with Api(self._address, self._token, HASTY) as api:
            try:
                yield from self._server(api)
                bot = api.me()
                yield Finding.good(f"le jeton de {TOKEN_VARIABLE} est accepté")
                yield from self._account(bot)
                yield from self._version(api)
                self.places = tuple(Place(team, api.my_channels(team.id)) for team in api.my_teams())
                yield self._teams()
                if self.places:
                    yield from self._channels(api)
                    yield from self._admin_channel()
                for place in self.places:
                    yield from self._posting(api, place)
            except RestError as error:
                yield Finding.bad(f"le serveur {self._address}", cure(error, self._address, TOKEN_VARIABLE))
                return
        yield examine_websocket(self._address, self._token)

    def _server(self, api: Api) -> Iterator[Finding]:
        ahead_s = api.ping()
        yield Finding.good(f"{self._address} répond, et c'est un Mattermost")
        if ahead_s is None:
            yield Finding.unknown("l'heure du serveur", "il ne la dit pas (en-tête Date) : un proxy l'enlève peut-être")
        elif abs(ahead_s) > _MOST_AHEAD_S:
            yield Finding.bad(
                f"l'horloge du serveur a {abs(ahead_s):.0f} s {'d’avance' if ahead_s > 0 else 'de retard'}",
                "mets les deux machines à l'heure (NTP : timedatectl set-ntp true) : sans cela le bot rattrape mal "
                "les questions manquées",
            )
        else:
            yield Finding.good("les deux horloges sont d'accord")

    def _account(self, bot: User) -> Iterator[Finding]:
        if bot.is_bot:
            yield Finding.good(f"@{bot.name} est un compte de bot")
        else:
            yield Finding.bad(
                f"@{bot.name} est le compte d'une personne", "crée un compte de bot et son jeton : lieux setup"
            )
        if bot.name != self._config.name:
            yield Finding.bad(
                f"le compte s'appelle {bot.name}, la configuration dit {self._config.name}",
                f"écris name: {bot.name} dans la configuration",
            )

    def _version(self, api: Api) -> Iterator[Finding]:
        version = api.facts().version
        numbers = tuple(int(part) for part in version.split(".")[:2]) if version else ()
        if not numbers:
            yield Finding.unknown("la version de Mattermost", "le serveur ne la dit pas ; il faut 6.7 ou plus")
        elif numbers < OLDEST:
            yield Finding.bad(f"Mattermost {version}", "mets le serveur à jour : il faut 6.7 ou plus")
        else:
            yield Finding.good(f"Mattermost {version}")

    def _teams(self) -> Finding:
        names = ", ".join(place.team.name for place in self.places)
        if names:
            return Finding.good(f"équipes : {names}")
        return Finding.bad(
            "le bot n'est dans aucune équipe",
            f"ajoute-le : menu de l'équipe › Inviter des personnes, ou mmctl team users add ÉQUIPE {self._config.name}",
        )

    def _channels(self, api: Api) -> Iterator[Finding]:
        joined = {channel.handle for place in self.places for channel in place.channels} & set(self._handles)
        if joined:
            yield Finding.good(f"canaux de l'annuaire : {', '.join(f'~{handle}' for handle in sorted(joined))}")
        absent: list[str] = []
        for handle in sorted(set(self._handles) - joined):
            team = next((place.team for place in self.places if api.channel(place.team.id, handle)), None)
            if team:
                yield Finding.bad(
                    f"le bot n'est pas dans ~{handle} ({team.name})",
                    f"il le rejoint au démarrage ; si on l'en a retiré, réinvite-le : /invite @{self._config.name}",
                )
            else:
                absent.append(f"~{handle}")
        if absent:
            yield Finding.unknown(
                f"canaux de l'annuaire qu'aucune équipe du bot n'a : {', '.join(absent)}",
                "corrige-les dans l'annuaire (leur nom dans l'adresse), ou invite le bot dans ceux qui sont privés",
            )

    def _admin_channel(self) -> Iterator[Finding]:
        name = self._config.mattermost.admin_channel if self._config.mattermost else ""
        team, _, handle = name.rpartition("/")
        if not handle:
            return
        rooms = [channel for place in self.places if team in ("", place.team.name) for channel in place.channels]
        if any(channel.handle == handle for channel in rooms):
            yield Finding.good(f"canal des admins : ~{handle}")
        else:
            yield Finding.bad(
                f"le bot n'est pas dans le canal des admins, ~{handle}",
                f"corrige mattermost.admin_channel, ou invite-le dans ce canal : /invite @{self._config.name}",
            )

    def _posting(self, api: Api, place: Place) -> Iterator[Finding]:
        listed = [channel for channel in place.channels if channel.handle in self._handles]
        where = next(iter([*listed, *place.channels]), None)
        if where is None:
            return
        if api.may_post(where.id):
            yield Finding.good(f"il peut écrire dans ~{where.handle} ({place.team.name})")
        else:
            yield Finding.bad(
                f"il ne peut pas écrire dans ~{where.handle} ({place.team.name})",
                "rends-lui le droit d'écrire : Console système › Permissions, ou la modération de ce canal",
            )
