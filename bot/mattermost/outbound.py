"""A reply becomes a post, or the answer to a slash command. Pure: values in, dicts out."""

from collections.abc import Mapping

from bot.mattermost.account import Account
from bot.mattermost.actions import Buttons, Press, Target
from bot.mattermost.harmless import harmless
from bot.mattermost.inbound import Posted
from bot.mattermost.payload import mapping, text
from bot.mattermost.question_props import read_question, write_question
from bot.mattermost.signing import Claim
from bot.models.question import Question
from bot.models.reply import Reply, Visibility

LONGEST_MESSAGE = 16_383
"""The longest message a server takes, in code points (400 ``model.post.is_valid.msg.app_error`` above)."""

_PROPS = "lieux"


def to_post(reply: Reply, posted: Posted, bot: Account, buttons: Buttons, file_id: str = "") -> dict[str, object]:
    """The post that says ``reply`` in the thread of ``posted``, with its picture in the file ``file_id`` if any.

    Its ``pending_post_id`` comes from the post answered, so that the server keeps one of two identical answers.
    """
    target = Target(posted.channel_id, posted.root_id, asked_id=posted.id, asker_id=posted.user_id)
    return {
        "channel_id": posted.channel_id,
        "root_id": posted.root_id,
        "pending_post_id": f"{bot.id}:{posted.id}",
        "props": to_props(reply, target, buttons),
        **_with_file(reply, file_id),
    }


def _with_file(reply: Reply, file_id: str) -> dict[str, object]:
    """The message of a post, and the picture of ``reply`` in the file ``file_id``, when there is one, under it."""
    if not (reply.picture and file_id):
        return {"message": to_text(reply)}
    return {"message": cut(harmless(f"{reply.text}\n\n{reply.picture.caption}")), "file_ids": [file_id]}


def to_direct_post(reply: Reply, channel_id: str, user_id: str, file_id: str) -> dict[str, object]:
    """The post that says ``reply`` with its picture to one person, in their direct channel."""
    own: dict[str, object] = {"post": "", "user": user_id}
    if reply.question is not None:
        own["question"] = write_question(reply.question)
    return {"channel_id": channel_id, "props": {_PROPS: own}, **_with_file(reply, file_id)}


def to_props(reply: Reply, target: Target, buttons: Buttons) -> dict[str, object]:
    """The props of a post that says ``reply``: its question, whom it answers, its buttons."""
    own: dict[str, object] = {"post": target.asked_id, "user": target.asker_id}
    if reply.question is not None:
        own["question"] = write_question(reply.question)
    attachments = buttons.attachments(reply, target)
    return {_PROPS: own, **({"attachments": attachments} if attachments else {})}


def to_shared_post(reply: Reply, press: Press, claim: Claim, buttons: Buttons, file_id: str = "") -> dict[str, object]:
    """The post that says ``reply`` to the whole channel, or thread, where the button was pressed."""
    target = Target(claim.channel_id, claim.root_id, asker_id=press.user_id)
    return {
        "channel_id": claim.channel_id,
        "root_id": claim.root_id,
        "pending_post_id": f"{claim.nonce}:{press.user_id}",
        "props": to_props(reply, target, buttons),
        **_with_file(reply, file_id),
    }


def to_update(reply: Reply, claim: Claim, buttons: Buttons) -> dict[str, object]:
    """The answer to an action that puts ``reply`` in the place of the post whose button was pressed."""
    target = Target(claim.channel_id, claim.root_id, claim.asked_id, claim.asker_id)
    update = {"message": to_text(reply), "props": to_props(reply, target, buttons)}
    return {"update": update, "skip_slack_parsing": True}


def to_slash_answer(reply: Reply | None, target: Target, buttons: Buttons) -> dict[str, object]:
    """The answer to a slash command that says ``reply`` to the person alone; without text nothing is shown.

    Without ``skip_slack_parsing`` the server would turn ``<!channel>`` into a mention.
    """
    answer: dict[str, object] = {"response_type": "ephemeral", "skip_slack_parsing": True}
    if reply is None:
        return answer
    attachments = buttons.attachments(reply, target)
    return {**answer, "text": to_text(reply), **({"attachments": attachments} if attachments else {})}


def to_late_answer(reply: Reply, target: Target, buttons: Buttons) -> dict[str, object]:
    """What is posted to a response URL: to the person alone, or to the channel when the reply is meant for it."""
    answer = to_slash_answer(reply, target, buttons)
    return {**answer, "response_type": "in_channel"} if reply.visibility is Visibility.CHANNEL else answer


def to_own_words(words: str) -> dict[str, object]:
    """The answer to an action that says ``words`` to the person alone; never an update, 404 where there is no post."""
    return {"ephemeral_text": cut(harmless(words)), "skip_slack_parsing": True} if words else {}


def to_text(reply: Reply) -> str:
    """The Markdown of ``reply``, harmless and no longer than the server takes."""
    return cut(harmless(reply.text))


def cut(message: str) -> str:
    """``message`` no longer than the server takes, at the end of a line where it can be."""
    if len(message) <= LONGEST_MESSAGE:
        return message
    kept = message[: LONGEST_MESSAGE - 2]
    whole_lines, _, _ = kept.rpartition("\n")
    return f"{whole_lines or kept}\n…"


def answered_question(post: Mapping[str, object]) -> Question | None:
    """The question that one of the bot's own posts answered."""
    return read_question(mapping(mapping(post, "props"), _PROPS).get("question"))


def asker_id(post: Mapping[str, object]) -> str:
    """The id of the person whom one of the bot's own posts answered, empty when it does not tell."""
    return text(mapping(mapping(post, "props"), _PROPS), "user")


def answered_post_id(post: Mapping[str, object]) -> str:
    """The id of the post that one of the bot's own posts answered, empty when it does not tell."""
    return text(mapping(mapping(post, "props"), _PROPS), "post")
