"""The slash command: a form becomes a message. Pure."""

import hmac
import re
from collections.abc import Mapping, Sequence
from urllib.parse import parse_qsl, urlsplit

from bot.mattermost.actions import Target
from bot.mattermost.inbound import PLATFORM
from bot.models.event import Author, Message, Trigger

_MOST_FIELDS = 1000
_DIRECT_CHANNEL = re.compile(r"[a-z0-9]{26}__[a-z0-9]{26}")
_HOOK = re.compile(r"/hooks/commands/([a-z0-9]{26})")

Form = Mapping[str, str]


def read_form(body: bytes) -> Form | None:
    """The fields of a URL-encoded form, the first of each name; None when it is no such form."""
    try:
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError:
        return None
    return dict(reversed(pairs))


def parse_slash(form: Form, channel: str | None) -> Message:
    """The message that a slash command is, typed in ``channel``. The form's token must have been checked before."""
    return Message(
        text=form.get("text", ""),
        trigger=Trigger.SLASH,
        author=Author(form.get("user_id", ""), form.get("user_name", ""), is_admin=None),
        platform=PLATFORM,
        channel=channel,
    )


def channel_name(name: str) -> str | None:
    """The handle of a channel as an integration is told it; None for a direct one, named after two accounts."""
    return None if not name or _DIRECT_CHANNEL.fullmatch(name) else name


def slash_target(form: Form) -> Target:
    """Where the answer to a slash command goes; without a thread where the server does not tell it (6.7, 9.9)."""
    hook = hook_of(form.get("response_url", ""))
    return Target(form.get("channel_id", ""), form.get("root_id", ""), asker_id=form.get("user_id", ""), hook=hook)


def hook_of(response_url: str) -> str:
    """The id in a response URL, empty when there is none.

    Only the id is taken: the bot goes to its own server with it, whatever host the request names.
    """
    try:
        path = urlsplit(response_url).path
    except ValueError:
        return ""
    match = _HOOK.search(path)
    return match[1] if match and path.endswith(match[0]) else ""


def is_known_token(given: str, form: Form, tokens: Sequence[str]) -> bool:
    """Whether ``given`` is one of ``tokens`` that holds in the form's team; ``team:token`` holds in that team alone.

    It takes a time that does not tell which it is, nor how much of it is right.
    """
    matches: list[bool] = []
    for known in tokens:
        team, _, token = known.rpartition(":")
        here = team in ("", form.get("team_domain"), form.get("team_id"))
        matches.append(hmac.compare_digest(given.encode(errors="replace"), token.encode()) and here)
    return bool(given) and any(matches)
