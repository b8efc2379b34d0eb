"""What a page of a table is asked for: read from the address, for this visitor (列表要求)."""

from dataclasses import dataclass
from datetime import date

from components import link
from components.reading import read
from models.base import now
from models.revision import Area
from rules.calendar import day_of
from rules.entity import Entity
from rules.permission import Visitor
from rules.refusal import Refused
from rules.table import NAMES, Wanted, read_wanted
from rules.table.wanted import LONGEST_WHERE
from services.table.opening import Opened, opened

AREAS = tuple(Area)  # a table may hang on anything: what is kept is old after every act
_LONGEST = {"where": LONGEST_WHERE + 1, "columns": 800}


@dataclass(frozen=True)
class Asked:
    """One table for one visitor, and what the address wants of it (所看的表)."""

    visitor: Visitor
    table: Opened
    wanted: Wanted
    told: tuple[Refused, ...]
    today: date

    @property
    def entity(self) -> Entity:
        """The table itself."""
        return self.table.entity


def the_table(visitor: Visitor) -> Opened:
    """The table that ``of`` names.

    Raises:
        Refused: there is no such table, or none of it may be read.
    """
    return read(AREAS, "/", opened, visitor, link.asked("of"))


def look(visitor: Visitor, table: Opened) -> Asked:
    """What the address wants of ``table``: to be read when the filters have been drawn."""
    said = {name: link.asked(name, _LONGEST.get(name, 100)) for name in NAMES}
    wanted, told = read_wanted(table.entity, table.names, said)
    return Asked(visitor, table, wanted, told, day_of(now()))
