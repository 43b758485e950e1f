"""What a server tells of itself, its accounts, teams, channels and slash commands."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Facts:
    """A server: its version, its own URL, what it allows, and by how many seconds its clock is ahead of ours.

    None where it did not say.
    """

    version: str = ""
    site_url: str = ""
    allows_bots: bool | None = None
    allows_commands: bool | None = None
    ahead_s: float | None = None


@dataclass(frozen=True, slots=True)
class User:
    """An account; one that is ``disabled`` can neither sign in nor be added anywhere."""

    id: str
    name: str
    is_bot: bool = False
    disabled: bool = False


@dataclass(frozen=True, slots=True)
class Team:
    """A team: its name in URLs, and the title that people read."""

    id: str
    name: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel: its handle, and whether anybody of the team may join it."""

    id: str
    handle: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class Command:
    """A custom slash command of a team; ``method`` is P for POST. Who may not see all gets empty texts."""

    team_id: str
    trigger: str
    url: str
    username: str = ""
    hint: str = ""
    description: str = ""
    method: str = "P"
    is_listed: bool = True
    id: str = ""
    token: str = ""
