"""config.yaml as ``lieux setup`` leaves it: the example filled in, or the file that is there completed."""

from collections.abc import Mapping
from pathlib import Path

from bot.config import Config, MattermostSettings
from bot.data_folder import example_config
from bot.errors import StartError
from bot.files.writing import write_whole
from bot.files.yaml_fill import Setting, filled
from bot.mattermost.address import Address
from bot.mattermost.installation.steps import State, Step
from bot.mattermost.installation.wish import SlashUrl


def settings_of(url: str, ca_file: Path | None, name: str, slash_url: SlashUrl | None) -> dict[Setting, str]:
    """The settings that a set-up decides."""
    settings: dict[Setting, str] = {("name",): name, ("mattermost", "url"): url}
    if ca_file:
        settings["mattermost", "ca_file"] = str(ca_file.absolute())
    if slash_url:
        settings["slash", "path"] = slash_url.path
        settings["slash", "public_url"] = slash_url.public_url
        if slash_url.own_port:
            settings["slash", "port"] = str(slash_url.own_port)
    return settings


def completed(text: str, known: Config, settings: Mapping[Setting, str]) -> str:
    """``text`` with ``settings``; one that ``known`` says already, in other words, stays as it is written."""
    said = _said(known)
    return filled(text, {key: value for key, value in settings.items() if said.get(key) != _normal(key, value)})


def config_step(path: Path, text: str, *, dry_run: bool) -> Step:
    """Put ``text`` into the file at ``path``, unless it stands there or this is a dry run; the old one goes beside it.

    Raises StartError when it cannot be written.
    """
    before = path.read_text(encoding="utf-8") if path.exists() else None
    if before == text:
        return Step("fichier", path.name, State.THERE)
    backup = path.with_name(path.name + ".bak")
    try:
        if not dry_run:
            if before is not None:
                write_whole(backup, before.encode())
            write_whole(path, text.encode())
    except OSError as error:
        raise StartError(f"{path} ne s'écrit pas ({error.strerror}) : vérifie tes droits.") from error
    if before is None:
        return Step("fichier", path.name, State.CREATED)
    return Step("fichier", path.name, State.CHANGED, f"l'ancien : {backup.name}")


def text_of(path: Path) -> str:
    """What the file at ``path`` holds, the example where there is none."""
    return (path if path.exists() else example_config()).read_text(encoding="utf-8")


def _said(config: Config) -> Mapping[Setting, str]:
    said: dict[Setting, str] = {("name",): config.name}
    if config.mattermost:
        said["mattermost", "url"] = str(Address.of(config.mattermost))
        said["mattermost", "ca_file"] = str(config.mattermost.ca_file.absolute()) if config.mattermost.ca_file else ""
    if config.slash:
        said["slash", "path"] = config.slash.path
        said["slash", "port"] = str(config.slash.port)
        said["slash", "public_url"] = str(config.slash.public_url or "").rstrip("/")
    return said


def _normal(key: Setting, value: str) -> str:
    if key == ("mattermost", "url"):
        return str(Address.of(MattermostSettings.model_validate({"url": value})))
    return value
