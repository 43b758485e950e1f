"""Saying a map: what its picture shows, in words."""

from collections.abc import Sequence

from bot.language import say_lieu
from bot.language.phrases import Phrases
from bot.models.answer import Hit
from bot.models.place import Place


def map_title(place: Place, hits: Sequence[Hit], phrases: Phrases) -> str:
    """What the map shows, in a few words: "Carte : 3 lieux, Vannes et alentours."."""
    count = {0: "map_none", 1: "map_one"}.get(len(hits), "map_many")
    sentence = "map_in_area" if place.is_area else "map_near"
    return phrases.say(sentence, lieux=phrases.say(count, count=len(hits)), place=place.name)


def map_name(place: Place, hits: Sequence[Hit], phrases: Phrases) -> str:
    """The title as the name of a file: what a reader of screens says of it, and any system takes."""
    title = "".join(c if c.isalnum() or c in " -'’()" else "," for c in map_title(place, hits, phrases))
    return " ".join(title.replace(" ,", ",").strip(",").split())


def map_alt(place: Place, hits: Sequence[Hit], first: int, phrases: Phrases) -> str:
    """The map for those who do not see it: its title, then each lieu with its number and its distance. Plain text."""
    listed = [
        phrases.say("map_lieu", number=n, name=hit.lieu.nom, distance=say_lieu.distance(hit, place, phrases))
        for n, hit in enumerate(hits, first)
    ]
    return " ".join([map_title(place, hits, phrases), *listed])
