"""Options that several commands share."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from bot.config import Config, read_config

F = TypeVar("F", bound=Callable[..., Any])

config_option = click.option(
    "--config",
    "config_path",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The configuration file; without it, the lieux that come with the bot and every default.",
)


def config_file_option(help_: str) -> Callable[[F], F]:
    """``--config`` of a command that cannot do without the file: config.yaml here, unless another is named."""
    return click.option(
        "--config",
        "config_path",
        type=click.Path(path_type=Path, dir_okay=False),
        default=Path("config.yaml"),
        show_default=True,
        help=help_,
    )


def config_at(path: Path | None) -> Config:
    """The configuration at ``path``, every default without one."""
    return read_config(path) if path else Config()
