"""The JSON Schema of a file of the directory: editors complete and check with it what the members write.

Made from the model, for values as YAML 1.2 gives them to an editor: a postcode without quotes is a number there,
whereas reading keeps it as it is written. What only code can tell (a number that nobody has) stays with
``lieux check``.
"""

import json
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from bot.directory.reading import INHERITED
from bot.models.lieu import Lieu, Territory

FILE = "lieux.schema.json"
"""The name of the schema in the data folder."""
REFERENCE = f"# yaml-language-server: $schema=../{FILE}"
"""The first line of a file of ``data/lieux``, which editors with a YAML language server read."""


class _AsWritten(GenerateJsonSchema):
    """Values as people write them: a text may look like a number, « oui » is true."""

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        made = super().str_schema(schema)
        return {**made, "type": ["string", "number"]}

    def bool_schema(self, schema: core_schema.BoolSchema) -> JsonSchemaValue:  # noqa: ARG002  # pydantic's
        return {"enum": ["oui", "non", True, False]}

    def date_schema(self, schema: core_schema.DateSchema) -> JsonSchemaValue:
        return {**super().date_schema(schema), "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}  # few editors know the format

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        made = super().default_schema(schema)
        return {key: value for key, value in made.items() if key != "default"}  # an editor would write it everywhere


def schema() -> dict[str, Any]:
    """The schema of a file: a territory and its lieux, which take some keys from it."""
    made = Territory.model_json_schema(schema_generator=_AsWritten)
    lieu = made["$defs"][Lieu.__name__]
    lieu["required"] = [key for key in lieu["required"] if key not in INHERITED]
    made["required"].append("lieux")
    _without_names(made)
    return {"$schema": GenerateJsonSchema.schema_dialect, **made, "title": "Un fichier de l'annuaire Lieux"}


def schema_text() -> str:
    """The schema as its file holds it."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def _without_names(made: Any) -> None:
    """Leave out the names and docstrings of the code: what is said to members is the description of each key."""
    for part in (made, *made["$defs"].values()):
        part.pop("title", None)
        part.pop("description", None)
        for key in part.get("properties", {}).values():
            key.pop("title", None)
