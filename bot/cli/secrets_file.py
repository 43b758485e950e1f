"""lieux.env: the secrets that a set-up knows, for the environment of ``lieux run``."""

import secrets
from pathlib import Path

from bot.config import SECRET_VARIABLE
from bot.errors import StartError
from bot.files.env_file import EnvFile, UnwrittenEnvFile
from bot.mattermost.installation.steps import State, Step

ENV_NAME = "lieux.env"


def env_file(folder: Path, *, dry_run: bool) -> EnvFile:
    """The file in ``folder``, which is made where it is missing; in a dry run nothing is written.

    Raises StartError when it cannot be read, or the folder not be made.
    """
    if dry_run:
        return UnwrittenEnvFile(folder / ENV_NAME)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StartError(f"{folder} ne se crée pas ({error.strerror}) : vérifie tes droits.") from error
    return EnvFile(folder / ENV_NAME)


def secrets_step(env: EnvFile) -> Step:
    """Complete the file with what signs buttons, and let its owner alone read it."""
    if not env.get(SECRET_VARIABLE):
        env.put(SECRET_VARIABLE, secrets.token_urlsafe(32))
    notes = ["lisible de toi seul désormais"] if env.tighten() else []
    if env.is_new:
        return Step("fichier", env.path.name, State.CREATED, "lisible de toi seul")
    if env.backup:
        notes.append(f"l'ancien : {env.backup.name}")
    return Step("fichier", env.path.name, State.CHANGED if env.changed or notes else State.THERE, ", ".join(notes))
