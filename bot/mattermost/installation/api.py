"""The calls that set the bot up and examine it. They block: a command runs them one after the other.

Commands are called by their paths: mattermostdriver 7.3.2 lacks a slash in those of ``update_command`` and of the
list for autocompletion (404 on any server).
"""

import re
import time
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Self
from urllib.parse import quote

from mattermostdriver import Driver

from bot.mattermost.address import Address
from bot.mattermost.installation.records import Channel, Command, Facts, Team, User
from bot.mattermost.payload import mapping, text, whole
from bot.mattermost.pooled_client import PooledClient, RestSettings
from bot.mattermost.rest_error import Fault, RestError
from bot.mattermost.waiting import Waiting

PATIENT = RestSettings(read_timeout_s=10.0, tries=2, waiting=Waiting(first_s=0.5, longest_s=5.0), busy_within_s=20.0)
_FORBIDDEN = 403
_NOT_FOUND = 404
_ALLOWED = "AllowedUntrustedInternalConnections"
_VERSION = re.compile(r"\d+\.\d+\.\d+")
_PAGE = 200

Json = dict[str, object]


class Api:
    """A server's REST API in the name of whom ``token`` belongs to. Every call raises RestError when it fails."""

    def __init__(self, address: Address, token: str, settings: RestSettings = PATIENT) -> None:
        options = {**address.driver_options, "token": token, "rest": settings}
        self._client = Driver(options, client_cls=PooledClient).client
        self._client.token = token

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._client.close()

    def ping(self) -> float | None:
        """By how many seconds the server's clock is ahead of this machine's, None when it does not tell the time.

        Raises RestError when no Mattermost answers.
        """
        asked_s = time.time()
        response = self._client.make_request("get", "/system/ping")
        between_s = (asked_s + time.time()) / 2
        answer = response.json()
        if not (isinstance(answer, dict) and "status" in answer):
            raise RestError("GET /system/ping", response.status_code, Fault.NOT_JSON)
        try:
            return parsedate_to_datetime(response.headers.get("Date", "")).timestamp() - between_s
        except ValueError:
            return None

    def facts(self) -> Facts:
        """What the server tells of itself to whoever signed in."""
        ahead_s = self.ping()
        told = self._object("get", "/config/client", params={"format": "old"})
        version = _VERSION.match(text(told, "Version"))
        return Facts(
            version=version[0] if version else "",
            site_url=text(told, "SiteURL"),
            allows_bots=_switch(told, "EnableBotAccountCreation"),
            allows_commands=_switch(told, "EnableCommands"),
            ahead_s=ahead_s,
        )

    def allowed_connections(self) -> str:
        """The private hosts that the server calls, empty without any or when the account may not know."""
        try:
            return text(mapping(self._object("get", "/config"), "ServiceSettings"), _ALLOWED)
        except RestError as error:
            if error.status == _FORBIDDEN:
                return ""
            raise

    def me(self) -> User:
        """The account of the token."""
        return _user(self._object("get", "/users/me"))

    def user(self, name: str) -> User | None:
        """The account of that user name."""
        found = self._found(f"/users/username/{name}")
        return _user(found) if found else None

    def create_bot(self, name: str, title: str, description: str) -> User:
        """A new bot account."""
        bot = {"username": name, "display_name": title, "description": description}
        created = self._object("post", "/bots", bot)
        return User(text(created, "user_id"), text(created, "username"), is_bot=True)

    def enable_bot(self, user_id: str) -> None:
        """Enable a bot account that was disabled."""
        self._object("post", f"/bots/{user_id}/enable")

    def create_token(self, user_id: str, description: str) -> str:
        """A new access token of an account; the server never shows it again."""
        return text(self._object("post", f"/users/{user_id}/tokens", {"description": description}), "token")

    def my_teams(self) -> tuple[Team, ...]:
        """The teams of the token's account."""
        return tuple(map(_team, self._objects("/users/me/teams")))

    def visible_teams(self) -> tuple[Team, ...]:
        """The first teams that the token's account may see."""
        return tuple(map(_team, self._objects("/teams", {"page": 0, "per_page": _PAGE})))

    def team(self, name: str) -> Team | None:
        """The team of that name."""
        found = self._found(f"/teams/name/{quote(name, safe='')}")
        return _team(found) if found else None

    def is_in_team(self, team_id: str, user_id: str) -> bool:
        """Whether an account is a member of a team."""
        found = self._found(f"/teams/{team_id}/members/{user_id}")
        return found is not None and not whole(found, "delete_at")  # who left is still listed, with the date

    def join_team(self, team_id: str, user_id: str) -> None:
        """Make an account a member of a team."""
        self._object("post", f"/teams/{team_id}/members", {"team_id": team_id, "user_id": user_id})

    def channel(self, team_id: str, handle: str) -> Channel | None:
        """The channel of a team with that handle; None when it is archived, or may not be seen."""
        found = self._found(f"/teams/{team_id}/channels/name/{handle}")
        if found is None or whole(found, "delete_at"):
            return None
        return Channel(text(found, "id"), text(found, "name"), is_open=text(found, "type") == "O")

    def my_channels(self, team_id: str) -> tuple[Channel, ...]:
        """The channels of a team that the token's account is in, direct ones left out."""
        found = self._objects(f"/users/me/teams/{team_id}/channels")
        return tuple(
            Channel(text(each, "id"), text(each, "name"), is_open=text(each, "type") == "O")
            for each in found
            if text(each, "type") in ("O", "P") and not whole(each, "delete_at")
        )

    def is_in_channel(self, channel_id: str, user_id: str) -> bool:
        """Whether an account is a member of a channel."""
        return self._found(f"/channels/{channel_id}/members/{user_id}") is not None

    def join_channel(self, channel_id: str, user_id: str) -> None:
        """Make an account a member of a channel."""
        self._object("post", f"/channels/{channel_id}/members", {"user_id": user_id})

    def may_post(self, channel_id: str) -> bool:
        """Whether the token's account may post in a channel. Nothing is posted.

        The permission is looked at before the thread, and no thread is opened by a post of this id.
        """
        try:
            self._object("post", "/posts", {"channel_id": channel_id, "message": "-", "root_id": "a" * 26})
        except RestError as error:
            if error.status in (400, _NOT_FOUND):
                return True
            if error.status == _FORBIDDEN:
                return False
            raise
        return True

    def commands(self, team_id: str) -> tuple[Command, ...]:
        """The custom slash commands of a team that the token's account may manage."""
        listed = self._objects("/commands", {"team_id": team_id, "custom_only": "true"})
        return tuple(map(_command, listed))

    def listed_triggers(self, team_id: str) -> frozenset[str]:
        """The triggers that are proposed to whoever types a slash in a team."""
        return frozenset(text(each, "trigger") for each in self._objects(f"/teams/{team_id}/commands/autocomplete"))

    def create_command(self, command: Command) -> Command:
        """A new slash command, with its token."""
        return _command(self._object("post", "/commands", _written(command)))

    def change_command(self, command: Command) -> Command:
        """The slash command of that id as it shall be; its token stays."""
        return _command(self._object("put", f"/commands/{command.id}", _written(command)))

    def run_command(self, channel_id: str, command: str) -> str:
        """The text that the server got for a slash command typed in a channel."""
        return text(
            self._object("post", "/commands/execute", {"channel_id": channel_id, "command": command}),
            "text",
        )

    def _found(self, path: str) -> Json | None:
        try:
            return self._object("get", path)
        except RestError as error:
            if error.status == _NOT_FOUND:
                return None
            raise

    def _object(
        self, method: str, path: str, body: Mapping[str, object] | None = None, params: Mapping[str, str] | None = None
    ) -> Json:
        answer = self._client.make_request(method, path, options=body, params=params).json()
        if not isinstance(answer, dict):
            raise RestError(f"{method} {path}", 200, Fault.NOT_JSON)
        return answer

    def _objects(self, path: str, params: Mapping[str, object] | None = None) -> tuple[Json, ...]:
        answer = self._client.make_request("get", path, params=params).json()
        if not isinstance(answer, list):
            raise RestError(f"GET {path}", 200, Fault.NOT_JSON)
        return tuple(item for item in answer if isinstance(item, dict))


def _switch(told: Json, name: str) -> bool | None:
    value = text(told, name)
    return value == "true" if value else None


def _user(found: Json) -> User:
    return User(
        text(found, "id"),
        text(found, "username"),
        is_bot=found.get("is_bot") is True,
        disabled=whole(found, "delete_at") > 0,
    )


def _team(found: Json) -> Team:
    return Team(text(found, "id"), text(found, "name"), text(found, "display_name"))


def _command(found: Json) -> Command:
    return Command(
        team_id=text(found, "team_id"),
        trigger=text(found, "trigger"),
        url=text(found, "url"),
        username=text(found, "username"),
        hint=text(found, "auto_complete_hint"),
        description=text(found, "auto_complete_desc"),
        method=text(found, "method"),
        is_listed=found.get("auto_complete") is True,
        id=text(found, "id"),
        token=text(found, "token"),
    )


def _written(command: Command) -> Json:
    return {
        "id": command.id,
        "team_id": command.team_id,
        "trigger": command.trigger,
        "method": command.method,
        "url": command.url,
        "username": command.username,
        "auto_complete": command.is_listed,
        "auto_complete_hint": command.hint,
        "auto_complete_desc": command.description,
        "display_name": "Lieux",
        "description": command.description,
    }
