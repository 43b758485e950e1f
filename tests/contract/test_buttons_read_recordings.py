"""Every call that a real server made for a button or a dialog, what the bot makes of it, and what it answers."""

import json
from typing import Any

import pytest

from bot.mattermost.actions import Buttons, Target, parse_press
from bot.mattermost.dialogs import parse_sent, to_dialog
from bot.mattermost.reactions import Reaction, parse_reaction
from bot.mattermost.signing import Claim, Purpose, Signer, signing_key
from bot.models.deed import Deed, More, Refusal, Report, Share
from bot.models.question import Language, Question
from bot.models.reply import Button, Field, Form, Kind, Reply, Visibility
from tests.contract.recordings import ALICE_ID, frames, names, recording
from tests.contract.shapes import shape

BRETAGNE_ID = "j6b1kt6qpjn6jxj7gz4yq6mjhr"
QUESTION = Question(Language.FR, "Rennes", seen=("tilab",))
DEEDS: list[Deed] = [
    More(QUESTION, 1),
    Share(Language.EN, QUESTION),
    Share(Language.FR, lieu="tilab"),
    Report(Language.FR, ("tilab", "la-cordee-rennes")),
]


class Clock:
    """A clock that stands until it is set."""

    now_s = 1_795_346_171.0

    def __call__(self) -> float:
        return self.now_s


def calls(pattern: str, path: str) -> list[Any]:
    """Every call of the recordings that match ``pattern`` to an integration's ``path``."""
    found: list[Any] = []
    for name in names(pattern):
        held = recording(name)
        made = [*held.get("mattermost_calls_integration", ()), held.get("request", {})]
        for case in held.get("cases", ()):
            made += case["mattermost_calls_integration"]
        found += [call["body"] for call in made if str(call.get("request_line", "")).startswith(f"POST {path} ")]
    return found


PRESSES = [*calls("action_*", "/action"), *calls("webclient_*", "/action")]
SENT = [*calls("dialog_*", "/dialogue"), *calls("webclient_*", "/dialogue")]


def press_payload(context: object) -> dict[str, object]:
    """A recorded press of alice in ~bureaux-bretagne, of a button with ``context``."""
    return {**calls("action_button", "/action")[0], "context": context}


def signed(deed: Deed, signer: Signer, **more: Any) -> dict[str, object]:
    return {"signed": signer.sign(Purpose.BUTTON, Claim(deed, channel_id=BRETAGNE_ID, **more))}


def test_every_recorded_press_is_read_and_none_is_taken_for_the_bots_own() -> None:
    assert PRESSES
    for payload in PRESSES:
        press = parse_press(payload, Signer(b"key"))
        assert press is not None
        assert press.claim is Refusal.FORGED
        assert (press.user_id, press.channel_id) == (payload["user_id"], payload["channel_id"])
        assert press.trigger_id


def test_every_recorded_form_is_read_and_none_is_taken_for_the_bots_own() -> None:
    assert SENT
    for payload in SENT:
        sent = parse_sent(payload, Signer(b"key"))
        assert (sent is None) == bool(payload["cancelled"])
        if sent:
            assert sent.claim is Refusal.FORGED
            assert all(isinstance(value, str) for value in sent.values.values()), "empty fields are null"


@pytest.mark.parametrize("deed", DEEDS)
def test_a_deed_comes_back_as_it_went_through_a_real_press(deed: Deed) -> None:
    signer = Signer(b"key", Clock())
    press = parse_press(json.loads(json.dumps(press_payload(signed(deed, signer)))), signer)
    assert press is not None
    assert isinstance(press.claim, Claim)
    assert press.claim.deed == deed


@pytest.mark.parametrize(("deed", "lifetime_h"), [(DEEDS[0], 7 * 24), (DEEDS[1], 1), (DEEDS[3], 7 * 24)])
def test_a_button_is_good_for_a_week_and_one_to_share_for_an_hour(deed: Deed, lifetime_h: int) -> None:
    clock = Clock()
    signer = Signer(b"key", clock)
    payload = press_payload(signed(deed, signer))
    clock.now_s += lifetime_h * 3600 - 1
    press = parse_press(payload, signer)
    assert press is not None
    assert isinstance(press.claim, Claim)
    clock.now_s += 1
    stale = parse_press(payload, signer)
    assert stale is not None
    assert stale.claim is Refusal.STALE


@pytest.mark.parametrize(("deed", "good"), [(DEEDS[0], True), (DEEDS[1], False), (DEEDS[2], False), (DEEDS[3], True)])
def test_a_restart_forgets_what_has_served_so_nothing_is_shared_twice(deed: Deed, good: bool) -> None:
    clock = Clock()
    payload = press_payload(signed(deed, Signer(b"key", clock)))
    clock.now_s += 1
    press = parse_press(payload, Signer(b"key", clock))
    assert press is not None
    assert (press.claim is not Refusal.STALE) is good


