"""Snapshot: the directory as it was read at one moment, never changed after."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import sqrt
from pathlib import Path
from types import MappingProxyType

from bot.directory.nearby import Nearby
from bot.models.lieu import Confiance, Lieu, Territory
from bot.text import fold_name

_CELL_DEGREES = 10
"""How wide one cell for a single lieu would be: about the width of France, so that a cell holds about one lieu."""


@dataclass(frozen=True)
class Snapshot:
    """Every territory and lieu of the directory, by the file they came from.

    ``as_read`` are the same territories before what several folders say of one lieu was joined: each file's own words.
    """

    territories: Mapping[Path, Territory]
    as_read: Mapping[Path, Territory] = field(default_factory=dict)

    @cached_property
    def lieux(self) -> tuple[Lieu, ...]:
        """Every lieu, in the order of the files."""
        return tuple(lieu for territory in self.territories.values() for lieu in territory.lieux)

    @cached_property
    def by_id(self) -> Mapping[str, Lieu]:
        """The lieux by their id."""
        return MappingProxyType({lieu.id: lieu for lieu in self.lieux})

    @cached_property
    def territory_names(self) -> Mapping[str, str]:
        """The name of the territory of each lieu, by the lieu's id."""
        return MappingProxyType({lieu.id: t.nom for t in self.territories.values() for lieu in t.lieux})

    @cached_property
    def names(self) -> Mapping[str, tuple[Lieu, ...]]:
        """The lieux by each of their folded names; the name of a chain gives all of its lieux."""
        found: dict[str, list[Lieu]] = {}
        for lieu in self.lieux:
            for name in {fold_name(name) for name in (lieu.nom, *lieu.alias)}:
                found.setdefault(name, []).append(lieu)
        return MappingProxyType({name: tuple(lieux) for name, lieux in found.items()})

    @cached_property
    def vouched_names(self) -> frozenset[str]:
        """Those of ``names`` that a lieu bears for which members vouch."""
        vouched = {id_ for id_, lieu in self.by_id.items() if lieu.confiance is Confiance.COMMUNAUTE}
        return frozenset(name for name, lieux in self.names.items() if any(lieu.id in vouched for lieu in lieux))

    @cached_property
    def listed_names(self) -> frozenset[str]:
        """The others of ``names``: only a list or a label knows their lieux."""
        return frozenset(self.names.keys() - self.vouched_names)

    @cached_property
    def nearby(self) -> Nearby[Lieu]:
        """The lieux by their position."""
        cell_degrees = _CELL_DEGREES / sqrt(len(self.lieux) + 1)
        return Nearby(((lieu.latitude, lieu.longitude, lieu) for lieu in self.lieux), cell_degrees)

    @cached_property
    def by_department(self) -> Mapping[str, tuple[Lieu, ...]]:
        """The lieux by the number of their department."""
        found: dict[str, list[Lieu]] = {}
        for lieu in self.lieux:
            found.setdefault(lieu.departement, []).append(lieu)
        return MappingProxyType({number: tuple(lieux) for number, lieux in found.items()})

    def territory_of(self, platform: str, channel: str | None) -> Territory | None:
        """The territory whose members talk in ``channel`` (a handle) of ``platform``."""
        listed = (t for t in self.territories.values() if channel in t.canaux.get(platform, ()))
        return next(listed, None)
