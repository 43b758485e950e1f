"""Where the data that come with the bot are: beside the code in a wheel, at the top of a checkout."""

from pathlib import Path


def data_folder() -> Path:
    """The folder that holds ``lieux``, ``places``, ``language`` and ``phrases.yaml``."""
    here = Path(__file__).resolve().parent
    installed = here / "_data"
    return installed if installed.is_dir() else here.parent / "data"
