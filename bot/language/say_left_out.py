"""Saying which lieux that are near do not answer, and why."""

from collections.abc import Sequence

from bot.language import say_lieu
from bot.language.markdown import plain
from bot.language.opening import day_named
from bot.language.phrases import Phrases
from bot.models.answer import Answer, Hit, LeftOut, Reason
from bot.models.opening import opening
from bot.models.question import Need

_MOST = 3
"""How many lieux are named among those left out."""

_TOWN_KM = 3
"""A lieu that is left out matters that near, whatever is shown: within a town, positions are not known to the metre."""


def say_left_out(answer: Answer, shown: Sequence[Hit], platform: str, phrases: Phrases) -> str:
    """The nearest lieux left out, and why; empty when there are none that matter beside those ``shown``."""
    missed = _missed(answer, shown)[:_MOST]
    if not missed:
        return ""
    by_reason: dict[str, list[str]] = {}
    for out in missed:
        by_reason.setdefault(_reason(out, answer, phrases), []).append(plain(out.lieu.nom))
    reasons = [phrases.say("left_out", lieux=phrases.join(names), reason=reason) for reason, names in by_reason.items()]
    said = phrases.say("left_out_title", reasons=", ".join(reasons))
    channels = say_lieu.channels(missed[0].lieu, platform, phrases)
    return said if answer.hits or not channels else f"{said} {phrases.say('ask_channel', channel=channels[0])}"


def _missed(answer: Answer, shown: Sequence[Hit]) -> list[LeftOut]:
    """Those that would have been shown; where nothing fits, those first that fit on another day."""
    if not answer.hits:
        return sorted(answer.left_out, key=lambda out: out.reason is not Reason.DAY)
    if len(shown) == len(answer.hits):
        return list(answer.left_out)
    farthest_km = max([_TOWN_KM, *(hit.distance_km for hit in shown)])
    return [out for out in answer.left_out if out.distance_km <= farthest_km]


def _reason(out: LeftOut, answer: Answer, phrases: Phrases) -> str:
    lieu = out.lieu
    need = answer.question.need or Need.POSTE
    if out.reason is Reason.NEED and lieu.usages and need not in lieu.usages:
        return phrases.say("reason_need", usages=phrases.join([phrases.say(f"only_{usage}") for usage in lieu.usages]))
    if out.reason is Reason.NEED or (out.reason is Reason.FREE and lieu.frais_a_charge is None):
        return phrases.say(f"reason_{out.reason}_unknown")
    if out.reason is Reason.PEOPLE and need in lieu.capacites:
        return phrases.say("reason_people_most", people=lieu.capacites[need])
    if out.reason is Reason.DAY and answer.day and (found := opening(lieu, answer.day)) and found.again:
        again = day_named(found.again, answer.today or answer.day, phrases)
        return phrases.say("reason_day_again", day=again)
    return phrases.say(f"reason_{out.reason}")
