"""About one lieu, by its name."""

from bot.assistant.world import Scene
from bot.language.reading import Reading
from bot.language.say_about import say_about
from bot.models.reply import Kind, Reply, Visibility


def about(reading: Reading, scene: Scene, visibility: Visibility) -> Reply:
    """Everything known of the lieu named; of several with that name, one of the channel's territory comes first."""
    own = scene.territory.lieux if scene.territory else ()
    lieu, *others = sorted(scene.snapshot.names[reading.about], key=lambda lieu: lieu not in own)
    text = say_about(lieu, others, scene.message.platform, scene.phrases_in(reading.language))
    return Reply(Kind.ABOUT, text, reading.language, visibility)
