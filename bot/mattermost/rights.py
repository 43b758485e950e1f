"""Who may give admin commands, on the server's word."""

import logging
import re
from collections.abc import Sequence

from bot.mattermost.account import Account
from bot.mattermost.payload import text, whole
from bot.mattermost.rest import Rest
from bot.mattermost.rest_error import RestError

log = logging.getLogger(__name__)

_ID = re.compile(r"[a-z0-9]{26}")
_NOT_FOUND = 404


class Rights:
    """The admins: the accounts named in the configuration, system admins, the members of a private admin channel.

    What a client says of itself is never believed: each time, the server is asked about the account by its id.
    """

    def __init__(self, bot: Account, rest: Rest, admins: Sequence[str], admin_channel: str) -> None:
        self._bot = bot
        self._rest = rest
        self._ids = {admin for admin in admins if _ID.fullmatch(admin)}
        self._names = {admin.removeprefix("@") for admin in admins} - self._ids
        self._team, _, self._handle = admin_channel.rpartition("/")
        self._channel_id = ""
        self._channel_is_private = False

    async def learn(self) -> None:
        """Look up the names and the channel of the configuration; those not found are said in the log, with the cure.

        Raises RestError when the server refuses the token.
        """
        for name in sorted(self._names):
            await self._learn_name(name)
        await self.admin_channel()

    async def admin_channel(self) -> str:
        """The id of the admins' channel; empty without one, or when it is not found."""
        if self._handle and not self._channel_id:
            try:
                await self._find_channel()
            except RestError as error:
                _log_unless_refused("the admin channel", error)
        return self._channel_id

    async def allows(self, user_id: str) -> bool:
        """Whether the account ``user_id`` may give admin commands; no when the server does not say."""
        try:
            for name in sorted(self._names):
                await self._learn_name(name)
            user = await self._rest.user(user_id)
            if text(user, "id") != user_id or whole(user, "delete_at"):
                return False
            if user_id in self._ids or "system_admin" in text(user, "roles").split():
                return True
            channel_id = await self.admin_channel()
            return bool(channel_id) and self._channel_is_private and await self._rest.is_member(channel_id, user_id)
        except RestError as error:
            _log_unless_refused("whether an account is an admin", error)
            return False

    async def _learn_name(self, name: str) -> None:
        try:
            user = await self._rest.user_by_name(name)
        except RestError as error:
            if error.status != _NOT_FOUND:
                _log_unless_refused("the account of an admin", error)
                return
            log.warning("no account is called %s: correct it under admins in the configuration", name)
        else:
            self._ids.add(text(user, "id"))
        self._names.discard(name)  # looked up once: the name may become another account's

    async def _find_channel(self) -> None:
        for team in await self._rest.teams():
            if self._team in ("", text(team, "name")) and await self._find_channel_in(text(team, "id")):
                return
        log.warning("no channel ~%s for the admins: invite the bot, or correct mattermost.admin_channel", self._handle)

    async def _find_channel_in(self, team_id: str) -> bool:
        try:
            channel = await self._rest.channel_by_name(team_id, self._handle)
        except RestError as error:
            if error.status == _NOT_FOUND:
                return False
            raise
        if whole(channel, "delete_at"):
            return False
        self._channel_id = text(channel, "id")
        self._channel_is_private = text(channel, "type") == "P"
        if not self._channel_is_private:
            log.warning("the admin channel ~%s is public: being in it gives no rights", self._handle)
            await self._rest.join(self._channel_id, self._bot.id)
        return True


def _log_unless_refused(what: str, error: RestError) -> None:
    """Log that ``what`` could not be found out. Raises ``error`` when the server refuses the token."""
    if error.is_refused_token:
        raise error
    log.warning("cannot find out %s: %s", what, error)
