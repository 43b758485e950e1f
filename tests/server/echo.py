"""A small answerer whose every answer is known in advance."""

import threading

from bot.models.event import Event, Message, Trigger
from bot.models.question import Language, Question
from bot.models.reply import Kind, Reply


class Echo:
    """Answers with what it was told, and keeps the messages.

    Unprompted it answers questions alone ("?"). "boum" makes it raise; "attends" makes it wait for ``go``, and "admin"
    ask for the author's rights. Its question is about the last word of the text; in a thread it says which question it
    continues.
    """

    def __init__(self) -> None:
        self.messages: list[Message] = []
        self.go = threading.Event()

    def __call__(self, event: Event) -> Reply | None:
        assert isinstance(event, Message)
        message = event
        if "admin" in message.text and message.author.is_admin is None:
            return Reply(Kind.RIGHTS, "", Language.FR)
        self.messages.append(message)
        if "boum" in message.text:
            raise RuntimeError("boum")
        if "attends" in message.text:
            assert self.go.wait(10)
        if message.trigger is Trigger.UNPROMPTED and "?" not in message.text:
            return None
        place = message.text.strip(" ?").rpartition(" ")[2]
        return Reply(Kind.LIEUX, _say(message), Language.FR, question=Question(Language.FR, place=place))


def _say(message: Message) -> str:
    said = f"{message.trigger}: {message.text}"
    if message.thread is None:
        return said
    before = message.thread.question.place if message.thread.question else None
    return f"{said} (après {before}, {'avec' if message.thread.with_bot else 'sans'} le bot)"
