"""What the edge says and remembers: pure pieces, on ordinary and hostile input."""

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.mattermost.account import Account
from bot.mattermost.actions import Buttons, Target
from bot.mattermost.conversation import read_conversation
from bot.mattermost.cursor import Cursor, Fault
from bot.mattermost.harmless import harmless
from bot.mattermost.inbound import Posted, parse_posted
from bot.mattermost.outbound import LONGEST_MESSAGE, answered_question, to_post, to_slash_answer
from bot.mattermost.pace import Pace
from bot.mattermost.payload import read_object
from bot.mattermost.question_props import read_question, write_question
from bot.mattermost.seen import Seen
from bot.mattermost.signing import Signer
from bot.mattermost.waiting import Waiting, asked_wait_s
from bot.models.event import Thread, Trigger
from bot.models.question import Language, Need, Question
from bot.models.reply import Kind, Reply
from tests.contract.recordings import recording
from tests.fakes.mattermost.mentions import mentioned

BOT = Account("bot-id", "lieux")
BUTTONS = Buttons(Signer(b"key"), "https://lieux.example.org/")
QUESTION = Question(Language.FR, "Paris 15e", Need.REUNION, 12, "jeudi", free=True, radius_km=5.5, seen=("a", "b"))
POSTED = Posted("p1", "c1", None, "alice-id", "alice", "@lieux Rennes ?", "bureaux-bretagne", Trigger.MENTION, 100)

NAMES = ("lieux", "alice", "all", "channel", "here", "b.ob-2")
TRICKS = ("@", "![", "!", "[x](", ")", "&#64;", "&commat;", "&#x040;", "<!channel>", "\\", "https://x.fr/", "_@here_")
GLUE = ("all", "a", "é", ".", "-", "_", ":", "`", "*", " ", "\n", "\x00", "\u200b")
PIECES = st.sampled_from([*(f"@{name}" for name in NAMES), *TRICKS, *GLUE])
HOSTILE = st.lists(PIECES | st.text(max_size=3), max_size=12).map("".join)
QUESTIONS = st.builds(
    Question,
    language=st.sampled_from([Language.FR, Language.EN]),
    place=st.none() | st.text(max_size=200),
    need=st.none() | st.sampled_from(Need),
    people=st.none() | st.integers(1, 100_000),
    day=st.none() | st.text(max_size=20),
    free=st.booleans(),
    radius_km=st.none() | st.floats(0.1, 500),
    accessible=st.booleans(),
    seen=st.lists(st.text(max_size=80), max_size=5).map(tuple),
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
FIELDS = st.dictionaries(st.sampled_from(["language", "place", "people", "radius_km", "seen", "free", "day"]), JSON)


def reply(text: str, question: Question | None = None) -> Reply:
    return Reply(Kind.LIEUX, text, Language.FR, question=question)


@given(HOSTILE)
def test_whatever_is_said_mentions_nobody_and_loads_nothing(text: str) -> None:
    said = harmless(text)
    assert mentioned(said.replace("`", "'"), NAMES) == set()
    assert not re.search(r"!\[|<!|&#0*64|&#[xX]0*40|&commat;", said)


@given(HOSTILE)
def test_saying_it_twice_changes_nothing_more_that_shows(text: str) -> None:
    assert harmless(harmless(text)).replace("\u200b", "") == harmless(text).replace("\u200b", "")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("**La Base** : contact@incubateur.net, 01 79 84 33 00", None),
        ("[Réserver](https://exemple.fr/a?b=c&d=1#e) [écrire](mailto:a.b@c.fr)", None),
        ("| a | b |\n|---|---|\n| `x` | ~bureaux-bretagne |", None),
        ("@all, mail-@here, _@alice_", "@\u200ball, mail-@\u200bhere, _@\u200balice_"),
        ("https://mastodon.fr/@lieux", "https://mastodon.fr/%40lieux"),
        ("![pixel](https://x.fr/i.png) <!channel>", "!\u200b[pixel](https://x.fr/i.png) <\u200b!channel>"),
        ("a\x07b\r\n\tc", "ab\n\tc"),
    ],
)
def test_only_what_pings_is_touched(text: str, said: str | None) -> None:
    assert harmless(text) == (said or text)


@pytest.mark.parametrize("line", ["é" * 100 + "\n", "@all ", "x"])
def test_a_long_reply_is_cut_below_the_limit(line: str) -> None:
    message = str(to_post(reply(line * 20_000), POSTED, BOT, BUTTONS)["message"])
    assert len(message) <= LONGEST_MESSAGE
    assert message.endswith("\n…")
    assert len(message) > LONGEST_MESSAGE - 200


def test_a_reply_carries_its_question_in_its_thread() -> None:
    post = to_post(reply("Voici", QUESTION), POSTED, BOT, BUTTONS)
    assert (post["channel_id"], post["root_id"], post["pending_post_id"]) == ("c1", "p1", "bot-id:p1")
    assert answered_question(json.loads(json.dumps(post))) == QUESTION


