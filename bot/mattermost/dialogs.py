"""Dialogs: a form becomes the call that opens one, and what is sent becomes a submission. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.mattermost.actions import Press, bound
from bot.mattermost.harmless import harmless
from bot.mattermost.payload import mapping, text
from bot.mattermost.signing import Claim, Purpose, Signer
from bot.models.deed import Refusal
from bot.models.reply import Field, Form

_LONGEST_TITLE = 24
_LONGEST_HINT = 150
_LONGEST_TEXTAREA = 3000
_LONGEST_OPTION = 64
"""The most characters that 10.11 to 11.7 take (a longer title is 400); an option has no limit, but is to be read."""


def to_dialog(form: Form, press: Press, signer: Signer, public_url: str) -> dict[str, object]:
    """The body of POST /actions/dialogs/open for the person who pressed; its state is signed for that person."""
    claim = Claim(form.deed, channel_id=press.channel_id, user_id=press.user_id)
    return {
        "trigger_id": press.trigger_id,
        "url": f"{public_url.rstrip('/')}/dialogue",
        "dialog": {
            "callback_id": form.deed.kind,
            "title": _cut(form.title, _LONGEST_TITLE),
            "introduction_text": harmless(form.introduction),
            "elements": [_element(field) for field in form.fields],
            "submit_label": _cut(form.send, _LONGEST_TITLE),
            "notify_on_cancel": False,
            "state": signer.sign(Purpose.FORM, claim),
        },
    }


def _element(field: Field) -> dict[str, object]:
    element: dict[str, object] = {"display_name": _cut(field.label, _LONGEST_TITLE), "name": field.name}
    if field.options:
        options = [{"text": _cut(harmless(label), _LONGEST_OPTION), "value": value} for value, label in field.options]
        return {**element, "type": "select", "options": options, "default": field.options[0][0]}
    placeholder = _cut(field.placeholder, _LONGEST_HINT)
    longest = min(field.longest, _LONGEST_TEXTAREA)
    return {**element, "type": "textarea", "placeholder": placeholder, "max_length": longest}


def _cut(words: str, longest: int) -> str:
    return words if len(words) <= longest else words[: longest - 1] + "…"


@dataclass(frozen=True, slots=True)
class Sent:
    """A form that was sent, with the ids that an answer needs; ``claim`` is what it is, or why it is not taken."""

    claim: Claim | Refusal
    user_id: str
    channel_id: str
    values: Mapping[str, str]


def parse_sent(payload: Mapping[str, object], signer: Signer) -> Sent | None:
    """The form that Mattermost hands on; None when ``payload`` is none, or was cancelled.

    Any member can make the server hand on any form (seen on 6.7.2): only the signed state tells whose it is.
    """
    user_id, channel_id = text(payload, "user_id"), text(payload, "channel_id")
    if not user_id or payload.get("cancelled") is True:
        return None
    claim = bound(signer.read(Purpose.FORM, payload.get("state")), user_id, channel_id)
    submission = mapping(payload, "submission")
    return Sent(claim, user_id, channel_id, {name: text(submission, name) for name in submission})
