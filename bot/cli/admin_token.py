"""The token of a Mattermost admin: from the environment or asked for, and kept nowhere."""

import os
import sys

import click

from bot.errors import StartError

ADMIN_VARIABLE = "LIEUX_ADMIN_TOKEN"
_HOW = (
    "Crée-le dans Mattermost : ton avatar › Profil › Sécurité › Jetons d'accès personnels "
    "(un admin système les autorise d'abord), et retire-le quand tout est en place."
)


def admin_token() -> str:
    """The token that the environment holds, else what is typed on a terminal, unseen.

    Raises StartError when there is none, or it cannot be one.
    """
    token = os.environ.get(ADMIN_VARIABLE, "").strip()
    if not token and sys.stdin.isatty():
        token = click.prompt("Jeton d'un admin (rien ne s'affiche)", hide_input=True, err=True).strip()
    if not token:
        raise StartError(f"Il faut le jeton d'un admin de Mattermost, dans {ADMIN_VARIABLE}. {_HOW}")
    if not (token.isascii() and token.isprintable() and " " not in token):
        raise StartError(f"{ADMIN_VARIABLE} contient un caractère qu'aucun jeton ne contient. {_HOW}")
    return token
