"""Buttons pressed: checked, answered, and the answer put where it belongs."""

import logging
from collections.abc import Mapping

from bot.mattermost.actions import Buttons, Press, Target, parse_press
from bot.mattermost.asking import Asking
from bot.mattermost.dialogs import to_dialog
from bot.mattermost.event_log import EventLog
from bot.mattermost.inbound import PLATFORM
from bot.mattermost.membership import Channels
from bot.mattermost.outbound import to_late_answer, to_own_words, to_shared_post, to_text, to_update
from bot.mattermost.payload import Json
from bot.mattermost.pictures import Pictures
from bot.mattermost.rest import Rest
from bot.mattermost.rest_error import RestError
from bot.mattermost.seen import Seen
from bot.mattermost.signing import Claim, Signer
from bot.mattermost.slash import channel_name
from bot.models.deed import Refusal
from bot.models.event import Action, Author
from bot.models.reply import Form, Kind, Reply, Visibility

log = logging.getLogger(__name__)


class Pressing:
    """Does what buttons are for, each what it may do once."""

    def __init__(  # noqa: PLR0913, PLR0917 - what a press may need of the edge
        self,
        asking: Asking,
        rest: Rest,
        channels: Channels,
        buttons: Buttons,
        pictures: Pictures,
        signer: Signer,
        public_url: str,
    ) -> None:
        self._asking = asking
        self._rest = rest
        self._channels = channels
        self._buttons = buttons
        self._pictures = pictures
        self._signer = signer
        self._public_url = public_url
        self._used = Seen()

    async def answer(self, payload: Mapping[str, object]) -> Json | None:
        """The answer to the press that ``payload`` tells of; None when it tells of none."""
        press = parse_press(payload, self._signer)
        if press is None:
            return None
        claim = press.claim
        if not isinstance(claim, Refusal) and not self._used.is_new(press.once):
            claim = Refusal.USED
        action = self._action(press, claim)
        event = EventLog("action", action.trigger)
        try:
            reply = await self._asking.reply_to(action)
            answer = await self._deliver(reply, press, claim) if reply else {}
        except Exception:  # noqa: BLE001 - a status of 500 would show the person a raw error of the server
            event.failed()
            self._used.forget(press.once)
            return {}
        event.done(reply.kind if reply else Kind.SILENCE)
        return answer

    def _action(self, press: Press, claim: Claim | Refusal) -> Action:
        return Action(
            deed=claim if isinstance(claim, Refusal) else claim.deed,
            author=Author(press.user_id, press.user_name, is_admin=None),
            platform=PLATFORM,
            channel=self._channels.handle_of(press.channel_id, channel_name(press.channel_name)),
            private=isinstance(claim, Claim) and claim.private,
        )

    async def _deliver(self, reply: Reply, press: Press, claim: Claim | Refusal) -> Json:
        if isinstance(claim, Refusal):
            return to_own_words(reply.text)
        if reply.form:
            return await self._open(reply.form, reply, press)
        if reply.picture or reply.visibility is Visibility.CHANNEL:
            return await (self._show if reply.picture else self._share)(reply, press, claim)
        if reply.replaces and not claim.private:
            return to_update(reply, claim, self._buttons)
        if claim.hook and reply.buttons and await self._say_late(reply, claim):
            return {}
        return to_own_words(to_text(reply))

    async def _open(self, form: Form, reply: Reply, press: Press) -> Json:
        try:
            await self._rest.open_dialog(to_dialog(form, press, self._signer, self._public_url))
        except RestError as error:
            log.warning("a form could not be opened: %s", error)
            return to_own_words(reply.undelivered)
        return {}

    async def _show(self, reply: Reply, press: Press, claim: Claim) -> Json:
        """Show a picture: in the thread of the answer that all see, else to the person apart; at worst its words."""
        if claim.private:
            shown = await self._pictures.beside(reply, press.user_id)
            return to_own_words(to_text(shown))
        file_id = await self._pictures.upload(reply, claim.channel_id)
        try:
            await self._rest.create_post(to_shared_post(reply, press, claim, self._buttons, file_id))
        except RestError as error:
            log.warning("a picture could not be shown: %s", error)
            self._used.forget(press.once)
            return to_own_words(to_text(reply))
        return {}

    async def _share(self, reply: Reply, press: Press, claim: Claim) -> Json:
        """Say it to the channel: as a post of the bot, or in its absence as an answer of the person's command."""
        try:
            await self._rest.create_post(to_shared_post(reply, press, claim, self._buttons))
        except RestError as error:
            if await self._say_late(reply, claim):
                return {}
            log.warning("an answer could not be shared: %s", error)
            self._used.forget(press.once)
            return to_own_words(reply.undelivered)
        return {}

    async def _say_late(self, reply: Reply, claim: Claim) -> bool:
        """Whether ``reply`` could be said through the response URL of the command that the button came from."""
        if not claim.hook:
            return False
        target = Target(claim.channel_id, claim.root_id, asker_id=claim.asker_id, hook=claim.hook)
        try:
            await self._rest.respond(claim.hook, to_late_answer(reply, target, self._buttons))
        except RestError as error:
            log.info("a response URL is of no more use: %s", error)
            return False
        return True
