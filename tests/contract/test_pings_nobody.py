"""Whatever stands in a question, in YAML or in a form: no reply mentions anybody, loads an image, or links oddly."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bot.assistant.answer import answer
from bot.assistant.quota import Quota
from bot.assistant.world import World
from bot.config import Config, MattermostSettings
from bot.mattermost.account import Account
from bot.mattermost.actions import Buttons, Press, Target
from bot.mattermost.dialogs import to_dialog
from bot.mattermost.harmless import harmless
from bot.mattermost.inbound import Posted
from bot.mattermost.outbound import cut, to_late_answer, to_own_words, to_post, to_slash_answer, to_update
from bot.mattermost.signing import Claim, Signer
from bot.models.deed import More, Report
from bot.models.event import Action, Author, Event, Message, Submission, Thread, Trigger
from bot.models.question import Language, Question
from bot.models.reply import Reply
from bot.wiring import build_world
from tests.builders import lieu, snapshot_of
from tests.fakes.mattermost.mentions import mentioned

NAMES = ("alice", "all", "channel", "here", "b.ob-2", "lieux")
SIGNER = Signer(b"key")
BUTTONS = Buttons(SIGNER, "https://lieux.example.org")
TARGET = Target("c1", asker_id="u1", hook="h" * 26)
POSTED = Posted("p1", "c1", None, "u1", "alice", "?", "bureaux-bretagne", Trigger.MENTION, 1)
CLAIM = Claim(More(Question(Language.FR)), "c1")
PRESS = Press(CLAIM, "u1", "alice", "c1", "bureaux-bretagne", "t1")
MARKDOWN = MarkdownIt("commonmark")
MARKDOWN.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005 - every link is to be seen
ALLOWED = ("https://", "http://", "mailto:", "tel:")

PINGS = (
    *(f"@{name}" for name in NAMES),
    "@ALL",
    "<!channel>",
    "<!here|x>",
    "<@u1abcd>",
    "@@all",
    "_@here_",
    "&#64;all",
)
LINKS = ("[x](javascript:alert(1))", "[x](/logout)", "<ftp://x.fr>", "ftp://x.fr", "mmaction://x", "[x]: file:///etc")
IMAGES = ("![x](https://x.fr/p.png)", "![x][y]", "[![a](https://x.fr/i.gif)](https://x.fr)", "<img src=x>")
GLUE = (
    "é",
    ".",
    "-",
    "_",
    ":",
    "`",
    "*",
    " ",
    "\n",
    "\x00",
    "\u200b",
    "\\",
    "(",
    ")",
    "[",
    "]",
    "<",
    "!",
    "|",
    "https://x.fr/",
)
HOSTILE = st.lists(st.sampled_from([*PINGS, *LINKS, *IMAGES, *GLUE]) | st.text(max_size=3), min_size=1, max_size=8).map(
    "".join
)
WORDS = HOSTILE.map(lambda text: f"a {text}"[:200])
PATIENT = settings(max_examples=50)


@cache
def the_world() -> World:
    """The real map and words, and a channel of admins, so that every button is offered."""
    server = MattermostSettings.model_validate({"url": "https://x.fr", "admin_channel": "lieux-admin"})
    built = build_world(Config(mattermost=server), clock=lambda: date(2026, 11, 23))
    return replace(built, reports=Quota(most=10_000))


def texts(value: Any) -> Iterator[str]:
    """Every text that a server or a client looks at in what is sent; our own props are read by nobody."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key not in ("lieux", "context", "state", "url", "value", "default"):
                yield from texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from texts(inner)
    elif isinstance(value, str):
        yield value


def check(sent: object) -> None:
    """Nothing in ``sent`` calls anybody, loads anything, or leads anywhere but where it may."""
    for text in texts(json.loads(json.dumps(sent))):
        assert mentioned(text.replace("`", "'"), NAMES) == set(), text
        assert not re.search(r"<!\w|<@\w|!\[", text), text
        assert not re.search(r"(?i)(?<![a-z])(?!https?:)[a-z][a-z0-9+.-]*://", text), text
        for token in MARKDOWN.parse(text):
            for inline in token.children or ():
                assert inline.type != "image", text
                if inline.type == "link_open":
                    assert str(inline.attrs["href"]).lower().startswith(ALLOWED), text


def say(event: Event, world: World) -> None:
    """Answer ``event``, and check the reply in each form in which it may be sent."""
    reply = answer(event, world)
    if reply is not None:
        check_reply(reply)


