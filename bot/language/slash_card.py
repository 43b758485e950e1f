"""What a platform shows while somebody types the slash command."""

from dataclasses import dataclass

from bot.language.phrases import Phrases


@dataclass(frozen=True, slots=True)
class SlashCard:
    """The hint that stands in for what may be typed, and the description of the command."""

    hint: str
    description: str


def slash_card(phrases: Phrases) -> SlashCard:
    """The card in the language of ``phrases``. Mattermost takes 128 bytes of each (its model/command.go)."""
    return SlashCard(phrases.say("slash_hint"), phrases.say("slash_description"))
