"""Reading the directory again, for admins."""

from pathlib import Path

from bot.assistant.world import Scene
from bot.directory.store import ReloadReport
from bot.language.markdown import plain
from bot.language.phrases import Phrases
from bot.models.event import Message, Trigger
from bot.models.reply import Kind, Reply, Visibility
from bot.text import words

_COMMANDS = ("recharger", "recharge", "reload")
_PROBLEMS = 20
"""How many problems one message names."""
_NAMES = 15
"""How many lieux one line names."""


def is_reload(message: Message, bot_name: str) -> bool:
    """Whether ``message``, said to the bot, is the command to read the directory again."""
    said = [word.folded for word in words(message.text) if word.folded != bot_name]
    return message.trigger is not Trigger.UNPROMPTED and len(said) == 1 and said[0] in _COMMANDS


def reload(scene: Scene, visibility: Visibility) -> Reply:
    """What a reload changed, or each problem with its file and line; a refusal for those who are not admins."""
    phrases = scene.phrases
    if not scene.message.author.is_admin:
        return Reply(Kind.REFUSED, phrases.say("refused"), phrases.language, visibility)
    report = scene.world.directory.reload()
    return Reply(Kind.RELOAD, say_reload(report, phrases), phrases.language, visibility)


def say_reload(report: ReloadReport, phrases: Phrases) -> str:
    """A reload's report as Markdown."""
    lines = [phrases.say("reloaded" if report.read else "not_reloaded", count=report.lieux)]
    changes = (("reload_added", report.added), ("reload_removed", report.removed), ("reload_changed", report.changed))
    lines += [phrases.say(sentence, names=_names(ids)) for sentence, ids in changes if ids]
    if report.problems:
        lines.append(phrases.say("reload_problems", count=len(report.problems)))
        lines += [f"- {plain(_short(str(problem)))}" for problem in report.problems[:_PROBLEMS]]
    if report.kept:
        lines.append(phrases.say("reload_kept", files=", ".join(plain(path.name) for path in report.kept)))
    if len(lines) == 1:
        lines.append(phrases.say("reload_same"))
    return "\n".join(lines)


def _names(ids: tuple[str, ...]) -> str:
    return ", ".join(ids[:_NAMES]) + (", …" if len(ids) > _NAMES else "")


def _short(problem: str) -> str:
    """The problem without the folders of its file."""
    path, colon, rest = problem.partition(":")
    return f"{Path(path).name}{colon}{rest}"
