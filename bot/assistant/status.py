"""How the bot fares, for admins."""

from bot import __version__
from bot.assistant.admin import for_admins
from bot.assistant.world import Scene
from bot.language.phrases import Phrases
from bot.language.say_lieu import channel
from bot.models.reply import Kind, Reply, Visibility


def status(scene: Scene, phrases: Phrases, visibility: Visibility) -> Reply:
    """The version, the directory, the channels heard or not and why, the opinions; a refusal for others than admins."""

    def act() -> tuple[Kind, str, str]:
        return Kind.STATUS, _say(scene, phrases), "said"

    return for_admins("status", scene, phrases, visibility, act)


def _say(scene: Scene, phrases: Phrases) -> str:
    standing = scene.world.standing
    problems = len(scene.world.directory.last_report.problems)
    since = f"{standing.since:%Y-%m-%d %H:%M} UTC"
    lines = [
        phrases.say("status_title", name=scene.world.config.name, version=__version__, since=since),
        phrases.say("status_directory", lieux=len(scene.snapshot.lieux), files=len(scene.snapshot.territories)),
        phrases.say("status_problems", count=problems) if problems else "",
        phrases.say("status_channels", count=standing.channels),
        *(
            phrases.say(f"trouble_{trouble}", channel=channel(handle, scene.event.platform, phrases))
            for handle, trouble in sorted(standing.troubles.items())
        ),
        phrases.say("status_opinions", liked=standing.liked, disliked=standing.disliked),
    ]
    title, *facts = filter(None, lines)
    return "\n".join([title, *(f"- {fact}" for fact in facts)])
