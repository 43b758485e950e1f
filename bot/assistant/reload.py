"""Reading the directory again, for admins."""

from pathlib import Path

from bot.assistant.admin import for_admins
from bot.assistant.world import Scene
from bot.directory.store import ReloadReport
from bot.language.markdown import plain
from bot.language.phrases import Phrases
from bot.models.reply import Kind, Reply, Visibility

_PROBLEMS = 20
"""How many problems one message names."""
_NAMES = 15
"""How many lieux one line names."""


def reload(scene: Scene, phrases: Phrases, visibility: Visibility) -> Reply:
    """What a reload changed, or each problem with its file and line; a refusal for those who are not admins."""

    def act() -> tuple[Kind, str, str]:
        report = scene.world.directory.reload()
        outcome = f"lieux:{report.lieux},problems:{len(report.problems)}"
        return Kind.RELOAD, say_reload(report, phrases), outcome

    return for_admins("reload", scene, phrases, visibility, act)


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
