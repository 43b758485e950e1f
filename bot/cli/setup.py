"""``lieux setup``: the bot's account, channels and slash command on a server, and the files it starts from."""

from pathlib import Path

import click
from pydantic import ValidationError

from bot.cli.admin_token import ADMIN_VARIABLE, admin_token
from bot.cli.config_file import completed, config_step, settings_of, text_of
from bot.cli.secrets_file import ENV_NAME, env_file, secrets_step
from bot.cli.setup_story import conclusion, show
from bot.config import Config, MattermostSettings, read_config
from bot.data_folder import data_folder
from bot.directory.store import Directory
from bot.errors import DirectoryError, LieuxError, StartError
from bot.files.env_file import UnwrittenEnvFile
from bot.language.slash_card import slash_card
from bot.mattermost.address import Address
from bot.mattermost.installation.api import Api
from bot.mattermost.installation.cures import cure, is_for_an_admin
from bot.mattermost.installation.handover import handover
from bot.mattermost.installation.hands import ServerHands, StillHands
from bot.mattermost.installation.private_host import private_hint
from bot.mattermost.installation.set_up import SetUp
from bot.mattermost.installation.steps import Step
from bot.mattermost.installation.wish import SlashUrl, Wish
from bot.mattermost.rest_error import RestError
from bot.wiring import listed_channels, read_speech

_CONFIG = "config.yaml"
_NO_URL = "« {url} » n'est pas l'adresse d'un serveur : écris --url https://chat.example.org"


@click.command()
@click.option("--url", required=True, help="The address of the server, as in a browser.")
@click.option("--team", "team_names", multiple=True, help="A team of the bot, by its name in URLs; yours without it.")
@click.option("--name", help="The user name of the bot.  [default: the one in config.yaml, else lieux]")
@click.option("--slash-url", help="Where Mattermost reaches the bot, as https://lieux.example.org/commande.")
@click.option(
    "--ca-file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="The certificates of a private authority (PEM).",
)
@click.option("--dry-run", is_flag=True, help="Show what would be done; change nothing, neither there nor here.")
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
    help="The folder of config.yaml and lieux.env.  [default: this one]",
)
def setup(  # noqa: PLR0913, PLR0917 - one for each option
    url: str,
    team_names: tuple[str, ...],
    name: str | None,
    slash_url: str | None,
    ca_file: Path | None,
    dry_run: bool,
    output: Path,
) -> None:
    """Set the bot up on a Mattermost server: account, token, teams, channels, slash command, configuration.

    Needs an admin's token, in LIEUX_ADMIN_TOKEN or asked for, and keeps it nowhere. Run again, it changes only what
    differs. Without the rights of an admin it prints what to ask one for.
    """
    path = output / _CONFIG
    known = read_config(path) if path.exists() else Config()
    url = (url if "://" in url else f"https://{url}").strip().rstrip("/")
    ca_file = ca_file or (known.mattermost.ca_file if known.mattermost else None)
    address = _address(url, ca_file)
    known_url = SlashUrl.of(known.slash) if known.slash else None
    wish = _wish(known, name, team_names, SlashUrl.read(slash_url) if slash_url else known_url)
    text = completed(text_of(path), known, settings_of(url, ca_file, wish.bot_name, wish.slash_url))
    token = admin_token()
    with Api(address, token) as api:
        try:
            # Looked through first: what stops a set-up stops it before anything is changed.
            steps = list(SetUp(address, api, StillHands(), wish, UnwrittenEnvFile(output / ENV_NAME)).run())
            hint = private_hint(api, wish.slash_url) if wish.slash_url else ""
            env = env_file(output, dry_run=dry_run)
            if not dry_run:
                steps = _done(SetUp(address, api, ServerHands(api), wish, env))
        except RestError as error:
            if is_for_an_admin(error):
                raise StartError(handover(url, wish, ENV_NAME, api)) from error
            raise StartError(cure(error, address, ADMIN_VARIABLE)) from error
    steps += [config_step(path, text, dry_run=dry_run), secrets_step(env)]
    show(steps, dry_run=dry_run)
    click.echo(conclusion(steps, output, dry_run=dry_run))
    if hint:
        click.echo(hint)


def _done(set_up: SetUp) -> list[Step]:
    """The steps, done; when one fails, those before it are shown."""
    steps: list[Step] = []
    try:
        steps.extend(set_up.run())
    except LieuxError:
        show(steps, dry_run=False)
        raise
    return steps


def _address(url: str, ca_file: Path | None) -> Address:
    try:
        settings = MattermostSettings.model_validate({"url": url, "ca_file": ca_file})
    except ValidationError as error:
        raise StartError(_NO_URL.format(url=url)) from error
    if settings.url.username or settings.url.password or settings.url.query or settings.url.fragment:
        raise StartError("Écris l'adresse du serveur seule, sans nom ni mot de passe : --url https://chat.example.org")
    address = Address.of(settings)
    address.tls()
    return address


def _wish(known: Config, name: str | None, team_names: tuple[str, ...], slash_url: SlashUrl | None) -> Wish:
    try:
        config = Config.model_validate({"name": name}) if name else known
    except ValidationError as error:
        raise StartError(
            f"« {name} » n'est pas un nom de compte : de 3 à 22 minuscules, chiffres, points et tirets."
        ) from error
    try:
        handles = listed_channels(Directory(known.directory or (data_folder() / "lieux",)))
        card = slash_card(read_speech(known)[known.language])
    except DirectoryError as error:
        raise StartError(f"{error}\nCorrige ces fichiers, puis vérifie-les avec « lieux check ».") from error
    return Wish(config.name, team_names, handles, slash_url, card.hint, card.description)
