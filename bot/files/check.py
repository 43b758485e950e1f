"""What the model refuses, said to the member who wrote it."""

from difflib import get_close_matches
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bot.errors import Problem
from bot.files.problems import problem, sentences
from bot.files.yaml_file import Where, YamlFile
from bot.text import fold_name

_SAME = {
    "number": ("float_parsing", "float_type", "finite_number"),
    "whole_number": ("int_parsing", "int_type", "int_from_float", "int_parsing_size"),
    "yes_no": ("bool_parsing", "bool_type"),
    "date": ("date_from_datetime_inexact", "date_from_datetime_parsing", "date_parsing", "date_type"),
    "keys_and_values": ("dict_type", "model_type"),
    "refused": ("value_error",),
    "unknown_key": ("extra_forbidden",),
}
"""The sentences that answer to several of pydantic's kinds of errors; the others have the name of their kind."""
_NAMES = {kind: name for name, kinds in _SAME.items() for kind in kinds}

ModelT = TypeVar("ModelT", bound=BaseModel)


def build(model: type[ModelT], values: Any, where: Where, file: YamlFile) -> ModelT | list[Problem]:
    """The ``model`` made from the ``values`` found at ``where`` in ``file``, or every problem they hold."""
    try:
        return model.model_validate(values)
    except ValidationError as error:
        return [_problem(model, details, where, file) for details in error.errors(include_url=False)]


def meant(key: str, model: type[BaseModel]) -> str | None:
    """The key of ``model`` that ``key`` is but for capitals, accents, blanks and hyphens: "Date-MAJ", "Code postal"."""
    said = fold_name(key).replace(" ", "")
    return next((field for field in model.model_fields if field.replace("_", "") == said), None)


def unknown_key(key: str, model: type[BaseModel], where: Where, file: YamlFile) -> Problem:
    """What is said of a ``key`` that ``model`` has not, found at ``where``."""
    near = meant(key, model) or next(iter(get_close_matches(key.casefold(), model.model_fields, n=1, cutoff=0.6)), None)
    return problem("misspelt_key" if near else "unknown_key", file.path, file.line(where), key=key, near=near)


def _problem(model: type[BaseModel], details: ErrorDetails, where: Where, file: YamlFile) -> Problem:
    loc = details["loc"]
    at = (*where, *(step for step in loc if step != "[key]"))
    steps = loc[:-2] if loc[-1:] == ("[key]",) else loc  # a wrong key: what holds it
    key = next((step for step in reversed(steps) if isinstance(step, str)), "")
    if details["type"] == "extra_forbidden":
        return unknown_key(key, _model_at(model, loc), at, file)
    facts = {**details.get("ctx", {}), "key": key or "la fiche", "input": details["input"]}
    facts["expected"] = str(facts.get("expected", "")).replace(" or ", ", ")
    return problem(_sentence(key, details), file.path, file.line(at), **facts)


def _sentence(key: str, details: ErrorDetails) -> str:
    """The name of the sentence that says ``details``, a problem with the value of ``key``."""
    kind = details["type"]
    if kind == "string_pattern_mismatch":
        kind = "pattern_canaux" if "canaux" in details["loc"] else f"pattern_{key}"
        return kind if kind in sentences() else "pattern"
    name = _NAMES.get(kind, kind)
    return name if name in sentences() else "other"


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
