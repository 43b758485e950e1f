"""Claims that the bot signs, hands out in buttons and forms, and recognises when they come back.

Mattermost signs nothing of what it sends to an integration, and lets any member post any form (seen on 6.7.2): only a
signature tells that the bot itself made a button or a form, for whom, where, and until when.
"""

import hashlib
import hmac
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter, ValidationError

from bot.models.deed import Deed, Refusal, Share

_LONGEST = 20_000
_SECRET_USE = b"lieux: buttons and forms"


class Purpose(StrEnum):
    """What a claim was signed for; one for a button is worth nothing in a form."""

    BUTTON = "button"
    FORM = "form"


_WEEK_S = 7 * 24 * 3600
_HOUR_S = 3600


@dataclass(frozen=True, slots=True)
class Claim:
    """What the bot meant by a button or a form.

    It holds in ``channel_id``, for ``user_id`` or for everybody when that is empty. ``asked_id`` is the post answered,
    ``asker_id`` who asked, ``root_id`` the thread, ``hook`` where a late answer to a slash command goes. ``private``
    tells that one person alone sees the words. ``nonce`` is different in each claim.
    """

    deed: Annotated[Deed, Field(discriminator="kind")]
    channel_id: str
    user_id: str = ""
    asked_id: str = ""
    asker_id: str = ""
    root_id: str = ""
    hook: str = ""
    private: bool = False
    nonce: str = field(default_factory=lambda: secrets.token_hex(8))
    expires_at_s: int = 0
    version: Literal[1] = 1


_CLAIM = TypeAdapter(Claim)


def signing_key(secret: str, token: str) -> bytes:
    """The key made from ``secret``, or from the bot's ``token`` when that is empty; neither can be read off it."""
    return hmac.digest((secret or token).encode(), _SECRET_USE, hashlib.sha256)


class Signer:
    """Signs claims with ``key`` (HMAC-SHA256) and reads them back.

    What has served is remembered in memory alone. So a button to share holds no longer than the bot that made it runs:
    the next one could not tell whether it has served. The others may be pressed again without harm.
    """

    def __init__(self, key: bytes, clock: Callable[[], float] = time.time) -> None:
        self._key = key
        self._clock = clock
        self._began_s = int(clock())

    def sign(self, purpose: Purpose, claim: Claim) -> str:
        """``claim`` as text that only this key recognises: for an hour in a form or to share, else for a week."""
        expires_at_s = int(self._clock()) + _lifetime_s(purpose, claim)
        text = _CLAIM.dump_json(replace(claim, expires_at_s=expires_at_s), exclude_none=True).decode()
        return f"{self._mark(purpose, text)}.{text}"

    def read(self, purpose: Purpose, signed: object) -> Claim | Refusal:
        """The claim that ``signed`` holds, or why it is not obeyed."""
        if not isinstance(signed, str) or len(signed) > _LONGEST:
            return Refusal.FORGED
        mark, _, text = signed.partition(".")
        if not hmac.compare_digest(mark.encode(errors="replace"), self._mark(purpose, text).encode()):
            return Refusal.FORGED
        try:
            claim = _CLAIM.validate_json(text)
        except ValidationError:  # signed by another version of the bot
            return Refusal.STALE
        forgotten = isinstance(claim.deed, Share) and claim.expires_at_s < self._began_s + _lifetime_s(purpose, claim)
        return Refusal.STALE if forgotten or self._clock() >= claim.expires_at_s else claim

    def _mark(self, purpose: Purpose, text: str) -> str:
        return hmac.new(self._key, f"{purpose}\n{text}".encode(errors="replace"), hashlib.sha256).hexdigest()


def _lifetime_s(purpose: Purpose, claim: Claim) -> int:
    return _HOUR_S if purpose is Purpose.FORM or isinstance(claim.deed, Share) else _WEEK_S
