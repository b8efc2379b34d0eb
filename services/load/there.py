"""The rows that a file speaks of, as they stand (现有记录): found by their keys, many at once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, tuple_
from sqlmodel import Session

from db.among import among
from rules.entity import Entity
from rules.load.table import Part
from services.condition import stored
from services.entity import path_of

MOST_BOUND = 10_000  # values in one question
Key = tuple[Any, ...]


@dataclass(frozen=True)
class There:
    """A row that is there already (现有记录)."""

    row_id: int
    path: str | None
    extra: Mapping[str, Any]  # all its custom fields, by name
    values: Mapping[str, Any]  # what was asked of it, custom fields beside the others


class Standing:
    """Finds rows of one table by their keys (按键查找)."""

    def __init__(
        self, session: Session, entity: Entity, keys: tuple[str, ...], names: Iterable[str]
    ) -> None:
        self._session, self._entity, self._keys = session, entity, keys
        every = [entity.by_name[name] for name in dict.fromkeys(names)]
        self._own = [one.name for one in every if not one.extra]
        self._added = [one.name for one in every if one.extra]
        table = entity.table
        self._at = tuple(stored(entity.by_name[name], table) for name in keys)
        path = table.c.id if entity.scope.whole else path_of(entity)
        extra = table.c.extra if entity.can_extend else table.c.id
        only = [table.c[name] == value for name, value in entity.only]
        own = [table.c[name] for name in self._own]
        self._select = select(table.c.id, path, extra, *self._at, *own).where(*only)

    def by_key(self, keys: Iterable[Key]) -> dict[Key, list[There]]:
        """Which rows have these keys; a key that no row has is not there."""
        found: dict[Key, list[There]] = {}
        asked = [key for key in keys if None not in key]
        for row in self._rows(asked) if self._keys else ():
            extra = row[2] if isinstance(row[2], dict) else {}
            last = 3 + len(self._at)
            values = dict(zip(self._own, row[last:]))
            values.update((name, extra.get(name)) for name in self._added)
            path = row[1] if isinstance(row[1], str) else None
            found.setdefault(tuple(row[3:last]), []).append(There(row[0], path, extra, values))
        return found

    def _rows(self, keys: list[Key]) -> Iterator[Any]:
        some = max(1, MOST_BOUND // len(self._at))
        for start in range(0, len(keys), some):
            asked = keys[start : start + some]
            if len(self._at) == 1:
                fits = among(self._session.connection(), self._at[0], [one[0] for one in asked])
            else:
                fits = tuple_(*self._at).in_(asked)
            yield from self._session.execute(self._select.where(fits))


class Taken:
    """Which values that only one row may have are had already (唯一值)."""

    def __init__(
        self, session: Session, entity: Entity, given: Sequence[str], keys: tuple[str, ...]
    ) -> None:
        self._session, self._table = session, entity.table
        self._names = [
            name
            for name in given
            if name in entity.table.c and entity.table.c[name].unique and keys != (name,)
        ]
        self._ours: dict[str, dict[Any, int]] = {name: {} for name in self._names}

    def by(self, part: Part) -> dict[str, dict[Any, int]]:
        """The rows that have a value of these rows, by column; a negative number is a row of the
        file itself, further up."""
        found = {}
        for name in self._names:
            of, ours = self._table.c[name], self._ours[name]
            asked = {one for one in part.columns[name] if one is not None}
            rows = self._session.execute(select(of, self._table.c.id).where(of.in_(asked)))
            twice = dict(ours)
            for row, value in zip(part.rows, part.columns[name]):
                if value is not None and ours.setdefault(value, -row) != -row:
                    twice[value] = ours[value]
            found[name] = twice | {row[0]: row[1] for row in rows}
        return found


def path_led_to(session: Session, entity: Entity, values: Mapping[str, Any]) -> str | None:
    """The path of the place that a row with these values would belong to, along its keys."""
    if entity.scope.whole:
        return None
    if not entity.scope.steps:
        return str(values.get("path") or "/")
    tables = entity.table.metadata.tables
    name, target = entity.scope.steps[0]
    asked = values.get(name)
    for column, further in (*entity.scope.steps[1:], ("path", "")):
        if asked is None:
            return None
        of = tables[target]
        found = select(of.c[column]).where(of.c.id == asked)
        asked, target = session.execute(found).scalar_one_or_none(), further
    return asked
