"""The forms that a value of the directory may take: a link, a telephone number, opening hours.

What is refused is named after its sentence in ``data/problems.yaml``, where members read what to do. A value that
many lieux share is judged once.
"""

import re
from functools import lru_cache
from typing import Annotated
from urllib.parse import urlsplit

from email_validator import EmailNotValidError, validate_email
from opening_hours import OpeningHours, ParserError  # type: ignore[attr-defined]  # there, but not in its stub (2.1.4)
from phonenumbers import NumberParseException, PhoneNumber, is_possible_number, is_valid_number, parse
from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

_PHONE = re.compile(r"\+?[\d\s.()/-]{6,}", re.ASCII)
# The regions whose ten-digit numbers are dialled as in metropolitan France, which comes first.
_REGIONS = ("FR", "GP", "GF", "MQ", "RE")
# The calling codes of France and of what lies overseas: what is in use there is known well enough to be judged.
_FRENCH_CODES = frozenset((33, 262, 508, 590, 594, 596, 681, 687, 689))
_REMEMBERED = 65_536


def _refused(name: str) -> PydanticCustomError:
    return PydanticCustomError(name, "see data/problems.yaml")


def _web(url: str) -> str:
    try:
        parts = urlsplit(url)
        host = "" if "@" in parts.netloc else parts.hostname or ""
    except ValueError:
        host = ""
    if "anonymous-edit" in url:
        raise _refused("editing_link")
    if not url.startswith(("https://", "http://")) or "." not in host or any(c.isspace() for c in url):
        raise _refused("bad_link")
    return url


@lru_cache(_REMEMBERED)
def _is_mail(address: str) -> bool:
    try:
        # Whether the domain answers is not asked: reading needs no network.
        parts = validate_email(address, check_deliverability=False, globally_deliverable=False)
    except EmailNotValidError:
        return False
    return "." in parts.domain


def _mail(address: str) -> str:
    if not _is_mail(address):
        raise _refused("bad_mail")
    return address


@lru_cache(_REMEMBERED)
def _read(number: str) -> tuple[PhoneNumber, ...]:
    """What ``number`` may be, dialled in metropolitan France or overseas."""
    try:
        return tuple(parse(number, region) for region in _REGIONS)
    except NumberParseException:
        return ()


def _phone(number: str) -> str:
    if not _PHONE.fullmatch(number) or not any(map(is_possible_number, _read(number))):
        raise _refused("bad_phone")
    return number


def is_used(number: str) -> bool:
    """Whether numbers that begin like ``number`` are in use in France, overseas too; abroad nothing is judged."""
    return any(is_valid_number(each) or each.country_code not in _FRENCH_CODES for each in _read(number))


@lru_cache(_REMEMBERED)
def _is_hours(hours: str) -> bool:
    try:
        OpeningHours(hours)
    except ParserError:
        return False
    return True


def _hours(hours: str) -> str:
    if not _is_hours(hours):
        raise _refused("bad_hours")
    return hours


def _listed(value: object) -> object:
    return (value,) if isinstance(value, str) else value


def _yes_no(value: object) -> object:
    return {"oui": True, "non": False}.get(value.casefold(), value) if isinstance(value, str) else value


Text = Annotated[str, Field(min_length=1, max_length=1000)]
Url = Annotated[str, Field(max_length=2000), AfterValidator(_web)]
Mail = Annotated[str, Field(max_length=254), AfterValidator(_mail)]
Phone = Annotated[str, Field(max_length=40), AfterValidator(_phone)]
Hours = Annotated[str, Field(max_length=500), AfterValidator(_hours)]
Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Handle = Annotated[str, Field(pattern=r"^[a-z0-9_-]+$", max_length=64)]
Postcode = Annotated[str, Field(pattern=r"^[0-9]{5}$")]
YesNo = Annotated[bool, BeforeValidator(_yes_no)]
Handles = Annotated[tuple[Handle, ...], BeforeValidator(_listed, json_schema_input_type=Handle | tuple[Handle, ...])]
Channels = dict[Handle, Handles]
"""The handles of the channels of each platform: ``{mattermost: bureaux-bretagne}``, or a list of them."""
