"""The tokens of slash commands: one for each team, or for every one."""

import pytest

from bot.mattermost.installation.slash_tokens import team_token, tokens_for, with_team_token


@pytest.mark.parametrize(
    ("tokens", "after"),
    [
        ("", "ici:t"),
        ("ici:t", "ici:t"),
        ("t", "t"),
        (" t , autre:u", " t , autre:u"),
        ("ici:vieux", "ici:t"),
        ("autre:t", "autre:t,ici:t"),
        ("u,autre:v,ici:vieux", "u,autre:v,ici:t"),
    ],
)
def test_the_token_of_a_team_is_noted_once(tokens: str, after: str) -> None:
    assert with_team_token(tokens, "ici", "t") == after


def test_a_token_holds_in_its_team_or_everywhere() -> None:
    assert team_token("autre:u,ici:t", "ici") == "t"
    assert team_token("u", "ici") == ""
    assert tokens_for(["u", "autre:v", "ici:t", "id:w"], "ici", "id") == ("u", "t", "w")
