"""Saying an answer: the lieux found, nearest first, as Markdown that stands alone."""

from bot.language import say_lieu
from bot.language.figures import number
from bot.language.markdown import plain
from bot.language.phrases import Phrases
from bot.language.say_asked import asked
from bot.models.answer import Answer, Hit, LeftOut, Reason
from bot.models.lieu import Confiance, Lieu
from bot.models.place import PlaceKind
from bot.models.question import Need

_LEFT_OUT = 3
"""How many lieux are named among those left out."""


def say_answer(answer: Answer, shown: tuple[Hit, ...], platform: str, phrases: Phrases) -> str:
    """The answer, with the lieux ``shown`` of it in full; ``platform`` decides which channels are named."""
    if answer.place.kind is PlaceKind.ABROAD:
        return phrases.say("abroad", place=plain(answer.place.name))
    numbered = enumerate(shown, 1 + len(answer.question.seen))
    blocks = [_headline(answer, shown, phrases), *(_lieu(n, hit, answer, platform, phrases) for n, hit in numbered)]
    rest = len(answer.hits) - len(answer.question.seen) - len(shown)
    if rest > 0:
        blocks.append(phrases.say("more", count=rest))
    if not answer.question.seen:
        blocks += filter(None, (_surer(answer, phrases), _left_out(answer, platform, phrases)))
    if shown:
        dated = say_lieu.dated([hit.lieu for hit in shown], phrases)
        footer = (phrases.say("advice"), dated, phrases.say("in_french"))
        blocks.append(f"_{' '.join(part for part in footer if part)}_")
    return "\n\n".join(blocks)


def _headline(answer: Answer, shown: tuple[Hit, ...], phrases: Phrases) -> str:
    said = asked(answer.question, answer.place, phrases)
    count = len(answer.hits)
    if answer.question.seen:
        return phrases.say("others" if shown else "no_more", asked=said)
    if not shown:
        return phrases.say("none_at_all", asked=said)
    if not count and answer.radius_km:
        return phrases.say("none_near", asked=said, radius=number(answer.radius_km, phrases.language))
    if not count:
        return phrases.say("none_in_area", asked=said)
    if count == 1:
        return phrases.say("found_one", asked=said)
    return phrases.say("found" if count == len(shown) else "found_first", asked=said, count=count, shown=len(shown))


def _lieu(number_: int, hit: Hit, answer: Answer, platform: str, phrases: Phrases) -> str:
    lieu = hit.lieu
    title = f"**{number_}. {say_lieu.name(lieu)}** · {say_lieu.usages(lieu.usages, phrases)} · "
    terms = (say_lieu.price(lieu, phrases), say_lieu.hours(lieu, phrases), say_lieu.access(lieu, phrases))
    lines = [
        title + say_lieu.distance(hit, answer.place, phrases),
        plain(lieu.presentation_resume or ""),
        _line("⚠️", say_lieu.to_confirm(lieu, phrases)),
        f"📍 {say_lieu.address(lieu, phrases)}",
        _line("🔑", " · ".join(term for term in terms if term)),
        _line("♿", say_lieu.step_free(lieu, phrases) if answer.question.accessible else ""),
        _line("ℹ️", " ".join(plain(condition) for condition in lieu.conditions)),
        _line("🔗", say_lieu.links(lieu)),
        _line("💬", say_lieu.contacts(lieu, platform, phrases)),
    ]
    return "\n".join(line for line in lines if line)


def _line(sign: str, text: str) -> str:
    return f"{sign} {text}" if text else ""


def _surer(answer: Answer, phrases: Phrases) -> str:
    """The lieux known to be workplaces that are farther away, when none but labels is near."""
    surer = [hit for hit in answer.beyond if hit.lieu.confiance is not Confiance.LABEL] if answer.hits else []
    named = [f"{plain(hit.lieu.nom)} ({say_lieu.distance(hit, answer.place, phrases)})" for hit in surer]
    return phrases.say("surer", lieux=", ".join(named)) if named else ""


def _left_out(answer: Answer, platform: str, phrases: Phrases) -> str:
    if not answer.left_out:
        return ""
    need = answer.question.need or Need.POSTE
    reasons = [
        phrases.say("left_out", lieu=plain(out.lieu.nom), reason=_reason(out, need, phrases))
        for out in answer.left_out[:_LEFT_OUT]
    ]
    said = phrases.say("left_out_title", reasons=", ".join(reasons))
    channels = answer.left_out[0].lieu.canaux.get(platform, ())
    if answer.hits or not channels:
        return said
    return f"{said} {phrases.say('ask_channel', channel=say_lieu.channel(channels[0], platform, phrases))}"


def _reason(out: LeftOut, need: Need, phrases: Phrases) -> str:
    lieu: Lieu = out.lieu
    if out.reason is Reason.NEED and lieu.usages and need not in lieu.usages:
        return phrases.say("reason_need", usages=say_lieu.usages(lieu.usages, phrases))
    if out.reason is Reason.NEED or (out.reason is Reason.FREE and lieu.frais_a_charge is None):
        return phrases.say(f"reason_{out.reason}_unknown")
    return phrases.say(f"reason_{out.reason}")
