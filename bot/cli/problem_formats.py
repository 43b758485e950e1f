"""Problems as text for people, as annotations for pull requests, as JSON for other programs."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from bot.errors import Problem, Severity
from bot.models.question import Language


class Format(StrEnum):
    """How the problems are printed."""

    TEXT = "text"
    GITHUB = "github"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Findings:
    """What a check found: the number of lieux read and every problem, each said once, by file and line."""

    lieux: int
    problems: tuple[Problem, ...]

    def count(self, severity: Severity) -> int:
        """How many problems are so severe."""
        return sum(problem.severity is severity for problem in self.problems)


_WORDS = {
    Language.FR: {"warning": "avertissement : ", "error": "", "lieu": "lieu", "none": "aucun problème",
                  "count_error": "erreur", "count_warning": "avertissement"},
    Language.EN: {"warning": "warning: ", "error": "", "lieu": "lieu", "none": "no problem",
                  "count_error": "error", "count_warning": "warning"},
}  # fmt: skip


def lines_of(findings: Findings, format_: Format, language: Language) -> Iterator[str]:
    """The lines to print."""
    return _FORMATS[format_](findings, language)


def said(problem: Problem, language: Language) -> str:
    """What is said of the problem, in French where it has no English."""
    return problem.english if language is Language.EN and problem.english else problem.message


def _text(findings: Findings, language: Language) -> Iterator[str]:
    for problem in findings.problems:
        prefix = _WORDS[language][problem.severity]
        yield f"{problem.file}:{problem.line}: {prefix}{said(problem, language)}"
    yield _summary(findings, language)


def _summary(findings: Findings, language: Language) -> str:
    words = _WORDS[language]
    lieux = _counted(findings.lieux, words["lieu"], "x", language)
    counts = [_counted(findings.count(each), words[f"count_{each}"], "s", language) for each in Severity]
    return f"{lieux}, {', '.join(counts) if findings.problems else words['none']}."


def _counted(count: int, noun: str, plural: str, language: Language) -> str:
    """« 0 erreur », « 1 erreur », « 2 erreurs »; in English "0 errors"."""
    single = count < 2 if language is Language.FR else count == 1
    return f"{count} {noun if single else noun + plural}"


def _github(findings: Findings, language: Language) -> Iterator[str]:
    """Workflow commands, which become annotations of the lines changed by a pull request.

    https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    """
    for problem in findings.problems:
        file = _escaped(_from_here(problem.file), {":": "%3A", ",": "%2C"})
        yield f"::{problem.severity} file={file},line={problem.line}::{_escaped(said(problem, language), {})}"
    yield _summary(findings, language)


def _escaped(text: str, more: Mapping[str, str]) -> str:
    for sign, code in {"%": "%25", "\r": "%0D", "\n": "%0A", **more}.items():
        text = text.replace(sign, code)
    return text


def _from_here(file: Path) -> str:
    """The path as GitHub knows it: from the folder of the checkout, where the command runs."""
    whole, here = file.absolute(), Path.cwd()
    return (whole.relative_to(here) if whole.is_relative_to(here) else file).as_posix()


def _json(findings: Findings, language: Language) -> Iterator[str]:
    problems = [
        {"file": str(p.file), "line": p.line, "severity": p.severity, "name": p.name, "message": said(p, language)}
        for p in findings.problems
    ]
    counts = {f"{each}s": findings.count(each) for each in Severity}
    yield json.dumps({"lieux": findings.lieux, **counts, "problems": problems}, ensure_ascii=False, indent=2)


_FORMATS: Mapping[Format, Callable[[Findings, Language], Iterator[str]]] = {
    Format.TEXT: _text,
    Format.GITHUB: _github,
    Format.JSON: _json,
}