def test_a_slash_answer_is_for_the_person_alone() -> None:
    answer = {"response_type": "ephemeral", "skip_slack_parsing": True}
    target = Target("c1", asker_id="alice-id")
    assert to_slash_answer(reply("Voici"), target, BUTTONS) == {**answer, "text": "Voici"}
    assert to_slash_answer(None, target, BUTTONS) == answer


@given(QUESTIONS)
def test_a_question_survives_its_props(question: Question) -> None:
    assert read_question(json.loads(json.dumps(write_question(question)))) == question


@given(JSON | FIELDS | FIELDS.map(lambda fields: {"language": "fr", **fields}))
def test_hostile_props_are_no_question_or_a_sane_one(values: object) -> None:
    question = read_question(values)
    assert question is None or question.radius_km is None or 0 < question.radius_km < 21_000


@pytest.mark.parametrize(
    "more", [{"place": "x" * 999}, {"people": -1}, {"radius_km": float("nan")}, {"seen": ["x"] * 999}]
)
def test_props_out_of_bounds_are_no_question(more: dict[str, object]) -> None:
    assert read_question({"language": "fr", "place": "Rennes"}) is not None
    assert read_question({"language": "fr", "place": "Rennes", **more}) is None


def post(id_: str, user: str, at_ms: int, question: Question | None = None, to: str = "") -> dict[str, object]:
    props: dict[str, object] = {"lieux": {"post": to, "question": write_question(question)}} if question else {}
    if user == BOT.id:
        props["from_bot"] = "true"
    return {"id": id_, "user_id": user, "create_at": at_ms, "type": "", "props": props}


RENNES = Question(Language.FR, "Rennes")
ASKED = post("r", "alice-id", 1)
ANSWERED = post("a", BOT.id, 2, RENNES, to="r")
THANKED = [post("m", "alice-id", 3), post("t", BOT.id, 4)]
BOBS = [post("b", "bob-id", 5), post("c", BOT.id, 6, QUESTION, to="b")]


@pytest.mark.parametrize(
    ("posts", "author", "thread"),
    [
        ([ASKED], "alice-id", None),
        ([ASKED], "bob-id", Thread(None, with_bot=False)),
        ([ASKED, post("o", "bob-id", 3)], "alice-id", Thread(None, with_bot=False)),
        ([ASKED, ANSWERED], "alice-id", Thread(RENNES, with_bot=True)),
        ([ANSWERED, ASKED], "bob-id", Thread(RENNES, with_bot=False, own=False)),
        ([ASKED, ANSWERED, post("o", "bob-id", 3)], "alice-id", Thread(RENNES, with_bot=False)),
        ([ASKED, ANSWERED, post("o", "alice-id", 3)], "alice-id", Thread(RENNES, with_bot=True)),
        ([ASKED, ANSWERED, *THANKED], "alice-id", Thread(RENNES, with_bot=True)),
        ([ASKED, ANSWERED, *BOBS], "bob-id", Thread(QUESTION, with_bot=True)),
        ([ASKED, ANSWERED, post("later", "bob-id", 300)], "alice-id", Thread(RENNES, with_bot=True)),
        ([ASKED, post("f", "mallory", 2, RENNES, to="r")], "alice-id", Thread(None, with_bot=False)),
    ],
)
def test_a_thread_tells_what_was_asked_and_who_speaks_to_whom(
    posts: list[dict[str, object]], author: str, thread: Thread | None
) -> None:
    posted = Posted("p", "c", "r", author, author, "et Brest ?", "x", Trigger.UNPROMPTED, 100)
    assert read_conversation([*posts, post("p", author, 100)], posted, BOT.id) == thread


def test_a_real_thread_holds_the_answer_of_the_bot() -> None:
    posts = recording("http_get_thread")["response"]["body"]["posts"].values()
    posted = Posted("p", "c", "g67pnjhz8pdnmgck3wz4jpurdr", "u", "u", "?", "x", Trigger.UNPROMPTED, 2**60)
    assert read_conversation(posts, posted, "wstc1xntm7y7pr9oibat1a1zhh") == Thread(None, with_bot=False, own=False)


FRAMES = st.dictionaries(st.sampled_from(["event", "data", "seq", "broadcast"]), JSON)
DATA = st.dictionaries(
    st.sampled_from(["post", "mentions", "channel_type", "channel_name", "sender_name"]),
    JSON | JSON.map(json.dumps) | st.just('{"id":"p","channel_id":"c","user_id":"u","message":3,"props":null}'),
)


@given(FRAMES | DATA.map(lambda data: {"event": "posted", "data": data}))
def test_a_frame_of_any_shape_harms_nobody(frame: dict[str, object]) -> None:
    parse_posted(frame, BOT)
    Cursor().advance(frame)


