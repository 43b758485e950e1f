"""What the model refuses, said to the member who wrote it."""

from difflib import get_close_matches
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bot.errors import Problem
from bot.files.yaml_file import Where, YamlFile

_MESSAGES = {
    "missing": "il manque la clé « {key} »",
    "string_type": "« {key} » attend un texte",
    "string_too_short": "« {key} » est vide : remplis la clé ou retire-la",
    "string_too_long": "« {key} » dépasse {max_length} caractères",
    "float_parsing": "« {key} » attend un nombre, comme 48.1173",
    "float_type": "« {key} » attend un nombre, comme 48.1173",
    "int_parsing": "« {key} » attend un nombre entier",
    "int_type": "« {key} » attend un nombre entier",
    "finite_number": "« {key} » attend un nombre, comme 48.1173",
    "greater_than_equal": "« {key} » doit valoir au moins {ge}",
    "less_than_equal": "« {key} » doit valoir au plus {le}",
    "bool_parsing": "« {key} » attend oui ou non",
    "bool_type": "« {key} » attend oui ou non",
    "date_from_datetime_inexact": "« {key} » attend une date, comme 2025-12-01",
    "date_from_datetime_parsing": "« {key} » attend une date, comme 2025-12-01",
    "date_parsing": "« {key} » attend une date, comme 2025-12-01",
    "date_type": "« {key} » attend une date, comme 2025-12-01",
    "tuple_type": "« {key} » attend une liste : une ligne par élément, qui commence par un tiret",
    "dict_type": "« {key} » attend des clés et des valeurs",
    "model_type": "« {key} » attend des clés et des valeurs",
    "url_parsing": "« {input} » n'est pas une adresse : écris-la comme dans un navigateur, https://…",
    "url_scheme": "« {input} » n'est pas une adresse : elle commence par https:// ou http://",
    "enum": "« {input} » n'est pas une valeur de « {key} » : choisis parmi {expected}",
}
_PATTERNS = {
    "code_postal": "« {input} » n'est pas un code postal : il en faut les cinq chiffres, comme 01500",
    "name": "« {input} » n'est pas un nom de compte : de 3 à 22 minuscules, chiffres, points et tirets",
    "path": "« {input} » n'est pas un chemin : il commence par /",
    "id": "« {input} » n'est pas un identifiant : des minuscules sans accent, des chiffres et des tirets",
}
_NO_CHANNEL = "« {input} » n'est pas un canal : écris son nom tel qu'il est dans son adresse, comme bureaux-bretagne"
_NO_PATTERN = "« {input} » n'a pas la forme attendue pour « {key} » : regarde l'exemple"

ModelT = TypeVar("ModelT", bound=BaseModel)


def build(model: type[ModelT], values: Any, where: Where, file: YamlFile) -> ModelT | list[Problem]:
    """The ``model`` made from the ``values`` found at ``where`` in ``file``, or every problem they hold."""
    try:
        return model.model_validate(values)
    except ValidationError as error:
        return [_problem(model, details, where, file) for details in error.errors(include_url=False)]


def _problem(model: type[BaseModel], details: ErrorDetails, where: Where, file: YamlFile) -> Problem:
    at = (*where, *(step for step in details["loc"] if step != "[key]"))
    return Problem(file.path, file.line(at), _message(model, details))


def _message(model: type[BaseModel], details: ErrorDetails) -> str:
    steps = details["loc"][:-2] if details["loc"][-1:] == ("[key]",) else details["loc"]  # a wrong key: what holds it
    key = next((step for step in reversed(steps) if isinstance(step, str)), "")
    kind = details["type"]
    context = details.get("ctx", {})
    if kind == "extra_forbidden":
        return _unknown_key(key, _model_at(model, details["loc"]))
    if kind == "value_error":
        return f"« {details['input']} » ne va pas pour « {key} » : {context['error']}"
    if kind == "string_pattern_mismatch":
        template = _NO_CHANNEL if "canaux" in details["loc"] else _PATTERNS.get(key, _NO_PATTERN)
    else:
        template = _MESSAGES.get(kind, "« {input} » ne va pas pour « {key} » : regarde l'exemple")
    facts = {**context, "key": key or "la fiche", "input": details["input"]}
    facts["expected"] = str(context.get("expected", "")).replace(" or ", ", ")
    return template.format_map(facts)


def _unknown_key(key: str, model: type[BaseModel]) -> str:
    near = get_close_matches(key.casefold(), model.model_fields, n=1, cutoff=0.6)
    cure = f"voulais-tu écrire « {near[0]} » ?" if near else "vérifie son orthographe et son décalage, ou retire-la"
    return f"la clé « {key} » n'existe pas ici : {cure}"


def _model_at(model: type[BaseModel], where: Where) -> type[BaseModel]:
    """The model of the section that holds the key at ``where``."""
    for step in where[:-1]:
        annotation = model.model_fields[step].annotation if isinstance(step, str) else None
        model = next((m for m in (annotation, *_parts(annotation)) if _is_model(m)), model)
    return model


def _parts(annotation: Any) -> tuple[Any, ...]:
    inside = get_args(annotation)
    return (*inside, *(part for each in inside for part in _parts(each)))


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)
