"""Commands: what is said to the bot word for word."""

from rapidfuzz import fuzz, process

from bot.assistant.about import about, about_lieux
from bot.assistant.reload import reload
from bot.assistant.status import status
from bot.assistant.talk import say_help
from bot.assistant.where import where
from bot.assistant.world import Scene
from bot.language.commands import Spoken
from bot.language.markdown import plain
from bot.language.phrases import Phrases
from bot.language.reading import Reading, Wish
from bot.models.reply import Kind, Reply, Visibility
from bot.text import fold_name

_WITHOUT_MORE = {"help": say_help, "status": status, "reload": reload}
"""What is done for each command that nothing follows; ``about`` is followed by the name of a lieu."""
_ALIKE = 70
"""How alike a name must be to be suggested, of 100."""


def obey(spoken: Spoken, reading: Reading, scene: Scene, visibility: Visibility) -> Reply:
    """The reply to a command; ``reading`` is what is understood of the same words as a sentence."""
    phrases = scene.phrases_in(spoken.language)
    command = _WITHOUT_MORE.get(spoken.name)
    return command(scene, phrases, visibility) if command else _about(spoken, reading, scene, phrases, visibility)


def _about(spoken: Spoken, reading: Reading, scene: Scene, phrases: Phrases, visibility: Visibility) -> Reply:
    """All about the lieu named; the lieux of a place named in its stead; else which lieux bear a name like it."""
    if lieux := scene.snapshot.names.get(fold_name(spoken.rest)):
        return about_lieux(lieux, spoken.language, scene, visibility)
    if reading.wish is Wish.ABOUT:
        return about(reading, scene, visibility)
    if reading.wish is Wish.ASK and reading.question and reading.question.place and not reading.unknown_place:
        return where(reading, scene, visibility)
    names = {fold_name(lieu.nom): lieu.nom for lieu in scene.snapshot.lieux}
    near = process.extract(fold_name(spoken.rest), names.keys(), scorer=fuzz.WRatio, limit=3, score_cutoff=_ALIKE)
    if spoken.rest and near:
        text = phrases.say(
            "unknown_lieu_near",
            lieu=plain(spoken.rest, longest=60),
            names=phrases.join([f"**{plain(names[folded])}**" for folded, *_ in near], "or"),
        )
    elif spoken.rest:
        text = phrases.say("unknown_lieu", lieu=plain(spoken.rest, longest=60))
    else:
        text = phrases.say("about_which")
    return Reply(Kind.UNKNOWN_LIEU, text, spoken.language, visibility)
