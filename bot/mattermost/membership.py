"""The channels that the directory lists: found, joined, and followed while the bot runs."""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Collection
from dataclasses import dataclass

from bot.mattermost.account import Account
from bot.mattermost.payload import mapping, read_object, text, whole
from bot.mattermost.rest import Rest
from bot.mattermost.rest_error import RestError
from bot.mattermost.work import Frame, Hearing, Work
from bot.models.standing import Standing, Trouble

log = logging.getLogger(__name__)

_NOT_FOUND = 404
_LOOK_ANYWAY_S = 600.0
"""How often the channels are looked for although nothing is known to have changed: an event may have been missed."""
_CURES = {
    Trouble.ABSENT: "no such public channel in the bot's teams: correct the handle in the directory, or invite the bot",
    Trouble.ARCHIVED: "it is archived: take it out of the directory, or have it restored",
    Trouble.FORBIDDEN: "the bot may not join it: invite it there",
    Trouble.REMOVED: "somebody removed the bot: it stays out until it is invited again",
    Trouble.RENAMED: "its handle has changed: put the new one in the directory before the next start",
}

Listed = Callable[[], Collection[str]]
"""Gives the handles of the channels that the directory lists at this moment."""


@dataclass(slots=True)
class _Channel:
    """A channel that is listed: the handle it is listed by, the one it bears, its team, whether the bot is in it."""

    handle: str
    name: str
    team_id: str
    joined: bool