def test_a_claim_holds_for_its_channel_its_person_and_its_key_alone() -> None:
    signer = Signer(b"key", Clock())
    own = press_payload(signed(DEEDS[0], signer, user_id=ALICE_ID))
    claims = {
        "own": parse_press(own, signer),
        "channel": parse_press({**own, "channel_id": "z" * 26}, signer),
        "person": parse_press({**own, "user_id": "z" * 26}, signer),
        "key": parse_press(own, Signer(b"other", Clock())),
        "form": parse_press(press_payload({"signed": signer.sign(Purpose.FORM, Claim(DEEDS[0], BRETAGNE_ID))}), signer),
    }
    refusals = {name: press.claim for name, press in claims.items() if press and isinstance(press.claim, Refusal)}
    assert refusals == {
        "channel": Refusal.FORGED,
        "person": Refusal.OTHERS,
        "key": Refusal.FORGED,
        "form": Refusal.FORGED,
    }


def test_every_character_of_a_claim_counts() -> None:
    signer = Signer(b"key", Clock())
    whole = signer.sign(Purpose.BUTTON, Claim(DEEDS[0], channel_id=BRETAGNE_ID))
    for position in range(0, len(whole), 7):
        changed = whole[:position] + chr(ord(whole[position]) ^ 1) + whole[position + 1 :]
        assert signer.read(Purpose.BUTTON, changed) is Refusal.FORGED


@pytest.mark.parametrize("rubbish", [None, 3, "", ".", "x.y", "é" * 64 + ".{}", "\ud800.", {"a": 1}, "x" * 30_000])
def test_rubbish_is_no_claim(rubbish: object) -> None:
    assert Signer(b"key").read(Purpose.BUTTON, rubbish) is Refusal.FORGED


def test_the_key_comes_from_the_secret_else_from_the_token() -> None:
    assert signing_key("secret", "token") == signing_key("secret", "another")
    assert signing_key("", "token") != signing_key("", "another")
    assert b"token" not in signing_key("", "token")


def test_buttons_have_ids_of_letters_and_digits_and_the_shape_of_the_recorded_ones() -> None:
    buttons = tuple(Button("x", deed) for deed in (DEEDS[0], DEEDS[1], DEEDS[3]))
    reply = Reply(Kind.LIEUX, "x", Language.FR, Visibility.EPHEMERAL, buttons=buttons)
    (attachment,) = Buttons(Signer(b"key"), "https://x.fr").attachments(reply, Target(BRETAGNE_ID, asker_id=ALICE_ID))
    actions = attachment["actions"]
    assert isinstance(actions, list)
    assert all(action["id"].isalnum() for action in actions)
    assert len({action["id"] for action in actions}) == 3
    body = json.loads(recording("interactive_post")["client_call"]["request"]["body_raw"])
    real = body["props"]["attachments"][0]["actions"][0]
    assert all(action.keys() == real.keys() for action in actions)
    assert all(action["integration"].keys() == real["integration"].keys() for action in actions)
    assert all(action["integration"]["url"] == "https://x.fr/action" for action in actions)


def test_without_a_public_url_there_are_no_buttons() -> None:
    reply = Reply(Kind.LIEUX, "x", Language.FR, buttons=(Button("x", DEEDS[0]),))
    assert Buttons(Signer(b"key"), "").attachments(reply, Target(BRETAGNE_ID)) == []


def test_a_dialog_has_the_shape_that_a_real_server_opened() -> None:
    press = parse_press(press_payload({}), Signer(b"key"))
    assert press is not None
    fields = (Field("lieu", "Quel lieu ?", (("a", "A"), ("b", "B"))), Field("texte", "x" * 40, placeholder="y" * 200))
    opened = to_dialog(
        Form("T" * 30, "<!channel>", fields, "Envoyer", DEEDS[3]), press, Signer(b"key"), "https://x.fr/"
    )
    real = recording("http_dialog_open")["request"]["body"]
    assert opened.keys() == real.keys()
    dialog = opened["dialog"]
    assert isinstance(dialog, dict)
    assert dialog.keys() == real["dialog"].keys()
    select, area = dialog["elements"]
    real_select = next(element for element in real["dialog"]["elements"] if element["type"] == "select")
    assert shape(select["options"]) == shape(real_select["options"])
    assert max(len(dialog["title"]), len(area["display_name"])) <= 24
    assert len(area["placeholder"]) <= 150
    assert "<!" not in dialog["introduction_text"]


def test_a_recorded_reaction_is_read() -> None:
    for name in ("ws_reaction_added", "ws_reaction_removed"):
        (frame,) = frames(name)
        assert parse_reaction(frame) == Reaction(ALICE_ID, "1d6q4a8k9irmfdrco1ftgghfpo", "thumbsup")


@pytest.mark.parametrize(
    ("emoji", "plain"),
    [("+1_medium_dark_skin_tone", "+1"), ("thumbsup_light_skin_tone", "thumbsup"), ("-1", "-1"), ("x", "x")],
)
def test_the_colour_of_a_hand_does_not_matter(emoji: str, plain: str) -> None:
    told = json.dumps({"user_id": "u", "post_id": "p", "emoji_name": emoji})
    assert parse_reaction({"data": {"reaction": told}}) == Reaction("u", "p", plain)
