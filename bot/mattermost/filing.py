"""Forms sent: checked, answered, and what they say handed to the admins."""

import logging
from collections.abc import Mapping

from bot.mattermost.account import Account
from bot.mattermost.asking import Asking
from bot.mattermost.dialogs import Sent, parse_sent
from bot.mattermost.event_log import EventLog
from bot.mattermost.harmless import harmless
from bot.mattermost.inbound import PLATFORM
from bot.mattermost.outbound import cut, to_text
from bot.mattermost.payload import Json, text
from bot.mattermost.rest import Rest
from bot.mattermost.rest_error import RestError
from bot.mattermost.rights import Rights
from bot.mattermost.seen import Seen
from bot.mattermost.signing import Claim, Signer
from bot.models.deed import Refusal
from bot.models.event import Author, Submission
from bot.models.reply import Kind, Reply

log = logging.getLogger(__name__)


class Filing:
    """Takes the forms that people send, each once."""

    def __init__(self, bot: Account, asking: Asking, rest: Rest, rights: Rights, signer: Signer) -> None:
        self._bot = bot
        self._asking = asking
        self._rest = rest
        self._rights = rights
        self._signer = signer
        self._used = Seen()

    async def answer(self, payload: Mapping[str, object]) -> Json:
        """The answer to the form that ``payload`` holds: what is wrong with it, or nothing, which closes it."""
        sent = parse_sent(payload, self._signer)
        if sent is None:
            return {}
        claim = sent.claim
        if isinstance(claim, Claim) and not self._used.is_new(claim.nonce):
            claim = Refusal.USED
        submission = await self._submission(sent, claim)
        event = EventLog("dialog", submission.trigger)
        try:
            reply = await self._asking.reply_to(submission)
            answer, taken = await self._deliver(reply, sent) if reply else ({}, True)
        except Exception:  # noqa: BLE001 - a status of 500 would show the person a raw error of the server
            event.failed()
            answer, taken, reply = {}, False, None
        if isinstance(claim, Claim) and not taken:
            self._used.forget(claim.nonce)
        event.done(reply.kind if reply else Kind.SILENCE)
        return answer

    async def _submission(self, sent: Sent, claim: Claim | Refusal) -> Submission:
        deed = claim if isinstance(claim, Refusal) else claim.deed
        name = await self._name(sent.user_id) if isinstance(claim, Claim) else ""
        return Submission(deed, Author(sent.user_id, name, is_admin=None), PLATFORM, values=sent.values)

    async def _name(self, user_id: str) -> str:
        """The name of an account, on the server's word: what is sent names the id alone."""
        try:
            return "@" + text(await self._rest.user(user_id), "username")
        except RestError as error:
            log.warning("the name of an account is not known: %s", error)
            return user_id

    async def _deliver(self, reply: Reply, sent: Sent) -> tuple[Json, bool]:
        """The answer, and whether the form is done with."""
        if reply.wrong_field:
            return {"errors": {reply.wrong_field: harmless(reply.text)}}, False
        if not reply.notice:
            return {"error": harmless(reply.text)}, False
        channel_id = await self._rights.admin_channel()
        try:
            if not channel_id:
                return {"error": harmless(reply.undelivered)}, False
            await self._rest.create_post({"channel_id": channel_id, "message": cut(harmless(reply.notice))})
        except RestError as error:
            log.warning("a report did not reach the admins: %s", error)
            return {"error": harmless(reply.undelivered)}, False
        await self._thank(reply, sent)
        return {}, True

    async def _thank(self, reply: Reply, sent: Sent) -> None:
        """Say that it has arrived: closing a form says nothing, and a bot has no other private word (6.7 to 11)."""
        try:
            channel_id = await self._rest.direct_channel(self._bot.id, sent.user_id)
            await self._rest.create_post({"channel_id": channel_id, "message": to_text(reply)})
        except RestError as error:
            log.info("the thanks for a report were not delivered: %s", error)
