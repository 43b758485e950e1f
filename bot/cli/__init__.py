"""The command line: ``lieux``."""

import sys

import click

from bot import __version__
from bot.cli.ask import ask
from bot.cli.chat import chat
from bot.cli.check import check
from bot.cli.doctor import doctor
from bot.cli.evaluate import evaluate
from bot.cli.export import export
from bot.cli.geocode import geocode
from bot.cli.importing import importing
from bot.cli.run import run
from bot.cli.schema import schema
from bot.cli.serve import serve
from bot.cli.setup import setup
from bot.cli.stats import stats
from bot.errors import StartError


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="lieux")
def commands() -> None:
    """Lieux: the chat bot that answers "où travailler près de X ?"."""


for command in (ask, chat, check, doctor, evaluate, export, geocode, importing, run, schema, serve, setup, stats):
    commands.add_command(command)


def main() -> None:
    """Run the command line; an error that tells its cure is printed without a traceback, with status 1."""
    try:
        commands()
    except StartError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
