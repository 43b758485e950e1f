"""Which buttons stand under an answer."""

from bot.assistant.world import Scene
from bot.models.deed import Map, More, Report, Share
from bot.models.reply import Button, Visibility


def buttons(
    scene: Scene, visibility: Visibility, share: Share, seen: tuple[More | Map, ...] = (), lieux: tuple[str, ...] = ()
) -> tuple[Button, ...]:
    """The buttons of an answer that shows ``lieux``: what else is to be ``seen``, share it, report a mistake.

    What one person alone was told can be shared in a channel; a mistake is reported when there is a channel of admins.
    """
    phrases = scene.phrases_in(share.language)
    offered: list[Button] = []
    labels = {"more": "button_more", "map": "button_map"}
    offered += [Button(phrases.say(labels[deed.kind]), deed) for deed in seen]
    if visibility is Visibility.EPHEMERAL and scene.event.channel:
        offered.append(Button(phrases.say("button_share"), share))
    if lieux and scene.world.reports_read:
        offered.append(Button(phrases.say("button_report"), Report(share.language, lieux)))
    return tuple(offered)
