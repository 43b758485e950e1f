"""Where the data that come with the bot are: beside the code in a wheel, at the top of a checkout."""

from pathlib import Path


def data_folder() -> Path:
    """The folder that holds ``lieux``, ``places``, ``language`` and ``phrases.yaml``."""
    here = Path(__file__).resolve().parent
    installed = here / "_data"
    return installed if installed.is_dir() else here.parent / "data"


def example_config() -> Path:
    """The configuration that shows every key: among the data in a wheel, at the top of a checkout."""
    installed = data_folder() / "config.example.yaml"
    return installed if installed.is_file() else data_folder().parent / "config.example.yaml"
