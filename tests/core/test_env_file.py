"""An env file is completed line by line, readable by its owner alone, and kept when it was there."""

import os
import stat
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import StartError
from bot.files.env_file import EnvFile, UnwrittenEnvFile

TOKENS = st.text("abcdefghijklmnopqrstuvwxyz0123456789:,_-", min_size=1, max_size=40)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the file is, or will be."""
    return tmp_path / "lieux.env"


def test_what_is_put_is_read_again(path: Path) -> None:
    EnvFile(path).put("UN", "abc")
    EnvFile(path).put("DEUX", "a:b,c:d")
    EnvFile(path).put("UN", "def")
    assert EnvFile(path).values == {"UN": "def", "DEUX": "a:b,c:d"}


def test_other_lines_stay_as_they_are(path: Path) -> None:
    path.write_text("# à moi\n\nexport UN='1'\nfaux = ici\nDEUX=2\n", encoding="utf-8")
    file = EnvFile(path)
    assert file.get("UN") == "1"
    file.put("UN", "3")
    file.put("TROIS", "4")
    assert path.read_text(encoding="utf-8") == "# à moi\n\nUN=3\nfaux = ici\nDEUX=2\nTROIS=4\n"


def test_the_first_file_is_kept_once(path: Path) -> None:
    path.write_text("UN=1\n", encoding="utf-8")
    file = EnvFile(path)
    file.put("UN", "2")
    file.put("UN", "3")
    assert file.backup
    assert file.backup.read_text(encoding="utf-8") == "UN=1\n"
    assert {stat.S_IMODE(each.stat().st_mode) for each in (path, file.backup)} == {0o600}


def test_nothing_is_written_when_nothing_changes(path: Path) -> None:
    path.write_text("UN=1", encoding="utf-8")
    file = EnvFile(path)
    file.put("UN", "1")
    assert (path.read_text(encoding="utf-8"), file.changed, file.backup) == ("UN=1", False, None)


def test_an_unwritten_file_remembers_and_writes_nothing(path: Path) -> None:
    file = UnwrittenEnvFile(path)
    file.put("UN", "1")
    assert file.get("UN") == "1"
    assert file.changed
    assert not path.exists()


def test_a_file_that_cannot_be_read_or_written_is_told(path: Path, tmp_path: Path) -> None:
    path.write_bytes(b"UN=\xff\n")
    with pytest.raises(StartError, match="illisible"):
        EnvFile(path)
    with pytest.raises(StartError, match="ne s'écrit pas"):
        EnvFile(tmp_path / "nulle-part" / "lieux.env").put("UN", "1")


@given(st.dictionaries(st.from_regex(r"LIEUX_[A-Z]{1,8}", fullmatch=True), TOKENS, max_size=4))
def test_a_shell_reads_what_was_put(tmp_path_factory: pytest.TempPathFactory, values: dict[str, str]) -> None:
    path = tmp_path_factory.mktemp("env") / "lieux.env"
    path.touch()
    file = EnvFile(path)
    for name, value in values.items():
        file.put(name, value)
    assert dict(EnvFile(path).values) == values
    script = "set -a; . ./lieux.env; env"
    told = subprocess.run(  # noqa: S603 - a script of our own
        ["/bin/sh", "-c", script], cwd=path.parent, env={"PATH": os.defpath}, capture_output=True, text=True, check=True
    )
    assert {line for line in told.stdout.splitlines() if line.startswith("LIEUX_")} == {
        f"{name}={value}" for name, value in values.items()
    }
