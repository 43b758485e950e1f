"""The towns of the table of communes, for maps."""

from collections.abc import Sequence
from itertools import islice

from bot.models.ground import Box, Town
from bot.places.register import Register


class TableTowns:
    """The communes and arrondissements of the table, the largest first: implements ``Towns``."""

    def __init__(self, register: Register) -> None:
        self._register = register
        table = register.table
        rows = sorted(range(table.first_old), key=lambda row: (-table.populations[row], table.codes[row]))
        self._communes = [row for row in rows if not register.is_part(row)]
        self._parts = [row for row in rows if register.is_part(row)]

    def within(self, box: Box, most: int) -> tuple[Town, ...]:
        """The largest communes in ``box``, ``most`` of them."""
        return self._within(box, most, self._communes)

    def parts_within(self, box: Box, most: int) -> tuple[Town, ...]:
        """The largest arrondissements in ``box``, ``most`` of them."""
        return self._within(box, most, self._parts)

    def _within(self, box: Box, most: int, rows: Sequence[int]) -> tuple[Town, ...]:
        table = self._register.table
        found = (self._town(row) for row in rows if box.holds(table.lats[row], table.lons[row]))
        return tuple(islice(found, most))

    def _town(self, row: int) -> Town:
        table = self._register.table
        return Town(table.names[row], table.codes[row], table.lats[row], table.lons[row])
