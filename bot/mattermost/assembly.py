"""The parts of the edge that act in the bot's name, put together once it has signed in."""

from collections.abc import Sequence

from starlette.applications import Starlette

from bot.config import Config, MattermostSettings
from bot.mattermost.account import Account
from bot.mattermost.actions import Buttons
from bot.mattermost.asking import Asking
from bot.mattermost.catch_up import CatchUp
from bot.mattermost.commanding import Commanding
from bot.mattermost.delivery import Delivery
from bot.mattermost.filing import Filing
from bot.mattermost.handler import Handler
from bot.mattermost.health import Health
from bot.mattermost.http_app import http_app
from bot.mattermost.intake import Intake
from bot.mattermost.locales import Locales
from bot.mattermost.membership import Channels, Listed
from bot.mattermost.missed import Missed
from bot.mattermost.pace import Pace
from bot.mattermost.pictures import Pictures
from bot.mattermost.pressing import Pressing
from bot.mattermost.reactions import Reactions
from bot.mattermost.rest import Rest
from bot.mattermost.rights import Rights
from bot.mattermost.signing import Signer
from bot.mattermost.thinking import Thinking
from bot.mattermost.work import Hearing, Lanes
from bot.models.standing import Standing


class Assembly:
    """What hears the events of the websocket, what answers over HTTP, and what they share."""

    def __init__(  # noqa: PLR0913, PLR0917 - this is where everything meets
        self,
        config: Config,
        settings: MattermostSettings,
        bot: Account,
        rest: Rest,
        thinking: Thinking,
        signer: Signer,
        listed: Listed,
        standing: Standing,
        lanes: Lanes,
        pace: Pace,
    ) -> None:
        self._slash_path = config.slash.path if config.slash else ""
        public_url = str(config.slash.public_url or "") if config.slash else ""
        buttons = Buttons(signer, public_url)
        self._rights = Rights(bot, rest, config.admins, settings.admin_channel)
        self._channels = Channels(bot, rest, listed, standing, pace.look_every_s)
        asking = Asking(thinking, self._rights, Locales(rest))
        delivery = Delivery(rest, bot, pace.reconnection, pace.deliver_within_s)
        pictures = Pictures(bot, rest)
        handler = Handler(bot, rest, asking, delivery, self._channels, buttons, pictures)
        catch_up = CatchUp(Missed(rest, bot), handler, lanes, pace.reconnection, settings.catch_up_min)
        reactions = Reactions(bot, rest, standing)
        hearing: Hearing = {"posted": handler.hear, **reactions.hearing, **self._channels.hearing}
        self.intake = Intake(hearing, catch_up, lanes)
        self.commanding = Commanding(asking, rest, self._channels, buttons, pictures, pace.command_within_s)
        self._pressing = Pressing(asking, rest, self._channels, buttons, pictures, signer, public_url)
        self._filing = Filing(bot, asking, rest, self._rights, signer)

    async def learn(self) -> None:
        """Find out who the admins are, then join and follow the channels listed, for ever.

        Raises RestError when the server refuses the token.
        """
        await self._rights.learn()
        await self._channels.follow()

    def app(self, slash_tokens: Sequence[str], health: Health) -> Starlette:
        """What is served over HTTP."""
        return http_app(self._slash_path, slash_tokens, self.commanding, self._pressing, self._filing, health)
