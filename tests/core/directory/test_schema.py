"""The JSON Schema that editors complete and check with: true to the model, to the data and to the guide."""

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from bot.data_folder import data_folder
from bot.directory.schema import FILE, REFERENCE, schema, schema_text
from bot.models.lieu import Lieu, Territory

FILES = sorted((data_folder() / "lieux").rglob("*.yaml"))
GUIDE = (data_folder() / "README.md").read_text("utf-8")


class AsEditorsRead(yaml.SafeLoader):
    """YAML 1.2, as editors read it: dates are text, « oui » and « no » too."""


AsEditorsRead.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in forms if not tag.endswith((":timestamp", ":bool"))]
    for first, forms in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def errors(text: str) -> list[str]:
    judge = jsonschema.Draft202012Validator(schema())
    return [error.json_path for error in judge.iter_errors(yaml.load(text, AsEditorsRead))]  # noqa: S506 - a safe one


def example() -> str:
    (text,) = re.findall(r"```yaml\n(.*?)```", GUIDE, flags=re.DOTALL)
    return str(text)


def test_the_published_schema_is_the_one_of_the_model() -> None:
    assert (data_folder() / FILE).read_text("utf-8") == schema_text(), "run make schema"


def test_the_schema_is_a_right_one() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.name)
def test_each_file_of_the_directory_names_the_schema_and_follows_it(file: Path) -> None:
    text = file.read_text("utf-8")
    assert text.splitlines()[0] == REFERENCE
    assert (file.parent / REFERENCE.partition("$schema=")[2]).resolve() == (data_folder() / FILE).resolve()
    assert errors(text) == []


def test_the_example_of_the_guide_names_the_schema_and_follows_it() -> None:
    assert example().splitlines()[0] == REFERENCE
    assert errors(example()) == []


@pytest.mark.parametrize(
    ("before", "after", "path"),
    [
        ("    commune: Belley\n", "", "$.lieux[0]"),
        ("latitude: 45.7498", "latitude: au nord", "$.lieux[0].latitude"),
        ("latitude: 45.7498", "latitude: 145", "$.lieux[0].latitude"),
        ("telephone: 04", "telefone: 04", "$.lieux[0]"),
        ('"01300"', '"1300"', "$.lieux[0].code_postal"),
        ("frais_a_charge: Payant", "frais_a_charge: payant", "$.lieux[0].frais_a_charge"),
        ("usages: [poste, reunion]", "usages: [poste, dormir]", "$.lieux[0].usages[1]"),
        ("accessible: oui", "accessible: peut-être", "$.lieux[0].accessible"),
        ("place: Belley\n", "", "$"),
        ("2025-12-01\n\nlieux", "hier\n\nlieux", "$.date_maj"),
    ],
)
def test_a_mistake_is_seen_in_the_editor_where_it_is(before: str, after: str, path: str) -> None:
    assert before in example()
    assert path in errors(example().replace(before, after))


@pytest.mark.parametrize("key", ["source", "date_maj"])
def test_a_lieu_may_leave_to_its_file_what_is_the_same_for_all(key: str) -> None:
    keys: dict[str, Any] = schema()["$defs"]["Lieu"]
    assert key not in keys["required"]
    assert {"id", "nom", "code_postal", "commune"} <= set(keys["required"])


def cells(section: str) -> dict[str, str]:
    """What the table of a section of the guide says of each key, without its links and marks."""
    text = GUIDE.partition(section)[2].partition("\n## ")[0]
    found: dict[str, str] = {}
    for names, said in re.findall(r"^\| (`[^|]+) \| (?:oui\*?|non) \| ([^|]+) \|", text, re.MULTILINE):
        plain = re.sub(r" \(\[[^\]]*\]\([^)]*\)\)", "", said).replace("`", "").strip()
        found |= dict.fromkeys(re.findall(r"`(\w+)`", names), plain)
    return found


@pytest.mark.parametrize(
    ("model", "section"), [(Lieu, "## Les clés d'un lieu"), (Territory, "## Les clés d'un territoire")]
)
def test_the_editor_explains_each_key_in_the_words_of_the_guide(
    model: type[Lieu] | type[Territory], section: str
) -> None:
    assert {name: field.description for name, field in model.model_fields.items()} == cells(section)


def test_no_word_of_the_code_is_shown_to_the_members() -> None:
    assert "workplace" not in json.dumps(schema())
