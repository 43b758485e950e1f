"""A file of environment variables: ``NAME=value``, a line each, as systemd, Docker and a shell read it."""

import re
from collections.abc import Mapping
from pathlib import Path

from bot.errors import StartError
from bot.files.writing import write_whole

_MODE = 0o600
_LINE = re.compile(r"^[ \t]*(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_]*)[ \t]*=(.*)$")
_HEAD = "# The secrets of Lieux. Never share this file.\n# Load it with: set -a; . ./{name}; set +a\n"


class EnvFile:
    """The variables of the file at ``path``, none when there is no such file; other lines are kept as they are.

    The file is readable by its owner alone. The one found first is kept beside it, with ``.bak`` added to its name.
    """

    def __init__(self, path: Path) -> None:
        """Read the file. Raises StartError when it cannot be read."""
        self.path = path
        self.backup: Path | None = None
        self.changed = False
        try:
            self._found = path.read_bytes() if path.exists() else None
            self._lines = (self._found or b"").decode("utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise StartError(f"{path} est illisible ({type(error).__name__}) : vérifie-le, ou renomme-le.") from error

    @property
    def is_new(self) -> bool:
        """Whether there was no such file."""
        return self._found is None

    @property
    def values(self) -> Mapping[str, str]:
        """Every variable; the last line of a name holds."""
        matches = filter(None, map(_LINE.match, self._lines))
        return {match[1]: _unquoted(match[2].strip()) for match in matches}

    def get(self, name: str) -> str:
        """The value of a variable, empty without one."""
        return self.values.get(name, "")

    def put(self, name: str, value: str) -> None:
        """Give a variable its value, in its line or in a new one, and write the file at once.

        Raises StartError when it cannot be written.
        """
        if name in self.values and self.values[name] == value:
            return
        line = f"{name}={value}"
        at = [number for number, each in enumerate(self._lines) if (found := _LINE.match(each)) and found[1] == name]
        if at:
            self._lines[at[-1]] = line
        else:
            self._lines = [*(self._lines or _HEAD.format(name=self.path.name).splitlines()), line]
        self.changed = True
        self._write()

    @property
    def is_open(self) -> bool:
        """Whether others than the owner can read the file."""
        return self.path.exists() and bool(self.path.stat().st_mode & 0o077)

    def tighten(self) -> bool:
        """Whether others could read the file; now they cannot. Raises StartError when that cannot be changed."""
        was_open = self.is_open
        if was_open:
            self._close()
        return was_open

    def _close(self) -> None:
        try:
            self.path.chmod(_MODE)
        except OSError as error:
            raise StartError(f"Lance chmod 600 {self.path} : d'autres que toi peuvent le lire.") from error

    def _write(self) -> None:
        try:
            if self._found is not None and self.backup is None:
                backup = self.path.with_name(self.path.name + ".bak")
                write_whole(backup, self._found, _MODE)
                self.backup = backup
            write_whole(self.path, ("\n".join(self._lines) + "\n").encode(), _MODE)
        except OSError as error:
            raise StartError(f"{self.path} ne s'écrit pas ({error.strerror}) : vérifie tes droits.") from error


class UnwrittenEnvFile(EnvFile):
    """The same, never written: what is put is remembered alone."""

    def _close(self) -> None:
        pass

    def _write(self) -> None:
        pass


def _unquoted(value: str) -> str:
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value
