"""About one lieu, by its name."""

from collections.abc import Sequence

from bot.assistant.buttons import buttons
from bot.assistant.world import Scene
from bot.directory.distance import distance_km
from bot.language.reading import Reading
from bot.language.say_about import say_about
from bot.models.deed import Share
from bot.models.lieu import Lieu
from bot.models.question import Language
from bot.models.reply import Kind, Reply, Visibility


def about(reading: Reading, scene: Scene, visibility: Visibility) -> Reply:
    """Everything known of the lieu named, and the names of the others that share its name."""
    return about_lieux(
        _likeliest_first(scene.snapshot.names[reading.about], reading, scene), reading.language, scene, visibility
    )


def about_lieux(lieux: Sequence[Lieu], language: Language, scene: Scene, visibility: Visibility) -> Reply:
    """Everything known of the first of ``lieux``, and the names of the others."""
    lieu, *others = lieux
    text = say_about(lieu, others, scene.event.platform, scene.phrases_in(language), scene.world.today())
    share = Share(language, lieu=lieu.id)
    return Reply(Kind.ABOUT, text, language, visibility, buttons=buttons(scene, visibility, share, lieux=(lieu.id,)))


def _likeliest_first(lieux: tuple[Lieu, ...], reading: Reading, scene: Scene) -> list[Lieu]:
    """Of several with one name: the nearest to the place said with it, else those of the channel's territory first."""
    said = reading.question.place if reading.question else None
    place = scene.world.atlas.locate(said, scene.home()).place if said else None
    if place:
        return sorted(lieux, key=lambda lieu: distance_km(place.lat, place.lon, lieu.latitude, lieu.longitude))
    own = scene.territory.lieux if scene.territory else ()
    return sorted(lieux, key=lambda lieu: lieu not in own)
