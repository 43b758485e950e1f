"""The directory while the bot runs: the snapshot in force, and how it is read anew."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from bot.directory.joining import joined
from bot.directory.reading import FileReading, read_files
from bot.directory.same import same_lieu
from bot.directory.snapshot import Snapshot
from bot.errors import DirectoryError, Problem
from bot.files.problems import problem
from bot.models.lieu import Lieu, Territory


@dataclass(frozen=True, slots=True)
class ReloadReport:
    """What a reload changed: ids of lieux added, removed, changed; every problem met; files kept as they were.

    ``read`` is False when the folders could not be read at all: the snapshot stays the one it was.
    """

    lieux: int
    read: bool = True
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    kept: tuple[Path, ...] = ()


class Directory:
    """The directory: ``snapshot`` is the one in force, replaced as a whole by ``reload``."""

    def __init__(self, folders: Sequence[Path]) -> None:
        """Read ``folders``. Raises DirectoryError when not a single lieu can be read."""
        self._folders = tuple(folders)
        self._reloading = Lock()
        self.snapshot = Snapshot({})
        self.first_report = self.reload()
        if not self.snapshot.lieux:
            raise DirectoryError(self.first_report.problems or [problem("no_lieu", self._folders[0], 1)])

    def reload(self) -> ReloadReport:
        """Read everything again and swap the snapshot.

        A file with a problem keeps its last good version, when there is one; else its good lieux are taken.
        Nothing is swapped when the folders themselves cannot be read: the problems are in the report.
        """
        self.last_report = self._reload()
        return self.last_report

    def _reload(self) -> ReloadReport:
        with self._reloading:
            before = self.snapshot
            try:
                after, problems, kept = read_directory(self._folders, before)
            except DirectoryError as error:
                return ReloadReport(len(before.lieux), read=False, problems=error.problems)
            self.snapshot = after
        old, new = before.by_id, after.by_id
        return ReloadReport(
            lieux=len(new),
            added=tuple(id_ for id_ in new if id_ not in old),
            removed=tuple(id_ for id_ in old if id_ not in new),
            changed=tuple(id_ for id_ in new if id_ in old and new[id_] != old[id_]),
            problems=problems,
            kept=kept,
        )


def read_directory(
    folders: Sequence[Path], before: Snapshot | None = None
) -> tuple[Snapshot, tuple[Problem, ...], tuple[Path, ...]]:
    """A snapshot of ``folders``, every problem met, and the files for which the version ``before`` was kept.

    Raises DirectoryError when a folder is missing, or when no lieu at all is left of those ``before``.
    """
    last_good = before.as_read if before else {}
    after, problems, kept = assemble(read_files(folders), last_good)
    if not after.lieux and last_good:
        raise DirectoryError([*problems, problem("no_lieu_left", folders[0], 1)])
    return after, problems, kept


def assemble(
    readings: Sequence[FileReading], last_good: Mapping[Path, Territory]
) -> tuple[Snapshot, tuple[Problem, ...], tuple[Path, ...]]:
    """What ``read_directory`` gives, made from files already read; ``last_good`` stands in for those with a problem.

    A lieu that several folders describe is one: see ``joined``.
    """
    problems = [found for reading in readings for found in reading.problems]
    problems += [*_shared_ids(readings), *_shared_territories(readings)]
    wrong = {found.file for found in problems}
    kept = tuple(reading.path for reading in readings if reading.path in wrong and reading.path in last_good)
    as_read: dict[Path, Territory] = {}
    for reading in readings:
        territory = last_good[reading.path] if reading.path in kept else reading.territory
        if territory is not None:
            as_read[reading.path] = territory
    return Snapshot(_owned(joined(as_read)), as_read), tuple(sorted(problems)), kept


def _owned(territories: Mapping[Path, Territory]) -> dict[Path, Territory]:
    """``territories`` without the lieux whose id another one, read before, has already."""
    owners: set[str] = set()
    owned: dict[Path, Territory] = {}
    for path, territory in territories.items():
        lieux = tuple(lieu for lieu in territory.lieux if lieu.id not in owners)
        owners.update(lieu.id for lieu in lieux)
        owned[path] = territory.model_copy(update={"lieux": lieux})
    return owned


def _shared_ids(readings: Sequence[FileReading]) -> list[Problem]:
    """The lieux whose id a file read before has already; unless another folder describes that very lieu."""
    owners: dict[str, tuple[Path, Lieu]] = {}
    problems: list[Problem] = []
    for reading in readings:
        for entry in reading.entries:
            owner, lieu = owners.setdefault(entry.lieu.id, (reading.path, entry.lieu))
            one = owner.parent != reading.path.parent and same_lieu(lieu, entry.lieu)
            if owner != reading.path and not one:
                problems.append(problem("taken_id", reading.path, entry.line, id=lieu.id, other=owner.name))
    return problems


def _shared_territories(readings: Sequence[FileReading]) -> list[Problem]:
    owners: dict[str, Path] = {}
    problems: list[Problem] = []
    for reading in readings:
        if reading.territory and (owner := owners.setdefault(reading.territory.id, reading.path)) != reading.path:
            facts = {"id": reading.territory.id, "other": owner.name}
            problems.append(problem("taken_territory", reading.path, reading.id_line, **facts))
    return problems