class Channels:
    """Joins the public channels listed in every team of the bot, and knows each by its id, whatever it is called."""

    def __init__(self, bot: Account, rest: Rest, listed: Listed, standing: Standing, every_s: float) -> None:
        """Every ``every_s`` the list is compared with the one before: the directory may have been read again."""
        self._bot = bot
        self._rest = rest
        self._listed = listed
        self._standing = standing
        self._every_s = every_s
        self._known: dict[str, _Channel] = {}
        self._removed: set[str] = set()
        self._looked_for: frozenset[str] = frozenset()
        self._again = asyncio.Event()

    def handle_of(self, channel_id: str, name: str | None) -> str | None:
        """The handle that the directory lists a channel by; its own ``name`` when it is not listed."""
        channel = self._known.get(channel_id)
        return channel.handle if channel else name

    @property
    def hearing(self) -> Hearing:
        """What is made of the events about channels, by their names."""
        anew = dict.fromkeys(("added_to_team", "channel_restored", "channel_converted"), self._look_again)
        return {
            **anew,
            "leave_team": self._on_left_team,
            "user_added": self._on_added,
            "user_removed": self._on_removed,
            "channel_updated": self._on_updated,
            "channel_deleted": self._on_deleted,
        }

    async def follow(self) -> None:
        """Join what is listed, and again when the list changes or something happened to a channel; for ever.

        Raises RestError when the server refuses the token.
        """
        looked_at_s = -_LOOK_ANYWAY_S
        while True:
            listed, now_s = frozenset(self._listed()), asyncio.get_running_loop().time()
            if self._again.is_set() or listed != self._looked_for or now_s - looked_at_s >= _LOOK_ANYWAY_S:
                self._again.clear()
                try:
                    await self._look_for(listed)
                    self._looked_for, looked_at_s = listed, now_s
                except RestError as error:
                    if error.is_refused_token:
                        raise
                    log.warning("cannot look for the channels of the directory: %s", error)
                    looked_at_s = -_LOOK_ANYWAY_S
                    await asyncio.sleep(self._every_s)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._again.wait(), self._every_s)

    async def _look_for(self, listed: frozenset[str]) -> None:
        self._known = {id_: channel for id_, channel in self._known.items() if channel.handle in listed}
        troubles: dict[str, set[Trouble]] = {handle: set() for handle in listed}
        team_ids = [text(team, "id") for team in await self._rest.teams()] if listed else []
        for channel in self._known.values():
            channel.joined = channel.joined and channel.team_id in team_ids
        for team_id in team_ids:
            joined = {text(channel, "id") for channel in await self._rest.channels(team_id)}
            for handle in sorted(listed):
                trouble = await self._look_in(team_id, handle, joined)
                if trouble:
                    troubles[handle].add(trouble)
        self._tell({handle: self._worst(handle, found) for handle, found in troubles.items()})

    async def _look_in(self, team_id: str, handle: str, joined: Collection[str]) -> Trouble | None:
        try:
            channel = await self._rest.channel_by_name(team_id, handle)
        except RestError as error:
            if error.status in (_NOT_FOUND, 403):
                return Trouble.ABSENT
            raise
        if whole(channel, "delete_at"):
            return Trouble.ARCHIVED
        id_, name = text(channel, "id"), text(channel, "name")
        before = self._known.get(id_)
        if before and before.joined and id_ not in joined:  # it was told of while nothing was heard
            self._removed.add(id_)
        self._known[id_] = _Channel(handle, name, team_id, id_ in joined)
        if id_ in joined:
            return None
        if id_ in self._removed:
            return Trouble.REMOVED
        try:
            await self._rest.join(id_, self._bot.id)
        except RestError as error:
            if error.is_refused_token or error.is_passing:
                raise
            return Trouble.FORBIDDEN
        self._known[id_].joined = True
        log.info("joined ~%s", handle)
        return None

    def _worst(self, handle: str, troubles: Collection[Trouble]) -> Trouble | None:
        """What is wrong with the channel of a handle, None when one is heard under that handle in some team."""
        heard = [channel for channel in self._known.values() if channel.handle == handle and channel.joined]
        if any(channel.name == handle for channel in heard):
            return None
        if heard:
            return Trouble.RENAMED
        return next(
            (trouble for trouble in Trouble if trouble is not Trouble.ABSENT and trouble in troubles), Trouble.ABSENT
        )

    def _tell(self, troubles: dict[str, Trouble | None]) -> None:
        """Say each new trouble once in the log, and keep them all for the admins."""
        for handle, trouble in sorted(troubles.items()):
            if trouble and self._standing.troubles.get(handle) is not trouble:
                log.warning("channel ~%s (%s): %s", handle, trouble, _CURES[trouble])
        self._standing.troubles = {handle: trouble for handle, trouble in troubles.items() if trouble}
        self._standing.channels = len({channel.handle for channel in self._known.values() if channel.joined})

    def _tell_one(self, channel: _Channel, trouble: Trouble | None) -> None:
        self._tell(
            {**self._standing.troubles, channel.handle: self._worst(channel.handle, [trouble] if trouble else [])}
        )

    def _look_again(self, frame: Frame) -> Work | None:  # noqa: ARG002 - the signature of what hears an event
        self._again.set()
        return None

    def _on_left_team(self, frame: Frame) -> None:
        # The server tells it before it does it (9.9): to look again now might find the team still there.
        data = mapping(frame, "data")
        if text(data, "user_id") != self._bot.id:
            return
        for channel in self._known.values():
            if channel.joined and channel.team_id == text(data, "team_id"):
                channel.joined = False
                self._tell_one(channel, None)

    def _on_added(self, frame: Frame) -> None:
        if text(mapping(frame, "data"), "user_id") == self._bot.id:
            self._removed.discard(text(mapping(frame, "broadcast"), "channel_id"))
            self._again.set()

    def _on_removed(self, frame: Frame) -> None:
        # To the bot itself the server names the channel in the data and the bot in the broadcast; to those who stay,
        # the other way round (6.7.2).
        data, broadcast = mapping(frame, "data"), mapping(frame, "broadcast")
        if self._bot.id not in (text(broadcast, "user_id"), text(data, "user_id")):
            return
        id_ = text(data, "channel_id") or text(broadcast, "channel_id")
        self._removed.add(id_)
        if channel := self._known.get(id_):
            channel.joined = False
            self._tell_one(channel, Trouble.REMOVED)

    def _on_updated(self, frame: Frame) -> None:
        told = read_object(text(mapping(frame, "data"), "channel")) or {}
        channel = self._known.get(text(told, "id"))
        if channel and text(told, "name") not in ("", channel.name):
            channel.name = text(told, "name")
            self._tell_one(channel, None)

    def _on_deleted(self, frame: Frame) -> None:
        channel = self._known.get(text(mapping(frame, "data"), "channel_id"))
        if channel:
            channel.joined = False
            self._tell_one(channel, Trouble.ARCHIVED)
