"""Reactions: the person who asked takes an answer away with one; thumbs up and down are counted."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from bot.mattermost.account import Account
from bot.mattermost.outbound import asker_id
from bot.mattermost.payload import mapping, read_object, text, whole
from bot.mattermost.rest import Rest
from bot.mattermost.rest_error import RestError
from bot.mattermost.work import Frame, Hearing, Work
from bot.models.standing import Standing

log = logging.getLogger(__name__)

_TAKE_AWAY = "x"
_UP = ("+1", "thumbsup")
_DOWN = ("-1", "thumbsdown")
_SKIN = "_skin_tone"
_TONES = ("medium_light", "medium_dark", "light", "medium", "dark")


@dataclass(frozen=True, slots=True)
class Reaction:
    """A reaction to a post: whose, to which, and the emoji's plain name, without the colour of the skin."""

    user_id: str
    post_id: str
    emoji: str


def parse_reaction(frame: Mapping[str, object]) -> Reaction | None:
    """The reaction that ``frame`` announces; None when it is broken. Its data are JSON inside JSON (6.7.2)."""
    told = read_object(text(mapping(frame, "data"), "reaction")) or {}
    user_id, post_id, emoji = (text(told, key) for key in ("user_id", "post_id", "emoji_name"))
    if emoji.endswith(_SKIN):
        emoji = emoji.removesuffix(_SKIN)
        emoji = next((emoji.removesuffix(f"_{tone}") for tone in _TONES if emoji.endswith(f"_{tone}")), emoji)
    return Reaction(user_id, post_id, emoji) if user_id and post_id and emoji else None


class Reactions:
    """Acts on the reactions to the bot's own posts."""

    def __init__(self, bot: Account, rest: Rest, standing: Standing) -> None:
        self._bot = bot
        self._rest = rest
        self._standing = standing

    @property
    def hearing(self) -> Hearing:
        """What is made of the events about reactions, by their names."""
        return {"reaction_added": partial(self._hear, added=True), "reaction_removed": partial(self._hear, added=False)}

    def _hear(self, frame: Frame, added: bool) -> Work | None:
        reaction = parse_reaction(frame)
        heard = (*_UP, *_DOWN, _TAKE_AWAY) if added else (*_UP, *_DOWN)
        if reaction is None or reaction.emoji not in heard or reaction.user_id == self._bot.id:
            return None
        return Work(reaction.post_id, partial(self._handle, reaction, added))

    async def _handle(self, reaction: Reaction, added: bool) -> None:
        try:
            post = await self._rest.post(reaction.post_id)
            if text(post, "user_id") != self._bot.id or not asker_id(post):
                return
            if reaction.emoji != _TAKE_AWAY:
                self._count(reaction.emoji, 1 if added else -1)
            elif asker_id(post) == reaction.user_id:
                await self._take_away(post)
        except RestError as error:
            if error.is_refused_token:
                raise
            log.warning("a reaction is left alone: %s", error)

    def _count(self, emoji: str, step: int) -> None:
        if emoji in _UP:
            self._standing.liked = max(0, self._standing.liked + step)
        else:
            self._standing.disliked = max(0, self._standing.disliked + step)

    async def _take_away(self, post: Mapping[str, object]) -> None:
        if not text(post, "root_id") and whole(post, "reply_count"):
            log.info("an answer is not taken away: others have replied to it, and their words would go with it")
            return
        await self._rest.delete_post(text(post, "id"))
        log.info("an answer was taken away by the person who asked")
