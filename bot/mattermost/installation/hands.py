"""The hands that change things on a server, and those that only keep still while one looks what would change."""

from typing import Protocol

from bot.mattermost.installation.api import Api
from bot.mattermost.installation.records import Command, User

_TITLE = "Lieux"
_DESCRIPTION = "Où travailler ou se réunir près de… ?"


class Hands(Protocol):
    """Whatever a set-up changes on a server goes through here. Every call raises RestError when it fails."""

    def create_bot(self, name: str) -> User:
        """A new bot account."""

    def enable_bot(self, bot: User) -> None:
        """Enable a bot account that was disabled."""

    def create_token(self, bot: User) -> str:
        """A new access token of the bot."""

    def join_team(self, team_id: str, bot: User) -> None:
        """Make the bot a member of a team."""

    def join_channel(self, channel_id: str, bot: User) -> None:
        """Make the bot a member of a channel."""

    def create_command(self, command: Command) -> Command:
        """A new slash command, with its token."""

    def change_command(self, command: Command) -> Command:
        """The command of that id as it shall be."""


class ServerHands:
    """The hands of an admin."""

    def __init__(self, api: Api) -> None:
        self._api = api

    def create_bot(self, name: str) -> User:
        """A new bot account."""
        return self._api.create_bot(name, _TITLE, _DESCRIPTION)

    def enable_bot(self, bot: User) -> None:
        """Enable a bot account."""
        self._api.enable_bot(bot.id)

    def create_token(self, bot: User) -> str:
        """A new access token of the bot."""
        return self._api.create_token(bot.id, "lieux setup")

    def join_team(self, team_id: str, bot: User) -> None:
        """Make the bot a member of a team."""
        self._api.join_team(team_id, bot.id)

    def join_channel(self, channel_id: str, bot: User) -> None:
        """Make the bot a member of a channel."""
        self._api.join_channel(channel_id, bot.id)

    def create_command(self, command: Command) -> Command:
        """A new slash command."""
        return self._api.create_command(command)

    def change_command(self, command: Command) -> Command:
        """The command as it shall be."""
        return self._api.change_command(command)


class StillHands:
    """Hands that change nothing: what they make has no id and no token."""

    def create_bot(self, name: str) -> User:
        """The account as it would be, without an id."""
        return User("", name, is_bot=True)

    def enable_bot(self, bot: User) -> None:
        """Leave the account as it is."""

    def create_token(self, bot: User) -> str:  # noqa: ARG002 - the protocol's
        """No token."""
        return ""

    def join_team(self, team_id: str, bot: User) -> None:
        """Leave the team as it is."""

    def join_channel(self, channel_id: str, bot: User) -> None:
        """Leave the channel as it is."""

    def create_command(self, command: Command) -> Command:
        """The command as it would be, without a token."""
        return command

    def change_command(self, command: Command) -> Command:
        """The command as it would be."""
        return command
