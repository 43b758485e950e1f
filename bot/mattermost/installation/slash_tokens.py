"""The tokens of the slash commands as the environment holds them: ``team:token``, parted by commas."""

from collections.abc import Sequence


def team_token(tokens: str, team: str) -> str:
    """The token that holds in ``team`` alone, empty without one."""
    return next((token for name, token in _parts(tokens) if name == team), "")


def tokens_for(tokens: Sequence[str], *teams: str) -> tuple[str, ...]:
    """Those of ``tokens`` that hold in a team called any of ``teams``, or everywhere."""
    return tuple(token for name, token in _parts(",".join(tokens)) if name in ("", *teams))


def with_team_token(tokens: str, team: str, token: str) -> str:
    """``tokens`` with the one of ``team``; as they are when it is there, for that team or for every one."""
    parts = _parts(tokens)
    if any(known == token and name in ("", team) for name, known in parts):
        return tokens
    others = [f"{name}:{known}" if name else known for name, known in parts if name != team]
    return ",".join([*others, f"{team}:{token}"])


def _parts(tokens: str) -> list[tuple[str, str]]:
    listed = (each.strip().rpartition(":") for each in tokens.split(","))
    return [(name, token) for name, _, token in listed if token]
