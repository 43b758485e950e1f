"""A frame of the websocket becomes a message. Pure: dicts in, values out."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.mattermost.account import Account
from bot.mattermost.naming import names, without_indented_code
from bot.mattermost.payload import mapping, read_object, read_texts, text, whole
from bot.models.event import Author, Message, Thread, Trigger

PLATFORM = "mattermost"

_PERSONS_TYPES = ("", "me")
"""The types of the posts that people write; ``me`` is a ``/me``. The others are the server's and plugins' own."""

_AUTOMATIC = ("from_webhook", "from_bot", "from_plugin", "from_oauth_app")


@dataclass(frozen=True, slots=True)
class Posted:
    """A post that a person wrote, with the ids that an answer needs.

    ``thread_id`` is the id of the root when the post replies in a thread, None when it opens one.
    ``channel`` is the channel's handle, None in a direct message. ``create_at_ms`` is in ms since 1970, server time.
    ``missed`` tells that it was found by looking back, not heard: it may have been answered already.
    """

    id: str
    channel_id: str
    thread_id: str | None
    user_id: str
    user_name: str
    text: str
    channel: str | None
    trigger: Trigger
    create_at_ms: int
    missed: bool = False

    @property
    def root_id(self) -> str:
        """The root of the thread to answer in: a reply may not be one (400 on 6.7.2)."""
        return self.thread_id or self.id


def is_written_by_a_person(post: Mapping[str, object]) -> bool:
    """Whether a post was written by hand: not by the server, a bot, a webhook, a plugin or a slash command."""
    props = mapping(post, "props")
    automatic = any(props.get(key) not in (None, "", False, "false") for key in _AUTOMATIC)
    return text(post, "type") in _PERSONS_TYPES and not automatic and not whole(post, "delete_at")


def parse_posted(frame: Mapping[str, object], bot: Account) -> Posted | None:
    """The post that ``frame`` announces; None when it is not a person's new post."""
    if frame.get("event") != "posted":
        return None
    data = mapping(frame, "data")
    post = read_object(text(data, "post"))
    posted = None if post is None else read_post(post, text(data, "channel_type"), text(data, "channel_name"), bot)
    if posted is None:
        return None
    # The server's list holds the bot for @all, @channel and @here too; the text alone cannot tell code from prose.
    if posted.trigger is Trigger.MENTION and bot.id not in read_texts(text(data, "mentions")):
        posted = replace(posted, trigger=Trigger.UNPROMPTED)
    return replace(posted, user_name=text(data, "sender_name").removeprefix("@"))


def read_post(post: Mapping[str, object], kind: str, handle: str, bot: Account) -> Posted | None:
    """A post of the channel ``handle`` of a ``kind`` (O, P, D, G); None when it is not a person's.

    Whom it mentions is read from its text; its author's name stands elsewhere.
    """
    post_id, channel_id, user_id = text(post, "id"), text(post, "channel_id"), text(post, "user_id")
    if not (post_id and channel_id and user_id) or user_id == bot.id or not is_written_by_a_person(post):
        return None
    message = text(post, "message")
    mentioned = Trigger.MENTION if names(without_indented_code(message), bot.name) else Trigger.UNPROMPTED
    direct = kind == "D"
    return Posted(
        id=post_id,
        channel_id=channel_id,
        thread_id=text(post, "root_id") or None,
        user_id=user_id,
        user_name="",
        text=message,
        channel=None if direct else handle or None,
        trigger=Trigger.DIRECT if direct else mentioned,
        create_at_ms=whole(post, "create_at"),
    )


def to_message(posted: Posted, thread: Thread | None = None) -> Message:
    """The message that ``posted`` is; whether its author is an admin has not been asked yet."""
    return Message(
        text=posted.text,
        trigger=posted.trigger,
        author=Author(posted.user_id, posted.user_name, is_admin=None),
        platform=PLATFORM,
        channel=posted.channel,
        thread=thread,
    )
