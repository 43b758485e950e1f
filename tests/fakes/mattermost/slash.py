"""The call that Mattermost makes when somebody types a slash command."""

import requests

from tests.fakes.mattermost.model import Channel, User, new_id
from tests.fakes.mattermost.world import World


def slash_headers(token: str) -> dict[str, str]:
    """The headers of the call."""
    return {
        "User-Agent": "Mattermost-Bot/1.1",
        "Accept": "application/json",
        "Authorization": f"Token {token}",
        "Content-Type": "application/x-www-form-urlencoded",
        "Accept-Encoding": "gzip",
    }


def slash_form(world: World, author: User, channel: Channel, text: str, token: str) -> dict[str, str]:
    """The fields of the call."""
    return {
        "channel_id": channel.id,
        "channel_name": channel.name,
        "command": "/lieux",
        "response_url": f"http://127.0.0.1:8065/hooks/commands/{new_id()}",
        "team_domain": "betagouv",
        "team_id": world.team_id,
        "text": text,
        "token": token,
        "trigger_id": new_id(),
        "user_id": author.id,
        "user_name": author.name,
    }


def call_slash(url: str, form: dict[str, str]) -> requests.Response:
    """Make the call, and give the integration's answer."""
    return requests.post(url, data=form, headers=slash_headers(form["token"]), timeout=10)
