"""The one way in: ``answer(event, world)``."""

import logging
import secrets

from bot.assistant.about import about
from bot.assistant.chart import chart
from bot.assistant.command import obey
from bot.assistant.press import press
from bot.assistant.submit import fill_in
from bot.assistant.talk import courtesy, helps, unclear
from bot.assistant.where import where
from bot.assistant.world import Scene, World, scene_of
from bot.errors import UserError
from bot.language.reading import Reading, Wish
from bot.language.understand import understand
from bot.models.event import Action, Event, Message, Submission, Trigger
from bot.models.reply import Kind, Reply, Visibility

log = logging.getLogger(__name__)

_HANDLERS = {
    Wish.ASK: where,
    Wish.MAP: chart,
    Wish.ABOUT: about,
    Wish.HELP: helps,
    Wish.COURTESY: courtesy,
    Wish.UNCLEAR: unclear,
}
"""What is done for each wish; a message that wants nothing of the bot gets silence."""


_OPEN = (Trigger.UNPROMPTED, Trigger.MENTION, Trigger.DIRECT)
"""What is answered where all of the conversation see it; the rest is for the person alone."""


def answer(event: Event, world: World) -> Reply | None:
    """What the bot replies to ``event``; None when it stays silent.

    Never raises: what goes wrong becomes one neutral sentence with a reference, under which the log holds the
    traceback. A message that nobody addressed to the bot gets no such sentence.
    """
    visibility = Visibility.THREAD if event.trigger in _OPEN else Visibility.EPHEMERAL
    phrases = world.phrases_in(event.author.language)
    try:
        return _reply(scene_of(event, world), visibility)
    except UserError as error:
        return Reply(Kind.FAILURE, str(error), phrases.language, visibility)
    except Exception:
        reference = secrets.token_hex(3)
        log.exception("failure reference=%s trigger=%s", reference, event.trigger)
        if event.trigger is Trigger.UNPROMPTED:
            return None
        return Reply(Kind.FAILURE, phrases.say("failure", reference=reference), phrases.language, visibility)


def explain(message: Message, world: World) -> Reading:
    """What is understood of ``message``, and why."""
    return understand(message, scene_of(message, world).knowledge())


def _reply(scene: Scene, visibility: Visibility) -> Reply | None:
    match scene.event:
        case Message() as message:
            return _talk(message, scene, visibility) if _is_heard(message, scene) else None
        case Action() as action:
            return press(action, scene)
        case Submission() as submission:
            return fill_in(submission, scene)


def _is_heard(message: Message, scene: Scene) -> bool:
    """Whether the bot listens: to what is said to it, in a territory's channel, or in a thread it answered in."""
    answered_there = message.thread is not None and message.thread.question is not None
    return message.trigger is not Trigger.UNPROMPTED or scene.territory is not None or answered_there


def _talk(message: Message, scene: Scene, visibility: Visibility) -> Reply | None:
    reading = understand(message, scene.knowledge())
    if message.trigger is not Trigger.UNPROMPTED:
        spoken = scene.world.commands.find(message.text, scene.world.config.name)
        if spoken:
            return obey(spoken, reading, scene, visibility)
    handler = _HANDLERS.get(reading.wish)
    return handler(reading, scene, visibility) if handler else None