def check_reply(reply: Reply) -> None:
    check(to_post(reply, POSTED, Account("bot", "lieux"), BUTTONS))
    check(to_slash_answer(reply, TARGET, BUTTONS))
    check(to_late_answer(reply, TARGET, BUTTONS))
    check(to_update(reply, CLAIM, BUTTONS))
    check(to_own_words(reply.undelivered))
    check({"message": cut(harmless(reply.notice))})
    if reply.form:
        check(to_dialog(reply.form, PRESS, SIGNER, "https://lieux.example.org"))


def hostile_world(world: World, words: str, more: str) -> World:
    """A directory of one lieu near Rennes whose every text is hostile."""
    described = lieu(
        "piege",
        48.11,
        -1.68,
        nom=words,
        alias=(more,),
        adresse=words,
        commune=more,
        presentation_resume=words,
        tarifs=(words, more),
        conditions=(words,),
        acces=more,
        contacts=({"nom": "@alice", "telephone": "01 79 84 33 00"}, {"nom": words}),
        site_web="https://x.fr/@all?a=![x](y)",
        liens=({"nom": words, "url": "https://x.fr/a)b"},),
        source=words,
        source_url="https://x.fr/",
    )
    snapshot = snapshot_of(described)
    return replace(world, directory=SimpleNamespace(snapshot=snapshot))  # type: ignore[arg-type]  # a still directory


@PATIENT
@given(WORDS)
def test_a_hostile_question_pings_nobody(words: str) -> None:
    world = the_world()
    bob = Author("u2", words, is_admin=False)
    for text in (words, f"où travailler à {words} ?", f"à propos de {words}", f"about {words}", f"{words} Rennes"):
        for trigger in (Trigger.SLASH, Trigger.MENTION, Trigger.UNPROMPTED):
            say(Message(text, trigger, bob, "mattermost", "bureaux-bretagne"), world)
    thread = Thread(Question(Language.EN, place=words, day=words), with_bot=True)
    say(Message("any others?", Trigger.MENTION, bob, "mattermost", "bureaux-bretagne", thread), world)


@PATIENT
@given(WORDS, WORDS)
def test_hostile_yaml_pings_nobody(words: str, more: str) -> None:
    trap = hostile_world(the_world(), words, more)
    bob = Author("u2", "bob", is_admin=False)
    for text in ("Rennes", f"à propos de {words}", "à propos de qqqqq", "une salle à Rennes", "Brest"):
        for trigger in (Trigger.SLASH, Trigger.MENTION):
            say(Message(text, trigger, bob, "mattermost", "bureaux-bretagne"), trap)
    report = Report(Language.FR, ("piege",))
    say(Action(report, bob, "mattermost", "bureaux-bretagne"), trap)
    say(Submission(report, bob, "mattermost", values={"lieu": "piege", "texte": more}), trap)


@PATIENT
@given(HOSTILE, WORDS)
def test_a_hostile_form_pings_nobody(words: str, name: str) -> None:
    world = the_world()
    report = Report(Language.EN, ("tilab",))
    author = Author("u2", name, is_admin=False)
    for values in ({"lieu": "tilab", "texte": words}, {"lieu": words, "texte": words}, {"texte": words * 400}):
        say(Submission(report, author, "mattermost", values=values), world)


@PATIENT
@given(HOSTILE)
def test_hostile_markdown_is_made_harmless_at_the_edge_itself(words: str) -> None:
    check({"message": harmless(words)})


def test_a_contact_shown_as_a_name_is_no_mention() -> None:
    trap = hostile_world(the_world(), "Piège", "Piège")
    reply = answer(Message("Rennes", Trigger.SLASH, Author("u", "bob"), "mattermost", "bureaux-bretagne"), trap)
    assert reply is not None
    assert "@alice" in reply.text
    said = str(to_slash_answer(reply, TARGET, BUTTONS)["text"])
    assert "@\u200balice" in said
    assert mentioned(said, NAMES) == set()


@pytest.mark.parametrize(
    "text", ["[a](https://x.fr/b?c=d#e)", "<https://x.fr>", "[a](mailto:b@c.fr)", "[a](tel:0179843300)", "http://x.fr"]
)
def test_honest_links_stay_whole(text: str) -> None:
    assert harmless(text) == text


TRICKS = {
    **{text: text for text in (*PINGS, *LINKS, *IMAGES) if text not in ("@@all", "&#64;all", "<img src=x>", "![x][y]")},
    "a reference": "[x]\n\n[x]: file:///etc",
    "an image by reference": "![x][y]\n\n[y]: https://x.fr/i.png",
}


@pytest.mark.parametrize("text", TRICKS.values(), ids=TRICKS)
def test_the_check_itself_sees_each_of_the_tricks(text: str) -> None:
    with pytest.raises(AssertionError):
        check({"message": text})
