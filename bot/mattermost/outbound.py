"""A reply becomes a post, or the answer to a slash command. Pure: values in, dicts out."""

from collections.abc import Mapping

from bot.mattermost.account import Account
from bot.mattermost.harmless import harmless
from bot.mattermost.inbound import Posted
from bot.mattermost.payload import mapping, text
from bot.mattermost.question_props import read_question, write_question
from bot.models.question import Question
from bot.models.reply import Reply

LONGEST_MESSAGE = 16_383
"""The longest message a server takes, in code points (400 ``model.post.is_valid.msg.app_error`` above)."""

_PROPS = "lieux"


def to_post(reply: Reply, posted: Posted, bot: Account) -> dict[str, object]:
    """The post that says ``reply`` in the thread of ``posted``.

    Its ``pending_post_id`` comes from the post answered, so that the server keeps one of two identical answers.
    """
    props: dict[str, object] = {"post": posted.id}
    if reply.question is not None:
        props["question"] = write_question(reply.question)
    return {
        "channel_id": posted.channel_id,
        "root_id": posted.root_id,
        "message": to_text(reply),
        "pending_post_id": f"{bot.id}:{posted.id}",
        "props": {_PROPS: props},
    }


def to_slash_answer(reply: Reply | None) -> dict[str, object]:
    """The answer to a slash command that says ``reply`` to the person alone; without text nothing is shown.

    Without ``skip_slack_parsing`` the server would turn ``<!channel>`` into a mention.
    """
    answer: dict[str, object] = {"response_type": "ephemeral", "skip_slack_parsing": True}
    return answer if reply is None else {**answer, "text": to_text(reply)}


def to_text(reply: Reply) -> str:
    """The Markdown of ``reply``, harmless and no longer than the server takes."""
    message = harmless(reply.text)
    if len(message) <= LONGEST_MESSAGE:
        return message
    kept = message[: LONGEST_MESSAGE - 2]
    whole_lines, _, _ = kept.rpartition("\n")
    return f"{whole_lines or kept}\n…"


def answered_question(post: Mapping[str, object]) -> Question | None:
    """The question that one of the bot's own posts answered."""
    return read_question(mapping(mapping(post, "props"), _PROPS).get("question"))


def answered_post_id(post: Mapping[str, object]) -> str:
    """The id of the post that one of the bot's own posts answered, empty when it does not tell."""
    return text(mapping(mapping(post, "props"), _PROPS), "post")
