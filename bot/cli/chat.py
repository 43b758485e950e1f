"""``lieux chat``: talk with the bot in the terminal."""

import sys
from functools import partial
from pathlib import Path

import click

from bot.assistant.answer import answer
from bot.cli.options import config_at, config_option
from bot.models.question import Language
from bot.terminal import Conversation, tour
from bot.wiring import build_world


@click.command()
@click.option("--channel", help="Talk as in that channel: its handle, as bureaux-bretagne.")
@click.option("--lang", type=Language, help="The language that you read in, as your Mattermost account would say: en.")
@config_option
def chat(channel: str | None, lang: Language | None, config_path: Path | None) -> None:
    """Talk with the bot; a short tour when standard input is not a terminal."""
    world = build_world(config_at(config_path))
    conversation = Conversation(partial(answer, world=world), channel, lang)
    if sys.stdin.isatty():
        conversation.run(world.phrases_in(lang).say("greeting", name=world.config.name))
    else:
        tour(conversation)
