"""What people do with buttons and dialogs, and the calls that Mattermost makes of it."""

from dataclasses import dataclass, field

import requests

from tests.fakes.mattermost.model import Channel, Json, User, new_id
from tests.fakes.mattermost.world import World

_HEADERS = {"User-Agent": "Mattermost-Bot/1.1", "Accept": "application/json", "Content-Type": "application/json"}


@dataclass
class Pressed:
    """A button that was pressed: the call made to the integration, and what came back."""

    url: str
    payload: Json
    response: requests.Response = field(repr=False)

    @property
    def said(self) -> str:
        """What the person alone reads."""
        return str(self.response.json().get("ephemeral_text", ""))

    def again(self, **changes: object) -> "Pressed":
        """The same call once more, with some of its fields changed."""
        payload = {**self.payload, **changes}
        return Pressed(self.url, payload, _call(self.url, payload))


def press(world: World, person: User, post: Json, action_id: str) -> Pressed:
    """Press a button under a post; an ``update`` in the answer changes the post."""
    integration = world.integrations[str(post["id"]), action_id]
    channel = world.channels[str(post["channel_id"])]
    pressed = _press(world, person, channel, str(post["id"]), integration)
    update = pressed.response.json().get("update")
    if update:
        world.update_post(str(post["id"]), update)
    return pressed


def press_private(world: World, person: User, channel: Channel, answer: Json, action_id: str) -> Pressed:
    """Press a button under words that one person alone sees, ``answer``: the server has no such post to update."""
    attachments = answer["attachments"]
    assert isinstance(attachments, list)
    actions = {action["id"]: action for attachment in attachments for action in attachment["actions"]}
    pressed = _press(world, person, channel, new_id(), actions[action_id]["integration"])
    assert "update" not in pressed.response.json(), "404 on a real server"
    return pressed


def submit(world: World, person: User, dialog: Json, values: Json, channel: Channel, **changes: object) -> Json:
    """Send a dialog that was opened, and give the integration's answer; ``changes`` replace what is sent with it."""
    shown = dialog["dialog"]
    assert isinstance(shown, dict)
    payload: Json = {
        "type": "dialog_submission",
        "callback_id": shown["callback_id"],
        "state": shown["state"],
        "user_id": person.id,
        "channel_id": channel.id,
        "team_id": world.team_id,
        "submission": values,
        "cancelled": False,
        **changes,
    }
    response = _call(str(dialog["url"]), payload)
    assert response.status_code == 200
    answer: Json = response.json()
    return answer


def _press(world: World, person: User, channel: Channel, post_id: str, integration: Json) -> Pressed:
    payload: Json = {
        "user_id": person.id,
        "user_name": person.name,
        "channel_id": channel.id,
        "channel_name": channel.name,
        "team_id": world.team_id,
        "team_domain": "betagouv",
        "post_id": post_id,
        "trigger_id": new_id(),
        "type": "button",
        "data_source": "",
        "context": integration["context"],
    }
    url = str(integration["url"])
    return Pressed(url, payload, _call(url, payload))


def _call(url: str, payload: Json) -> requests.Response:
    return requests.post(url, json=payload, headers=_HEADERS, timeout=10)
