"""Which cells of a file somebody may write (导入权限): asked of every row, before and after.

Whoever imports needs the right to import, and for each row the right to add it or to change it.
"""

from collections.abc import Mapping
from typing import Any

from sqlmodel import Session

from rules.condition import ALWAYS, holds, names
from rules.entity import Entity
from rules.permission import Visitor
from rules.refusal import Refused
from rules.right import Action
from services.right import Reach, may_write

NOTHING = frozenset[str]()


class May:
    """What one visitor may write to one table (导入权限)."""

    def __init__(self, session: Session, actor: Visitor, entity: Entity) -> None:
        self.entity = entity
        importing = may_write(session, actor, entity, Action.IMPORT)
        self.facts = importing.facts
        self.create = Both(importing, _reach(session, actor, entity, Action.CREATE))
        self.change = Both(importing, _reach(session, actor, entity, Action.CHANGE))

    @property
    def names(self) -> frozenset[str]:
        """The columns that may be given in at least some rows."""
        return self.create.names | self.change.names

    @property
    def asked(self) -> frozenset[str]:
        """The columns that the rules about rows look at."""
        return self.create.asked | self.change.asked

    def near(self, path: str) -> bool:
        """Whether some row at ``path`` might be written."""
        return self.create.reaches(path) or self.change.reaches(path)


class Both:
    """The right to import, and the right to add or change: a column needs both (双重权限)."""

    def __init__(self, importing: Reach, doing: Reach | None) -> None:
        self._reaches = (importing, doing) if doing else ()
        self.asked = frozenset(
            name for one in self._reaches for grant in one.grants for name in names(grant.rows)
        )
        self._simple = not self.asked
        self._known: dict[str | None, frozenset[str]] = {}
        every = [one.names for one in self._reaches]
        self.names = every[0] & every[1] if every else NOTHING

    def reaches(self, path: str) -> bool:
        """Whether the place lies in both."""
        return bool(self._reaches) and all(
            any(grant.area.has(path) for grant in one.grants) for one in self._reaches
        )

    def allowed(self, path: str | None, row: Mapping[str, Any]) -> frozenset[str]:
        """The columns of this very row; none where the row is not in reach."""
        if not self._simple:
            return self._allowed(path, row)
        if path not in self._known:
            self._known[path] = self._allowed(path, row)
        return self._known[path]

    def _allowed(self, path: str | None, row: Mapping[str, Any]) -> frozenset[str]:
        found: frozenset[str] | None = None
        for one in self._reaches:
            held = [
                grant.names
                for grant in one.grants
                if grant.area.has(path)
                and (grant.rows == ALWAYS or holds(grant.rows, row, one.facts))
            ]
            here = frozenset[str]().union(*held)
            found = here if found is None else found & here
        return found or NOTHING


def _reach(session: Session, actor: Visitor, entity: Entity, action: Action) -> Reach | None:
    try:
        return may_write(session, actor, entity, action)
    except Refused:
        return None
