"""Which buttons stand under an answer."""

from bot.assistant.world import Scene
from bot.models.deed import More, Report, Share
from bot.models.reply import Button, Visibility


def buttons(
    scene: Scene, visibility: Visibility, share: Share, more: More | None = None, lieux: tuple[str, ...] = ()
) -> tuple[Button, ...]:
    """The buttons of an answer that shows ``lieux``: more of them, share it, report a mistake; each if it makes sense.

    What one person alone was told can be shared in a channel; a mistake is reported when there is a channel of admins.
    """
    phrases = scene.phrases_in(share.language)
    mattermost = scene.world.config.mattermost
    offered: list[Button] = []
    if more:
        offered.append(Button(phrases.say("button_more"), more))
    if visibility is Visibility.EPHEMERAL and scene.event.channel:
        offered.append(Button(phrases.say("button_share"), share))
    if lieux and mattermost and mattermost.admin_channel:
        offered.append(Button(phrases.say("button_report"), Report(share.language, lieux)))
    return tuple(offered)