@pytest.mark.parametrize("raw", ["", "{", "[]", "null", '"x"', "[" * 100_000, b"\xff", '{"a":1'])
def test_what_is_no_object_is_none(raw: str | bytes) -> None:
    assert read_object(raw) is None


def hello(id_: str) -> dict[str, object]:
    return {"event": "hello", "data": {"connection_id": id_}, "seq": 0}


def test_a_cursor_resumes_after_the_last_event() -> None:
    cursor = Cursor()
    assert cursor.query == ""
    for frame in (hello("k"), {"event": "posted", "seq": 1}, {"status": "OK", "seq_reply": 1}):
        assert cursor.missed_before(frame) == 0
        cursor.advance(frame)
    assert cursor.query == "?connection_id=k&sequence_number=2"
    assert cursor.missed_before({"event": "posted", "seq": 5}) == 3
    assert cursor.missed_before(hello("l")) == 0
    cursor.advance(hello("l"))
    assert cursor.query == "?connection_id=l&sequence_number=1"


def test_a_frame_that_cannot_be_read_may_be_the_one_missed() -> None:
    cursor = Cursor()
    cursor.advance(hello("k"))
    cursor.skip()
    cursor.advance({"event": "posted", "seq": "deux"})
    assert cursor.missed_before({"event": "posted", "seq": 3}) == 0
    assert cursor.missed_before({"event": "posted", "seq": 4}) == 1
    cursor.advance({"event": "posted", "seq": 3})
    assert cursor.missed_before({"event": "posted", "seq": 5}) == 1


def test_a_cursor_tells_why_the_last_connection_was_closed() -> None:
    cursor = Cursor()
    cursor.advance(hello("k"))
    cursor.fault = Fault.GAP
    assert cursor.query == "?connection_id=k&sequence_number=1&disconnect_err_code=4001"
    cursor.advance({"event": "posted", "seq": 1})
    assert cursor.query == "?connection_id=k&sequence_number=2"


def test_ids_seen_are_bounded() -> None:
    seen = Seen(size=2)
    assert [seen.is_new(id_) for id_ in "aabcba"] == [True, False, True, True, False, True]


def test_the_wait_doubles_up_to_its_longest_and_heeds_the_server() -> None:
    waiting = Waiting(random=lambda: 1.0)
    assert [waiting.after(failures) for failures in (1, 2, 3, 7, 2000)] == [1, 2, 4, 60, 60]
    assert Waiting(random=lambda: 0.0).after(5) == 0
    assert Waiting(random=lambda: 0.0).after(1, {"Retry-After": "7"}) == 7
    assert Waiting(random=lambda: 0.0).after(1, {"Retry-After": "99999"}) == 60


NOON = "Wed, 02 Dec 2026 12:00:00 GMT"


@pytest.mark.parametrize(
    ("headers", "wait_s"),
    [
        ({"Retry-After": "Wed, 02 Dec 2026 12:00:30 GMT", "Date": NOON}, 30),
        ({"Retry-After": "Wed, 02 Dec 2026 11:59:00 GMT", "Date": NOON}, 0),
        ({"Retry-After": "Wed, 02 Dec 2026 12:00:30 -0000", "Date": NOON}, 30),
        ({"Retry-After": "Wed, 02 Dec 2026 12:00:30 GMT", "Date": NOON, "X-Ratelimit-Reset": "4"}, 30),
        ({"Retry-After": "later", "X-Ratelimit-Reset": "4"}, 4),
        ({"Retry-After": "Wed, 99 Dec 2026 12:00:30 GMT", "Date": NOON}, 0),
        ({"Retry-After": "Fri, 01 Jan 1999 00:00:00 GMT", "Date": "soon"}, 0),
        ({"Retry-After": "²"}, 0),
    ],
)
def test_a_server_may_say_until_when_to_wait_as_a_date(headers: dict[str, str], wait_s: float) -> None:
    assert asked_wait_s(headers) == wait_s


def test_a_date_beyond_all_reason_is_waited_for_no_longer_than_any_other() -> None:
    assert Waiting(random=lambda: 0.0).after(1, {"Retry-After": "Fri, 31 Dec 9999 23:59:59 -2300"}) == 60


def test_the_first_six_tries_to_connect_again_stay_within_15_seconds() -> None:
    waiting = replace(Pace().reconnection, random=lambda: 1.0)
    assert max(waiting.after(failures) for failures in range(1, 7)) < 15
    assert (waiting.after(1), waiting.after(2000)) == (1, 60)


def test_a_real_429_says_how_long_to_wait() -> None:
    headers = dict(recording("http_429")["response"]["headers"])
    assert asked_wait_s(headers) == 1
    assert asked_wait_s({"X-Ratelimit-Reset": "3"}) == 3
    assert asked_wait_s({"Retry-After": "Sun, 22 Nov 2026 11:17:12 GMT"}) == 0
