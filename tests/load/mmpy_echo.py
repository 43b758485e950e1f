"""mmpy_bot with a plugin that answers at once. Not a part of Lieux: run by a Python that has mmpy_bot 2.2.1."""

import sys
from urllib.parse import urlsplit

from mmpy_bot import Bot, Message, Plugin, Settings, listen_to


class Echo(Plugin):  # type: ignore[misc]  # publishes no types
    """Answers every message that it is shown in its thread."""

    @listen_to(".*")  # type: ignore[untyped-decorator]  # publishes no types
    def answer(self, message: Message) -> None:
        """Answer, on one of the bot's threads."""
        self.driver.reply_to(message, f"Bien reçu : {message.text}")


if __name__ == "__main__":
    url = urlsplit(sys.argv[1])
    settings = Settings(
        MATTERMOST_URL=f"{url.scheme}://{url.hostname}",
        MATTERMOST_PORT=url.port,
        BOT_TOKEN="jeton-du-bot",
        BOT_TEAM="betagouv",
    )
    Bot(settings=settings, plugins=[Echo()]).run()
