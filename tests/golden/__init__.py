"""The answers kept in both languages: what is asked, and what the bot says to it.

``python -m tests.golden`` (``make golden``) writes them anew; read what changed as prose before keeping it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from bot.assistant.answer import answer
from bot.assistant.world import World
from bot.config import Config
from bot.models.event import Author, Message, Thread, Trigger
from bot.wiring import build_world

FOLDER = Path(__file__).parent
SUNDAY = date(2026, 11, 22)
EVE = date(2026, 11, 10)
"""The day before a public holiday, which is a Wednesday in 2026."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A conversation in each language: its turns, the day it is, the channel it is in (None: a direct message)."""

    name: str
    fr: tuple[str, ...]
    en: tuple[str, ...]
    today: date = SUNDAY
    channel: str | None = None


ASKED = (
    Asked("one lieu", ("où travailler à Dijon ?",), ("where can I work in Dijon?",)),
    Asked("many lieux", ("où bosser à Paris jeudi ?",), ("where can I work in Paris on Thursday?",)),
    Asked("none near", ("où travailler à Aurillac ?",), ("where can I work in Aurillac?",)),
    Asked("area", ("où travailler en Bretagne ?",), ("where can I work in Brittany?",)),
    Asked("abroad", ("un coworking à Bruxelles ?",), ("a coworking space in Brussels?",)),
    Asked("unknown place", ("où travailler à Xyzville ?",), ("where can I work in Xyzville?",)),
    Asked("misspelt place", ("où travailler à Strasbourk ?",), ("where can I work in Strasbourk?",)),
    Asked("homonym", ("un coworking à Saint-Denis ?",), ("a coworking space in Saint-Denis?",)),
    Asked("need left out", ("un bureau à Bordeaux ?",), ("a desk in Bordeaux?",)),
    Asked("closed that day", ("un lieu gratuit à Paris lundi ?",), ("a free place to work in Paris on Monday?",)),
    Asked("public holiday", ("où travailler à Cergy demain ?",), ("where can I work in Cergy tomorrow?",), today=EVE),
    Asked("free", ("un lieu gratuit pour bosser à Créteil ?",), ("a free place to work in Créteil?",)),
    Asked("people", ("une salle pour 8 à Rennes mardi ?",), ("a room for 8 in Rennes on Tuesday?",)),
    Asked("too many people", ("une salle pour 40 à Rennes ?",), ("a room for 40 in Rennes?",)),
    Asked("accessible", ("un coworking accessible PMR à Lyon ?",), ("a wheelchair accessible coworking in Lyon?",)),
    Asked("radius", ("un coworking à moins de 5 km de Nantes ?",), ("a coworking within 5 km of Nantes?",)),
    Asked("others", ("où travailler à Lyon ?", "d'autres ?"), ("where can I work in Lyon?", "any others?")),
    Asked("machines", ("un fablab à Lyon ?",), ("a fablab in Lyon?",)),
    Asked("about", ("comment réserver l'ETAP 75 ?",), ("how do I book ETAP 75?",)),
    Asked("about, rich", ("infos sur La Cordée Rennes",), ("about La Cordée Rennes",)),
    Asked("about, homonyms", ("la Cordée",), ("about La Cordée",)),
    Asked("about, old", ("infos sur Forum Titi",), ("about Forum Titi",)),
    Asked("help", ("aide",), ("help",)),
    Asked("courtesy", ("merci beaucoup !",), ("thanks a lot!",)),
    Asked("not understood", ("bof, le temps est gris",), ("hmm, the weather is grey",)),
    Asked("where", ("où travailler ?",), ("where can I work?",)),
    Asked("the channel's place", ("où travailler ?",), ("where can I work?",), channel="bureaux-bretagne"),
    Asked("labels alone", ("où travailler à Bourg-en-Bresse ?",), ("where can I work in Bourg-en-Bresse?",)),
    Asked("old information", ("où travailler à Crest ?",), ("where can I work in Crest?",)),
    Asked("Réunion", ("où travailler à Saint-Denis (974) ?",), ("where can I work in Saint-Denis (974)?",)),
    Asked("CEDEX", ("91919",), ("where can I work near 91919?",)),
    Asked(
        "several people",
        ("on est à Rennes, Nantes et Angers, où se retrouver ?",),
        ("we are in Rennes, Nantes and Angers, where can we meet?",),
    ),
)


def written() -> Iterator[tuple[str, str]]:
    """Each file of the folder, by its name, as it is to be."""
    world = build_world(Config(), clock=lambda: SUNDAY)
    for asked in ASKED:
        for language, turns in (("fr", asked.fr), ("en", asked.en)):
            name = asked.name.replace(",", "").replace("'", "-").replace(" ", "-")
            yield f"{name}.{language}.md", "\n\n".join(_talk(turns, asked, world)) + "\n"


def _talk(turns: tuple[str, ...], asked: Asked, world: World) -> Iterator[str]:
    """What is said by turns, the person's words quoted."""
    on_the_day = replace(world, today=lambda: asked.today)
    thread = None
    for turn in turns:
        trigger = Trigger.MENTION if asked.channel else Trigger.DIRECT
        message = Message(turn, trigger, Author("member", "member"), "mattermost", asked.channel, thread)
        reply = answer(message, on_the_day)
        yield f"> {turn}"
        yield reply.text if reply else "(silence)"
        thread = Thread(reply.question, with_bot=True) if reply else None
