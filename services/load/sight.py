"""What whoever loads a file may see of the rows it changes (差异可见性): writing is not reading."""

from collections.abc import Iterable
from contextlib import suppress

from sqlalchemy import select
from sqlmodel import Session

from rules.entity import Entity
from rules.permission import Visitor
from rules.refusal import Refused
from services.right import Reach, reach


class Sight:
    """Which columns of which rows somebody reads in full (可见范围)."""

    def __init__(self, session: Session, actor: Visitor, entity: Entity) -> None:
        self._session, self._own = session, entity.table.c.id
        self._reach: Reach | None = None
        self._names = frozenset[str]()
        with suppress(Refused):
            self._reach = reach(session, actor, entity)
            self._names = frozenset(filter(self._reach.plain, self._reach.names))

    def of(self, ids: Iterable[int]) -> dict[int, frozenset[str]]:
        """The columns that he reads, for each of these rows."""
        wanted = list(ids)
        if self._reach is None or not wanted:
            return {}
        asked = select(self._own).where(self._own.in_(wanted), self._reach.rows())
        return dict.fromkeys(self._session.execute(asked).scalars(), self._names)
