"""World: all that the assistant knows, handed in with each event."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from bot.assistant.quota import Quota
from bot.config import Config
from bot.directory.snapshot import Snapshot
from bot.directory.store import Directory
from bot.language.commands import Commands
from bot.language.phrases import Phrases, Speech
from bot.language.understand import Knowledge
from bot.language.vocabulary import Vocabulary
from bot.models.event import Event
from bot.models.ground import Ground
from bot.models.lieu import Territory
from bot.models.place import Atlas, Place
from bot.models.question import Language
from bot.models.standing import Standing


@dataclass(frozen=True, slots=True)
class World:
    """What the assistant answers from: the directory, the map, the words, the settings, the day it is.

    ``standing`` is how the edge says it fares; ``reports`` is how often a person may report a mistake, and
    ``reports_read`` tells whether there are admins whom a report reaches.
    ``ground`` is what pictures of the map are drawn on.
    """

    directory: Directory
    atlas: Atlas
    ground: Ground
    vocabulary: Vocabulary
    speech: Speech
    commands: Commands
    config: Config
    today: Callable[[], date]
    standing: Standing = field(default_factory=Standing)
    reports: Quota = field(default_factory=Quota)
    reports_read: bool = False

    def phrases_in(self, language: Language | None) -> Phrases:
        """The phrases of ``language``; those of the configuration's where it is not spoken."""
        return self.speech.get(language or self.config.language, self.speech[self.config.language])


@dataclass(frozen=True, slots=True)
class Scene:
    """An event and what stands around it: the snapshot it is answered from, its channel's territory and language."""

    event: Event
    world: World
    snapshot: Snapshot
    territory: Territory | None

    @property
    def phrases(self) -> Phrases:
        """The phrases for what does not tell its language: the person's own, else the channel's, else the default."""
        wanted = (self.event.author.language, self.territory.langue if self.territory else None)
        return self.world.phrases_in(next((language for language in wanted if language in self.world.speech), None))

    def phrases_in(self, language: Language) -> Phrases:
        """The phrases of ``language``."""
        return self.world.phrases_in(language)

    def home(self) -> Place | None:
        """The place that the channel is about."""
        return self.world.atlas.locate(self.territory.place).place if self.territory else None

    def knowledge(self) -> Knowledge:
        """What understanding needs."""
        config = self.world.config
        names, listed = self.snapshot.vouched_names, self.snapshot.listed_names
        return Knowledge(self.world.vocabulary, self.world.atlas, names, listed, config.name, self.phrases.language)


def scene_of(event: Event, world: World) -> Scene:
    """The scene of ``event``: one snapshot for the whole of its answer."""
    snapshot = world.directory.snapshot
    return Scene(event, world, snapshot, snapshot.territory_of(event.platform, event.channel))
