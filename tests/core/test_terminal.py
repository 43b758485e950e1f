"""The terminal as a platform."""

import pytest

from bot.models.event import Message, Trigger
from bot.models.question import Language, Question
from bot.models.reply import Kind, Reply
from bot.terminal import Conversation, show


class Scribe:
    """An answerer that keeps what it is asked, and answers with a question of its own."""

    def __init__(self) -> None:
        self.messages: list[Message] = []

    def __call__(self, message: Message) -> Reply | None:
        self.messages.append(message)
        question = Question(Language.FR, place=message.text)
        return (
            None if message.text == "chut" else Reply(Kind.LIEUX, f"« {message.text} »", Language.FR, question=question)
        )


def test_what_is_typed_is_a_direct_message_and_goes_on_from_the_last_answer() -> None:
    scribe = Scribe()
    conversation = Conversation(scribe, None)
    assert conversation.say("Rennes") == "« Rennes »"
    conversation.say("et Dinan ?")
    first, second = scribe.messages
    assert (first.trigger, first.thread) == (Trigger.DIRECT, None)
    assert second.thread is not None
    assert second.thread.question == Question(Language.FR, place="Rennes")
    assert second.thread.with_bot


def test_the_slash_command_may_be_tried_there() -> None:
    scribe = Scribe()
    Conversation(scribe, "bureaux-bretagne").say("/lieux recharger")
    (message,) = scribe.messages
    assert (message.trigger, message.text, message.channel) == (Trigger.SLASH, "recharger", "bureaux-bretagne")
    assert message.author.is_admin, "whoever sits at the machine owns the bot"


def test_the_persons_language_is_told() -> None:
    scribe = Scribe()
    Conversation(scribe, None, Language.EN).say("Rennes")
    assert scribe.messages[0].author.language == Language.EN


def test_silence_is_an_empty_line() -> None:
    assert Conversation(Scribe(), None).say("chut") == ""


def test_markdown_is_rendered_unless_it_is_to_stay_plain(capsys: pytest.CaptureFixture[str]) -> None:
    show("**gras**\nsuite")
    assert capsys.readouterr().out.split() == ["gras", "suite"]
    show("[carte](https://carte.example)")
    assert "carte (https://carte.example)" in capsys.readouterr().out
    show("**gras**", plain=True)
    assert capsys.readouterr().out == "**gras**\n"
