"""Pressing a button: one function for each deed."""

from dataclasses import replace

from bot.assistant.about import about_lieux
from bot.assistant.chart import map_of
from bot.assistant.report import open_form
from bot.assistant.where import find
from bot.assistant.world import Scene
from bot.models.deed import Deed, Map, More, Refusal, Report, Share
from bot.models.event import Action
from bot.models.reply import Kind, Reply, Visibility

_MOST = 20
"""An answer that all see grows to so many lieux; for more of them, people ask in its thread."""


def press(action: Action, scene: Scene) -> Reply:
    """The reply to the button pressed, or a clear word on why it is not obeyed."""
    if isinstance(action.deed, Refusal):
        return refuse(action.deed, scene)
    return _do(action.deed, action, scene)


def refuse(refusal: Refusal, scene: Scene) -> Reply:
    """Why a button or a form is not obeyed, and what to do instead."""
    phrases = scene.phrases
    return Reply(Kind.REFUSED, phrases.say(f"refused_{refusal}"), phrases.language, Visibility.EPHEMERAL)


def _do(deed: Deed, action: Action, scene: Scene) -> Reply:
    match deed:
        case More():
            return _more(deed, action, scene)
        case Map():
            return map_of(deed, scene, Visibility.EPHEMERAL if action.private else Visibility.THREAD)
        case Share():
            return _share(deed, scene)
        case Report():
            return open_form(deed, scene)


def _more(deed: More, action: Action, scene: Scene) -> Reply:
    """The next lieux to one person alone; under an answer that all see, the same answer with more lieux."""
    step = scene.world.config.search.shown
    question = deed.question
    if action.private:
        return find(question, scene, Visibility.EPHEMERAL, step)
    before, most = deed.before, len(question.seen) - deed.before + step
    longer = find(replace(question, seen=question.seen[:before]), scene, Visibility.THREAD, most)
    is_full = most >= _MOST or not longer.question or len(longer.question.seen) < before + most
    kept = tuple(button for button in longer.buttons if not (is_full and isinstance(button.deed, More)))
    return replace(longer, replaces=True, buttons=kept)


def _share(deed: Share, scene: Scene) -> Reply:
    """The answer again, for the whole channel."""
    phrases = scene.phrases_in(deed.language)
    lieu = scene.snapshot.by_id.get(deed.lieu)
    if deed.question:
        shared = find(deed.question, scene, Visibility.CHANNEL, scene.world.config.search.shown)
    elif lieu:
        shared = about_lieux((lieu,), deed.language, scene, Visibility.CHANNEL)
    else:
        return Reply(Kind.FAILURE, phrases.say("lieu_gone"), deed.language, Visibility.EPHEMERAL)
    return replace(shared, undelivered=phrases.say("not_shared", name=scene.world.config.name))
