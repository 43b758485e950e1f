"""The one way in: ``answer(message, world)``."""

import logging
import secrets

from bot.assistant.about import about
from bot.assistant.reload import is_reload, reload
from bot.assistant.talk import courtesy, helps, unclear
from bot.assistant.where import where
from bot.assistant.world import Scene, World, scene_of
from bot.errors import UserError
from bot.language.reading import Reading, Wish
from bot.language.understand import understand
from bot.models.event import Message, Trigger
from bot.models.reply import Kind, Reply, Visibility

log = logging.getLogger(__name__)

_HANDLERS = {
    Wish.ASK: where,
    Wish.ABOUT: about,
    Wish.HELP: helps,
    Wish.COURTESY: courtesy,
    Wish.UNCLEAR: unclear,
}
"""What is done for each wish; a message that wants nothing of the bot gets silence."""


def answer(message: Message, world: World) -> Reply | None:
    """What the bot replies to ``message``; None when it stays silent.

    Never raises: what goes wrong becomes one neutral sentence with a reference, under which the log holds the
    traceback. A message that nobody addressed to the bot gets no such sentence.
    """
    visibility = Visibility.EPHEMERAL if message.trigger is Trigger.SLASH else Visibility.THREAD
    phrases = world.speech[world.config.language]
    try:
        return _reply(scene_of(message, world), visibility)
    except UserError as error:
        return Reply(Kind.FAILURE, str(error), phrases.language, visibility)
    except Exception:
        reference = secrets.token_hex(3)
        log.exception("failure reference=%s trigger=%s", reference, message.trigger)
        if message.trigger is Trigger.UNPROMPTED:
            return None
        return Reply(Kind.FAILURE, phrases.say("failure", reference=reference), phrases.language, visibility)


def explain(message: Message, world: World) -> Reading:
    """What is understood of ``message``, and why."""
    return understand(message, scene_of(message, world).knowledge())


def _is_heard(scene: Scene) -> bool:
    """Whether the bot listens: to what is said to it, in a territory's channel, or in a thread it answered in."""
    message = scene.message
    answered_there = message.thread is not None and message.thread.question is not None
    return message.trigger is not Trigger.UNPROMPTED or scene.territory is not None or answered_there


def _reply(scene: Scene, visibility: Visibility) -> Reply | None:
    if not _is_heard(scene):
        return None
    if is_reload(scene.message, scene.world.config.name):
        return reload(scene, visibility)
    reading = understand(scene.message, scene.knowledge())
    handler = _HANDLERS.get(reading.wish)
    return handler(reading, scene, visibility) if handler else None
