"""What was said in a thread before a post: the question answered, and whether the post speaks to the bot."""

from collections.abc import Iterable, Mapping

from bot.mattermost.inbound import Posted, is_written_by_a_person
from bot.mattermost.outbound import answered_post_id, answered_question, asker_id
from bot.mattermost.payload import text, whole
from bot.models.event import Thread

Post = Mapping[str, object]


def read_conversation(posts: Iterable[Post], posted: Posted, bot_id: str) -> Thread | None:
    """The thread that ``posted`` continues, read from its ``posts`` in any order.

    The question is the last one that the bot answered; its words of thanks in between do not hide it. An answer
    stands right after what it answers, however late it came. None when nobody but the author has spoken there: going
    on by oneself is like opening a thread.
    """
    thread = {text(post, "id"): post for post in posts}

    def when(post: Post) -> tuple[int, int]:
        answered = thread.get(answered_post_id(post)) if text(post, "user_id") == bot_id else None
        own_ms = whole(post, "create_at")
        return (whole(answered, "create_at"), own_ms) if answered else (own_ms, 0)

    others = (post for post in thread.values() if text(post, "id") != posted.id and not whole(post, "delete_at"))
    before = sorted((post for post in others if when(post) <= (posted.create_at_ms, 0)), key=when)
    own = [post for post in before if text(post, "user_id") == bot_id and not text(post, "type")]
    if not own:
        alone = all(text(post, "user_id") == posted.user_id for post in before)
        return None if alone else Thread()
    questions = (answered_question(post) for post in reversed(own))
    question = next((question for question in questions if question), None)
    asks = _has_asked(before, own[-1], posted)
    return Thread(question, with_bot=asks and _is_next(before, own[-1], posted), own=asks)


def _has_asked(before: list[Post], answer: Post, posted: Posted) -> bool:
    """Whether the author opened the thread, wrote what ``answer`` answers, or shared it."""
    if asker_id(answer) == posted.user_id:
        return True
    asked = {posted.thread_id, answered_post_id(answer)}
    return posted.user_id in {text(post, "user_id") for post in before if text(post, "id") in asked}


def _is_next(before: list[Post], answer: Post, posted: Posted) -> bool:
    """Whether nobody but the author has spoken since ``answer``."""
    since = [post for post in before[before.index(answer) + 1 :] if is_written_by_a_person(post)]
    return all(text(post, "user_id") == posted.user_id for post in since)
