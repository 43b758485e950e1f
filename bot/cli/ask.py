"""``lieux ask``: one question, or a batch of them."""

import json
import sys
from pathlib import Path
from typing import TextIO

import click

from bot.assistant.answer import answer, explain
from bot.cli.batch import ERROR, PLATFORM, Request, answer_batch, respond
from bot.cli.options import config_at, config_option
from bot.cli.why import why
from bot.models.event import Author, Message, Trigger
from bot.models.reply import Reply
from bot.terminal import show
from bot.wiring import build_world


@click.command()
@click.argument("text", required=False, default="")
@click.option("--channel", help="The handle of the channel where it is asked, as bureaux-bretagne.")
@click.option(
    "--trigger",
    type=click.Choice([str(trigger) for trigger in Trigger]),
    default=str(Trigger.DIRECT),
    show_default=True,
    help="Why the bot looks at the message.",
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--why", "explained", is_flag=True, help="Print what was recognised, what weighed, and the outcome.")
@click.option(
    "--picture",
    "picture_path",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the map, when the answer has one (« carte de Rennes »), to this PNG file.",
)
@click.option(
    "--batch",
    type=click.File(encoding="utf-8"),
    help="Answer each line of a file of JSON objects (- for standard input), one line for each.",
)
@config_option
def ask(  # noqa: PLR0913, PLR0917 - click hands each option over as an argument
    text: str,
    channel: str | None,
    trigger: str,
    as_json: bool,
    explained: bool,
    picture_path: Path | None,
    batch: TextIO | None,
    config_path: Path | None,
) -> None:
    """Ask TEXT, and print what the bot would reply."""
    world = build_world(config_at(config_path))
    if batch is not None:
        wrong = False
        for output in answer_batch(batch, world):
            click.echo(json.dumps(output, ensure_ascii=False))
            wrong |= output.get("kind") == ERROR
        sys.exit(wrong)
    message = Message(text, Trigger(trigger), Author("member", "member"), PLATFORM, channel)
    if explained:
        click.echo(why(explain(message, world), world.vocabulary.weights))
    elif as_json:
        request = Request(text=text, trigger=Trigger(trigger), channel=channel)
        click.echo(json.dumps(respond(request, world), ensure_ascii=False))
    else:
        reply = answer(message, world)
        show(reply.text if reply else "(silence)", plain=not sys.stdout.isatty())
        if picture_path:
            _write_picture(reply, picture_path)


def _write_picture(reply: Reply | None, path: Path) -> None:
    """Write the picture of ``reply`` to ``path``, or say how to ask for one."""
    if reply is None or reply.picture is None:
        raise click.ClickException("this answer has no map: ask for one, as « carte de Rennes »")
    try:
        path.write_bytes(reply.picture.png)
    except OSError as error:
        raise click.FileError(str(path), error.strerror) from error
    click.echo(f"{path}: {reply.picture.alt}", err=True)
