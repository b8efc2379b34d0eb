"""The rows that a file speaks of, as they stand (现有记录): found by their keys, many at once."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select, tuple_
from sqlmodel import Session

from rules.entity import Entity
from services.condition import stored

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
        path = table.c.path if "path" in table.c else table.c.id
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
                fits = self._at[0].in_([one[0] for one in asked])
            else:
                fits = tuple_(*self._at).in_(asked)
            yield from self._session.execute(self._select.where(fits))
