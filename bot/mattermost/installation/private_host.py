"""The hosts inside a network, which Mattermost calls only where an admin allows it."""

from bot.mattermost.installation.api import Api
from bot.mattermost.installation.wish import SlashUrl

ALLOW = "mmctl config set ServiceSettings.AllowedUntrustedInternalConnections"


def private_hint(api: Api, url: SlashUrl) -> str:
    """How to let the server call ``url``, empty when it surely may; ``api`` is an admin's."""
    allowed = api.allowed_connections()
    if not url.is_private or {url.host, *url.addresses()} & set(allowed.replace(",", " ").split()):
        return ""
    return (
        f"L'adresse de {url.host} est privée : Mattermost ne s'y connecte que si elle est dans Console système › "
        "Environnement › Développeur › « Autoriser les connexions internes non fiables à », ou\n"
        f"  {ALLOW} '{f'{allowed} {url.host}'.strip()}'"
    )
