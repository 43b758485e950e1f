"""Every key of the guide's example spoilt in every way a person might: said on its line, and no other lieu lost."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from bot.data_folder import data_folder
from bot.directory.reading import read_file
from bot.files.problems import sentences

_OTHER = """\
  - id: {id}
    nom: Un voisin
    code_postal: "01300"
    commune: Belley
    latitude: 45.7498
    longitude: 5.6840
"""
_KEY = re.compile(r"(?P<indent> *(?:- )?)(?P<key>\w+): ?(?P<value>.*)")


def example() -> list[str]:
    """The lines of the guide's example, with a lieu before and a lieu after its own."""
    guide = (data_folder() / "README.md").read_text("utf-8")
    (text,) = re.findall(r"```yaml\n(.*?)```", guide, flags=re.DOTALL)
    text = text.replace("lieux:\n", "lieux:\n" + _OTHER.format(id="avant"))
    return str(text + _OTHER.format(id="apres")).splitlines(keepends=True)


EXAMPLE = example()
OWN = EXAMPLE.index("  - id: la-filature-belley\n")
TEXT = r"""
a list         | {indent}{key}: [{{un: [deux]}}]
a dictionary   | {indent}{key}: {{un: {{deux: [trois]}}}}
misspelt       | {indent}{key}ee: {value}
capitals       | {indent}{KEY}: {value}
a hyphen       | {indent}-{key}: {value}
a tab          | {tab}{key}: {value}
no colon       | {indent}{key} {value}
no space       | {indent}{key}:{value}
a quote open   | {indent}{key}: "{value}
a bracket open | {indent}{key}: [{value}
a brace open   | {indent}{key}: {{{value}
an at sign     | {indent}{key}: @{value}
a second colon | {indent}{key}: un: {value}
an alias       | {indent}{key}: *{key}
a tag          | {indent}{key}: !{key} {value}
nested         | {indent}{key}: [[[[[[[[[[[[[[[[x]]]]]]]]]]]]]]]]
nested a lot   | {indent}{key}: {deep}
too long       | {indent}{key}: {long}
a NUL          | {indent}{key}: a{nul}b
to the right   |       {indent}{key}: {value}
twice          | {indent}{key}: {value}{newline}{spaces}{key}: {value}
"""
RIGHT = {("mattermost", way) for way in ("misspelt", "a hyphen", "to the right")}  # any word may name a platform
WAYS = {name.strip(): form for name, _, form in (line.partition("| ") for line in TEXT.strip().splitlines())}


@dataclass(frozen=True)
class Mutation:
    """A line of the example, counted from 0, and what stands there instead."""

    name: str
    number: int
    written: str


def spoil(form: str, match: re.Match[str]) -> str:
    return form.format(
        **match.groupdict(), KEY=match["key"].upper(), tab=match["indent"].replace(" ", "\t") or "\t",
        deep="[" * 500, long="x" * 3_000, nul="\0", newline="\n", spaces=" " * len(match["indent"]),
    ) + "\n"  # fmt: skip


def mutations() -> Iterator[Mutation]:
    for number, line in enumerate(EXAMPLE):
        match = _KEY.fullmatch(line.rstrip("\n"))
        if match and not 0 < EXAMPLE.index("lieux:\n") < number < OWN and number < len(EXAMPLE) - _OTHER.count("\n"):
            for name, form in WAYS.items():
                written = spoil(form, match)
                if written != line and (match["key"], name) not in RIGHT:
                    yield Mutation(f"{number + 1} {match['key']} {name}", number, written)


ALL = list(mutations())


def test_the_mutations_are_many() -> None:
    assert len(ALL) >= 300


@pytest.mark.parametrize("mutation", ALL, ids=lambda mutation: mutation.name)
def test_a_spoilt_key_is_said_on_its_line_and_costs_no_other_lieu(tmp_path: Path, mutation: Mutation) -> None:
    path = tmp_path / "belley.yaml"
    lines = [*EXAMPLE]
    lines[mutation.number] = mutation.written
    path.write_bytes("".join(lines).encode())

    reading = read_file(path)

    assert {problem.line for problem in reading.problems} & set(range(mutation.number, mutation.number + 3))
    assert all(problem.message and problem.english and problem.name in sentences() for problem in reading.problems)
    assert {"avant", "apres"} <= {entry.lieu.id for entry in reading.entries}
