"""Every frame that a real server sent to the bot, and what the bot makes of it."""

import time

import pytest

from bot.mattermost.account import Account
from bot.mattermost.inbound import Posted, parse_posted, to_message
from bot.mattermost.naming import names as is_named
from bot.mattermost.naming import without_indented_code
from bot.models.event import Trigger
from tests.contract.recordings import ALICE_ID, BOT_ID, frames, names, recording

BOT = Account(BOT_ID, "lieux")
BRETAGNE = "bureaux-bretagne"
MENTION, UNPROMPTED, DIRECT = Trigger.MENTION, Trigger.UNPROMPTED, Trigger.DIRECT
IN_CODE = "voici `@lieux` et\n```\n@lieux\n```"
TWO_LINES = '@lieux où travailler à Rennes demain ? <b>&é "q" 🏢\n2e ligne'

# recording: the trigger, the text, who wrote it, the channel, whether it replies in a thread
ANSWERABLE = {
    "ws_posted_at_all": (UNPROMPTED, "@all bonjour", "alice", BRETAGNE, False),
    "ws_posted_at_channel": (UNPROMPTED, "@channel bonjour", "alice", BRETAGNE, False),
    "ws_posted_at_here": (UNPROMPTED, "@here bonjour", "alice", BRETAGNE, False),
    "ws_posted_by_slash_me": (MENTION, "*cherche @lieux*", "alice", BRETAGNE, False),
    "ws_posted_direct_message": (DIRECT, "bonjour, un bureau à Lyon ?", "alice", None, False),
    "ws_posted_direct_message_2": (DIRECT, "et jeudi ?", "alice", None, False),
    "ws_posted_group_message": (
        MENTION,
        "groupe : @lieux ?",
        "alice",
        "bf361e14c6a8e8503b87e9c68a6eb35523141e1a",
        False,
    ),
    "ws_posted_mention": (MENTION, TWO_LINES, "alice", BRETAGNE, False),
    "ws_posted_mention_as_webclient": (MENTION, "@lieux où travailler à Brest ?", "alice", BRETAGNE, False),
    "ws_posted_mention_in_code": (UNPROMPTED, IN_CODE, "alice", BRETAGNE, False),
    "ws_posted_mention_punct": (MENTION, "@lieux: dis-moi. Merci @lieux.", "alice", BRETAGNE, False),
    "ws_posted_mention_uppercase": (MENTION, "Hey @Lieux, et demain ?", "alice", BRETAGNE, False),
    "ws_posted_name_without_at": (UNPROMPTED, "lieux et tiers-lieux", "alice", BRETAGNE, False),
    "ws_posted_no_mention": (UNPROMPTED, "il fait beau à Rennes", "alice", BRETAGNE, False),
    "ws_posted_private_channel": (MENTION, "@lieux en privé", "admin", "prive-1795346821", False),
    "ws_posted_thread_reply_user_mention": (MENTION, "@lieux and in Brest?", "bob", BRETAGNE, True),
    "ws_posted_thread_reply_user_no_mention": (UNPROMPTED, "merci ! et à Brest ?", "alice", BRETAGNE, True),
    "ws_posted_with_file": (MENTION, "@lieux voir le plan", "alice", BRETAGNE, False),
    "ws_reliable_reconnect_header": (MENTION, "@lieux pendant la coupure 3", "alice", BRETAGNE, False),
}
NOT_FRAMES = {"ws_mention_matrix", "ws_429_on_connect"}
ANOTHER_BOT = "ws_token_revoked_while_connected"


def posts_in(name: str, bot: Account = BOT) -> list[Posted]:
    return [posted for frame in frames(name) if (posted := parse_posted(frame, bot))]


@pytest.mark.parametrize("name", ANSWERABLE)
def test_a_post_of_a_person_becomes_a_message(name: str) -> None:
    trigger, text, author, channel, in_thread = ANSWERABLE[name]
    (posted,) = posts_in(name)
    message = to_message(posted)
    assert (message.trigger, message.text, message.channel) == (trigger, text, channel)
    assert (message.author.name, message.author.is_admin) == (author, None)
    assert (posted.thread_id is not None) == in_thread
    assert posted.root_id == (posted.thread_id or posted.id)
    assert message.platform == "mattermost"


@pytest.mark.parametrize("name", sorted({*names("ws_*")} - set(ANSWERABLE) - NOT_FRAMES - {ANOTHER_BOT}))
def test_nothing_else_is_a_message(name: str) -> None:
    assert posts_in(name) == []


def test_an_author_is_known_by_id_and_name() -> None:
    (posted,) = posts_in("ws_posted_mention")
    author = to_message(posted).author
    assert (author.id, author.name) == (ALICE_ID, "alice")


def test_another_bot_reads_its_own_mentions() -> None:
    bot = Account("9wzrfssobbd58edpmwdzeymz7w", "bot1795346190")
    assert [posted.trigger for posted in posts_in(ANOTHER_BOT, bot)] == [MENTION, MENTION]


def test_the_bot_sees_its_name_where_the_server_does() -> None:
    rows = recording("ws_mention_matrix")["rows"]
    # The server alone reads the four spaces that make code of a line; the bot asks it first.
    wrong = [row["message"] for row in rows if is_named(row["message"], "lieux") != row["bot_mentioned"]]
    assert [message for message in wrong if not message.startswith("    ")] == []


def test_a_text_made_to_be_slow_is_read_at_once() -> None:
    started = time.process_time()
    for text in (
        "`" * 16_000,
        "` `` " * 3_000,
        "".join(f"{'`' * n} " for n in range(170)),
        "```\n" * 4_000,
        "\n" * 16_000,
        "    \n" * 4_000,
    ):
        is_named(without_indented_code(f"{text} @lieu"), "lieux")
    assert time.process_time() - started < 1


def test_a_text_alone_mentions_the_bot_where_the_server_says_so() -> None:
    rows = recording("ws_mention_matrix")["rows"]
    wrong = [
        row["message"]
        for row in rows
        if is_named(without_indented_code(row["message"]), "lieux") != row["bot_mentioned"]
    ]
    assert wrong == []
