"""``lieux schema``: the JSON Schema of the directory's files."""

import click

from bot.directory.schema import schema_text


@click.command()
def schema() -> None:
    """Print the JSON Schema of a file of the directory, for editors: it is kept in data/lieux.schema.json."""
    click.echo(schema_text(), nl=False)
