"""Buttons: a reply's become attachments of a post, and the press of one becomes an action. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.mattermost.payload import mapping, text
from bot.mattermost.signing import Claim, Purpose, Signer
from bot.models.deed import Deed, Map, More, Refusal, Report, Share
from bot.models.reply import Reply, Visibility

_SIGNED = "signed"
_STYLES: dict[type[Deed], str] = {More: "primary", Map: "default", Share: "default", Report: "default"}


@dataclass(frozen=True, slots=True)
class Target:
    """Where a reply is said: the channel and thread, the post it answers, who asked, where a late answer goes."""

    channel_id: str
    root_id: str = ""
    asked_id: str = ""
    asker_id: str = ""
    hook: str = ""


class Buttons:
    """Makes attachments of the buttons of replies; none when Mattermost cannot reach the bot (no ``public_url``)."""

    def __init__(self, signer: Signer, public_url: str) -> None:
        self._signer = signer
        self._url = f"{public_url.rstrip('/')}/action" if public_url else ""

    def attachments(self, reply: Reply, target: Target) -> list[dict[str, object]]:
        """The buttons of ``reply`` as the attachments of a post; an empty list without any.

        The ids are letters and digits only: with anything else the server answers a click with 404 (6.7.2).
        """
        if not (self._url and reply.buttons):
            return []
        actions = [
            {
                "id": button.deed.kind,
                "type": "button",
                "name": button.label,
                "style": _STYLES[type(button.deed)],
                "integration": {"url": self._url, "context": {_SIGNED: self._sign(button.deed, reply, target)}},
            }
            for button in reply.buttons
        ]
        return [{"fallback": "", "actions": actions}]

    def _sign(self, deed: Deed, reply: Reply, target: Target) -> str:
        private = reply.visibility is Visibility.EPHEMERAL
        claim = Claim(
            deed,
            channel_id=target.channel_id,
            user_id=target.asker_id if private else "",
            asked_id=target.asked_id,
            asker_id=target.asker_id,
            root_id=target.root_id,
            hook=target.hook if private else "",
            private=private,
        )
        return self._signer.sign(Purpose.BUTTON, claim)


@dataclass(frozen=True, slots=True)
class Press:
    """The press of a button, with the ids that an answer needs; ``claim`` is what it does, or why it is not obeyed."""

    claim: Claim | Refusal
    user_id: str
    user_name: str
    channel_id: str
    channel_name: str
    trigger_id: str

    @property
    def once(self) -> str:
        """What may come once only: a form may be opened again by another click, the rest is done at the first."""
        if isinstance(self.claim, Refusal):
            return ""
        return self.claim.nonce + (self.trigger_id if isinstance(self.claim.deed, Report) else "")


def parse_press(payload: Mapping[str, object], signer: Signer) -> Press | None:
    """The press that Mattermost tells of; None when ``payload`` is no such thing."""
    user_id, channel_id = text(payload, "user_id"), text(payload, "channel_id")
    if not (user_id and channel_id):
        return None
    claim = bound(signer.read(Purpose.BUTTON, mapping(payload, "context").get(_SIGNED)), user_id, channel_id)
    names = (text(payload, "user_name"), channel_id, text(payload, "channel_name"), text(payload, "trigger_id"))
    return Press(claim, user_id, *names)


def bound(claim: Claim | Refusal, user_id: str, channel_id: str) -> Claim | Refusal:
    """``claim`` when it holds for that person in that channel."""
    if isinstance(claim, Refusal):
        return claim
    if claim.channel_id != channel_id:
        return Refusal.FORGED
    return claim if claim.user_id in ("", user_id) else Refusal.OTHERS
