"""The answers kept in ``tests/golden`` are those that the bot gives."""

import pytest

from tests.golden import FOLDER, written

WRITTEN = dict(written())


def test_no_answer_is_kept_that_nobody_asks_for() -> None:
    assert {path.name for path in FOLDER.glob("*.md")} == set(WRITTEN)


@pytest.mark.parametrize("name", WRITTEN)
def test_the_answer_is_the_one_kept(name: str) -> None:
    """``make golden`` writes them anew: read what changed before you keep it."""
    assert (FOLDER / name).read_text(encoding="utf-8") == WRITTEN[name]
