"""What rows that others point to are called in a file (引用名称)."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from models.place import Place
from rules.entity import Column, Kind
from rules.permission import Visitor
from rules.refusal import Refused
from services.entity import entity_for
from services.right import reach

MOST_KEPT = 20_000  # names in one file's memory; beyond it, what is asked again is read again
ABOVE = " / "  # between the names of places, the highest first


class Titles:
    """Names of rows by their numbers, each table asked once for many (引用名称)."""

    def __init__(self, actor: Visitor) -> None:
        self.actor = actor
        self._known: dict[tuple[str, Any], str] = {}
        self._doubled: frozenset[str] | None = None

    def learn(self, session: Session, column: Column, ids: Iterable[Any]) -> None:
        """Get to know the rows that ``column`` points to."""
        asked = {one for one in ids if one is not None and (column.target, one) not in self._known}
        if not asked:
            return
        if len(self._known) + len(asked) > MOST_KEPT:
            self._known.clear()
        if column.kind is Kind.PLACE:
            found = self._places(session, asked)
        else:
            found = self._rows(session, column.target, asked)
        self._known |= {(column.target, one): found.get(one, f"#{one}") for one in asked}

    def title(self, column: Column, row_id: Any) -> str | None:
        """The name of one; its number where the visitor may not know the name."""
        return None if row_id is None else self._known.get((column.target, row_id), f"#{row_id}")

    def _rows(self, session: Session, target: str, ids: set[Any]) -> dict[Any, str]:
        try:
            entity = entity_for(session, target)
            here = reach(session, self.actor, entity)
        except Refused:
            return {}
        if entity.title not in here.names:
            return {}
        number = entity.table.c.id
        asked = select(number, here.column(entity.title)).where(number.in_(ids), here.rows())
        return {one: str(title) for one, title in session.execute(asked) if title is not None}

    def _places(self, session: Session, ids: set[Any]) -> dict[Any, str]:
        """The name alone where no other place has it, else all names on the way to it."""
        wanted = select(col(Place.id), col(Place.name), col(Place.path)).where(
            col(Place.id).in_(ids)
        )
        found = session.execute(wanted).all()
        many = self._ambiguous(session)
        above = {int(p) for _id, name, path in found if name in many for p in _parts(path)}
        names = {}
        if above:
            named = select(col(Place.id), col(Place.name)).where(col(Place.id).in_(above))
            names = {row[0]: row[1] for row in session.execute(named)}
        return {
            one: ABOVE.join(names[int(p)] for p in _parts(path)) if name in many else name
            for one, name, path in found
        }

    def _ambiguous(self, session: Session) -> frozenset[str]:
        if self._doubled is None:
            same = select(col(Place.name)).group_by(col(Place.name)).having(func.count() > 1)
            self._doubled = frozenset(session.execute(same).scalars())
        return self._doubled


def _parts(path: str) -> list[str]:
    return path.strip("/").split("/")
