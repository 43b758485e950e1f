"""Help, courtesy, and what is said when nothing was understood."""

from bot.assistant.world import Scene
from bot.language.phrases import Phrases
from bot.language.reading import Reading
from bot.models.reply import Kind, Reply, Visibility


def helps(reading: Reading, scene: Scene, visibility: Visibility) -> Reply:
    """What the bot can do, with examples."""
    return say_help(scene, scene.phrases_in(reading.language), visibility)


def say_help(scene: Scene, phrases: Phrases, visibility: Visibility) -> Reply:
    """What the bot can do, in the language of ``phrases``."""
    return Reply(Kind.HELP, phrases.say("help", name=scene.world.config.name), phrases.language, visibility)


def courtesy(reading: Reading, scene: Scene, visibility: Visibility) -> Reply:
    """A short, kind word."""
    return Reply(Kind.COURTESY, scene.phrases_in(reading.language).say("courtesy"), reading.language, visibility)


def unclear(reading: Reading, scene: Scene, visibility: Visibility) -> Reply:
    """One helpful line and an example."""
    phrases = scene.phrases_in(reading.language)
    text = phrases.say("not_understood", example=phrases.say("example"))
    return Reply(Kind.NOT_UNDERSTOOD, text, reading.language, visibility)
