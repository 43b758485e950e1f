"""The example configuration is the one that works, and shows every key."""

from pathlib import Path

from pydantic import BaseModel

from bot.config import Config, Section, WebSettings, read_config, read_secrets

EXAMPLE = Path(__file__).parents[2] / "config.example.yaml"


def keys_of(model: type[BaseModel]) -> set[str]:
    keys: set[str] = set()
    for name, field in model.model_fields.items():
        keys.add(name)
        for part in (field.annotation, *getattr(field.annotation, "__args__", ())):
            if isinstance(part, type) and issubclass(part, Section):
                keys |= keys_of(part)
    return keys


def test_the_example_configuration_loads() -> None:
    config = read_config(EXAMPLE)
    assert config.mattermost is not None
    assert config.slash is not None


def test_the_example_configuration_says_the_defaults() -> None:
    example = read_config(EXAMPLE)
    default = Config(mattermost=example.mattermost, slash=example.slash, web=WebSettings())
    assert example == default


def test_every_key_of_the_configuration_is_shown_with_a_comment() -> None:
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    for key in keys_of(Config):
        at = [number for number, line in enumerate(lines) if line.strip().startswith(f"{key}:")]
        assert at, f"{key} is not in config.example.yaml"
        before = lines[at[0] - 1].strip()
        after = lines[at[0] + 1].strip() if at[0] + 1 < len(lines) else ""
        assert before.startswith("#") or after.startswith("#"), f"{key} has no comment"


def test_secrets_come_from_the_environment_alone() -> None:
    secrets = read_secrets({"LIEUX_MATTERMOST_TOKEN": " abc ", "LIEUX_SLASH_TOKENS": "one, two,,"})
    assert secrets.mattermost_token.get_secret_value() == "abc"
    assert [token.get_secret_value() for token in secrets.slash_tokens] == ["one", "two"]
    assert read_secrets({"LIEUX_SECRET": " def "}).secret.get_secret_value() == "def"
    assert "abc" not in repr(secrets)
    assert "token" not in EXAMPLE.read_text(encoding="utf-8").replace("TOKEN", "").split("name:")[1]
