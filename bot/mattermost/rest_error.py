"""What can go wrong with a REST call."""

import ssl
from collections.abc import Mapping
from enum import StrEnum

import requests

from bot.errors import LieuxError, StartError
from bot.mattermost.address import Address
from bot.mattermost.payload import read_object, text

_UNAUTHORIZED = 401
_TOO_MANY_REQUESTS = 429
# OpenSSL, x509_vfy.h: X509_V_ERR_CERT_HAS_EXPIRED, X509_V_ERR_HOSTNAME_MISMATCH, X509_V_ERR_IP_ADDRESS_MISMATCH.
_EXPIRED = 10
_OTHER_NAME = (62, 64)


class Fault(StrEnum):
    """Why a call brought no usable answer at all; stands where the server's own error id would."""

    UNREACHABLE = "unreachable"
    TIMEOUT = "timeout"
    CERTIFICATE = "certificate"
    CERTIFICATE_EXPIRED = "certificate_expired"
    CERTIFICATE_NAME = "certificate_of_another_name"
    NOT_JSON = "not_json"


class RestError(LieuxError):
    """A REST call that failed.

    ``status`` is the HTTP status, 0 without an answer. ``error_id`` is Mattermost's stable id
    ("api.context.permissions.app_error") or a ``Fault``; its messages follow the language of the server, and stay out.
    """

    def __init__(self, call: str, status: int, error_id: str, headers: Mapping[str, str] | None = None) -> None:
        self.status = status
        self.error_id = error_id
        self.headers = headers or {}
        super().__init__(f"{call}: {status} {error_id}")

    @property
    def is_refused_token(self) -> bool:
        """Whether the server does not know the token (any more)."""
        return self.status == _UNAUTHORIZED

    @property
    def is_passing(self) -> bool:
        """Whether the same call may succeed later."""
        busy = self.status == _TOO_MANY_REQUESTS or self.status >= 500
        return busy or self.error_id in (Fault.UNREACHABLE, Fault.TIMEOUT, Fault.NOT_JSON)

    @property
    def is_undone(self) -> bool:
        """Whether the server surely did nothing, so that any call may be repeated."""
        return self.status == _TOO_MANY_REQUESTS


def error_of_answer(call: str, response: requests.Response) -> RestError | None:
    """What is wrong with an answer: its status, or that it is not JSON (a proxy's maintenance page); None if nothing.

    Redirections count as errors: followed, a POST would become a GET.
    """
    if not response.ok or response.is_redirect:
        error_id = text(read_object(response.content) or {}, "id")
        return RestError(call, response.status_code, error_id or response.reason or "", response.headers)
    try:
        response.json()
    except (ValueError, RecursionError):
        return RestError(call, response.status_code, Fault.NOT_JSON)
    return None


def error_of_exception(call: str, error: requests.RequestException) -> RestError:
    """What an exception of requests means; its text stays out, it may hold addresses."""
    if isinstance(error, requests.exceptions.SSLError):
        return RestError(call, 0, _certificate_fault(error))
    return RestError(call, 0, Fault.TIMEOUT if isinstance(error, requests.Timeout) else Fault.UNREACHABLE)


def _certificate_fault(error: BaseException) -> Fault:
    cause: BaseException | None = error
    while cause and not isinstance(cause, ssl.SSLCertVerificationError):
        cause = cause.__cause__ or cause.__context__
    code = cause.verify_code if isinstance(cause, ssl.SSLCertVerificationError) else 0
    if code in _OTHER_NAME:
        return Fault.CERTIFICATE_NAME
    return Fault.CERTIFICATE_EXPIRED if code == _EXPIRED else Fault.CERTIFICATE


def start_error(error: RestError, address: Address) -> StartError:
    """The sentence that tells the cure of a server that does not let the bot in."""
    if error.is_refused_token:
        return StartError(f"Le serveur {address} refuse le jeton : vérifie LIEUX_MATTERMOST_TOKEN.")
    if error.error_id == Fault.CERTIFICATE_EXPIRED:
        return StartError(
            f"Le certificat du serveur {address} a expiré : fais-le renouveler, et vérifie l'heure de cette machine."
        )
    if error.error_id == Fault.CERTIFICATE_NAME:
        return StartError(f"Le certificat du serveur {address} est celui d'un autre nom : vérifie mattermost.url.")
    if error.error_id == Fault.CERTIFICATE:
        return StartError(
            f"Le certificat du serveur {address} n'est pas reconnu : vérifie mattermost.ca_file, "
            "et mattermost.url (http au lieu de https si le serveur n'a pas de certificat)."
        )
    if error.status == 0:
        return StartError(f"Le serveur {address} est injoignable : vérifie mattermost.url et le réseau.")
    return StartError(
        f"{address} ne répond pas comme un serveur Mattermost (HTTP {error.status}) : vérifie mattermost.url."
    )
