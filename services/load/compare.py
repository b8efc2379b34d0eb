"""Rows of a file beside those that are there: new, changed, unchanged, or not to be taken (比对)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sqlalchemy import select, tuple_
from sqlmodel import Session

from models.base import now
from models.screen import Changes
from rules.condition import Condition, holds, read_condition
from rules.condition import names as condition_names
from rules.entity import Column, Entity
from rules.load.layout import Layout
from rules.load.problem import Unfit
from rules.load.table import Part
from rules.refusal import N_
from services.condition import stored
from services.load.may import May
from services.load.reference import References
from services.load.words import label
from services.row.standing import plain

MOST_BOUND = 10_000  # values in one question
_MISSING = N_("This has to be filled in.")


@dataclass(frozen=True)
class New:
    """A row to be added (新增): its values by name, custom fields beside the others."""

    row: int
    values: dict[str, Any]
    path: str | None


@dataclass(frozen=True)
class Changed:
    """A row to be changed (修改): only what differs."""

    row: int
    row_id: int
    before: dict[str, Any]
    after: dict[str, Any]
    path: str | None
    extra: dict[str, Any] | None  # all custom fields as they stood


@dataclass
class Compared:
    """What some rows of a file would do (比对结果)."""

    new: list[New] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    same: int = 0


@dataclass(frozen=True)
class _There:
    """A row that is there already (现有记录)."""

    row_id: int
    values: Mapping[str, Any]
    path: str | None
    extra: dict[str, Any] | None


class Comparison:
    """Compares the parts of one file with one table (比对)."""

    def __init__(
        self, session: Session, entity: Entity, layout: Layout, may: May, known: References
    ) -> None:
        self._session, self.entity, self.layout = session, entity, layout
        self._may, self._known = may, known
        self._columns = [entity.by_name[name] for name in layout.columns if name]
        self._given = [one for one in self._columns if one.name not in layout.keys or one.writable]
        self._seen: dict[Any, int] = {}  # keys of the file, and the row each stood in first
        self._required = [one for one in entity.columns if one.required and one.writable]
        self._placed = "path" in entity.table.c and "place_id" in entity.table.c

    def part(self, part: Part) -> Compared:
        """What these rows would do; those that cannot be taken are blamed in ``part``."""
        for column in self._columns:
            if column.is_reference:
                self._resolve(part, column)
        made = Compared()
        there = self._there(part)
        for at in range(len(part.rows)):
            if at in part.bad:
                continue
            try:
                self._row(part, at, there, made)
            except _Blamed as blamed:
                part.blame(at, blamed.heading, blamed.fault, blamed.value)
        return made

    def _resolve(self, part: Part, column: Column) -> None:
        said = part.columns[column.name]
        found = self._known.resolve(column, said)
        ids = [found[one] for one in said]
        for at, one in enumerate(ids):
            if isinstance(one, Unfit):
                part.blame(at, self.layout.heading(column.name), one, said[at])
                ids[at] = None
        part.columns[column.name] = ids

    def _row(self, part: Part, at: int, there: dict[Any, list[_There]], made: Compared) -> None:
        columns = part.columns
        values = {one.name: columns[one.name][at] for one in self._given}
        if not self.layout.keys:
            made.new.append(self._new(part.rows[at], values))
            return
        key = self._key(part, at)
        first = self._seen.setdefault(key, part.rows[at])
        if first != part.rows[at]:
            fault = Unfit("twice", N_("Row {row} has the same key."), row=first)
            raise _Blamed(self._key_heading, fault, _said(key))
        found = there.get(key, [])
        if len(found) > 1:
            sentence = N_("{n} rows of the table have this key: it does not say which is meant.")
            raise _Blamed(self._key_heading, Unfit("ambiguous", sentence, n=len(found)), _said(key))
        if not found:
            made.new.append(self._new(part.rows[at], values))
            return
        changed = self._changed(part.rows[at], values, found[0])
        if changed is None:
            made.same += 1
        else:
            made.changed.append(changed)

    def _key(self, part: Part, at: int) -> Any:
        key = tuple(part.columns[name][at] for name in self.layout.keys)
        for name, value in zip(self.layout.keys, key):
            if value is None:
                raise _Blamed(self.layout.heading(name), Unfit("missing", _MISSING))
        return key

    @property
    def _key_heading(self) -> str:
        return self.layout.heading(self.layout.keys[0]) if self.layout.keys else ""

    def _new(self, row: int, values: dict[str, Any]) -> New:
        if "id" in self.layout.keys:
            fault = Unfit("unknown", N_("There is no such row, or you may not see it."))
            raise _Blamed(self.layout.heading("id"), fault)
        whole = self._defaults | {name: value for name, value in values.items() if value is not None}
        for column in self._required:
            if whole.get(column.name) is None:
                raise _Blamed(self._heading(column), Unfit("missing", _MISSING))
        self._judge(whole)
        path = self._path(whole)
        self._allow(self._may.create.allowed(path, whole), values, whole)
        if self._placed:
            whole["path"] = path
        return New(row, whole, path)

    def _changed(self, row: int, values: dict[str, Any], there: _There) -> Changed | None:
        before, after = {}, {}
        for name, value in values.items():
            if value is None and not self.layout.clears:
                continue
            held = there.values[name]
            if value != held and not (value is None and held in ("", [])):
                before[name], after[name] = held, value
        if not after:
            return None
        whole = {**there.values, **after}
        for column in self._required:
            if column.name in after and after[column.name] is None:
                raise _Blamed(self._heading(column), Unfit("missing", _MISSING))
        self._judge(whole)
        self._allow(self._may.change.allowed(there.path, there.values), after, after)
        path = self._path(whole) if "place_id" in after else there.path
        self._allow(self._may.change.allowed(path, whole), after, after)
        if self._placed and path != there.path:
            before["path"], after["path"] = there.path, path
        return Changed(row, there.row_id, before, after, path, there.extra)

    def _allow(
        self, names: frozenset[str], given: Mapping[str, Any], values: Mapping[str, Any]
    ) -> None:
        if not names:
            raise _Blamed("", Unfit("forbidden", N_("You may not write this row.")))
        for name, value in given.items():
            if name not in names and name in values and value is not None:
                fault = Unfit("forbidden", N_("You may not write this column of this row."))
                raise _Blamed(self.layout.heading(name), fault)

    def _judge(self, row: Mapping[str, Any]) -> None:
        """What hangs on several columns of a row together."""
        for column, needed, valid in self._conditions:
            value = row.get(column.name)
            if needed is not None and value is None and holds(needed, row, self._may.facts):
                raise _Blamed(self._heading(column), Unfit("missing", _MISSING))
            if valid is not None and value is not None and not holds(valid, row, self._may.facts):
                said = column.valid_words or N_("This does not go with the rest of the row.")
                raise _Blamed(self._heading(column), Unfit("not_valid", said), _said((value,)))

    @cached_property
    def _conditions(self) -> list[tuple[Column, Condition | None, Condition | None]]:
        return [
            (
                one,
                read_condition(one.required_if, self.entity) if one.required_if else None,
                read_condition(one.valid_if, self.entity) if one.valid_if else None,
            )
            for one in self.entity.columns
            if one.required_if or one.valid_if
        ]

    def _path(self, whole: Mapping[str, Any]) -> str | None:
        if self._placed:
            return self._known.path_of(whole.get("place_id"))
        if self.entity.scope.whole:
            return None
        return self._led(whole)

    def _led(self, whole: Mapping[str, Any]) -> str | None:
        """Along the foreign keys to the place of the row that this one hangs on."""
        if not self.entity.scope.steps:
            return str(whole.get("path") or "/")
        tables = self.entity.table.metadata.tables
        name, target = self.entity.scope.steps[0]
        asked = whole.get(name)
        for column, further in (*self.entity.scope.steps[1:], ("path", "")):
            if asked is None:
                return None
            of = tables[target]
            found = select(of.c[column]).where(of.c.id == asked)
            asked, target = self._session.execute(found).scalar_one_or_none(), further
        return asked

    def _heading(self, column: Column) -> str:
        named = {name: head for head, name in self.layout.mapping.items()}
        return named.get(column.name) or label(column, "zh_CN")

    @cached_property
    def _defaults(self) -> dict[str, Any]:
        """What a row has that nobody says anything about."""
        made: dict[str, Any] = {}
        fields = self.entity.model.model_fields
        for column in self.entity.table.columns:
            given = fields.get(column.name)
            if column.name in ("id", "path", "extra") or given is None:
                continue
            made[column.name] = None if given.is_required() else given.get_default(
                call_default_factory=True
            )
        extra = {one.name: one.default for one in self.entity.columns if one.extra}
        return made | extra | {"created_at": now()}

    def _there(self, part: Part) -> dict[Any, list[_There]]:
        """The rows that are there already, by the key."""
        if not self.layout.keys:
            return {}
        found: dict[Any, list[_There]] = {}
        good = [at for at in range(len(part.rows)) if at not in part.bad]
        keys = {tuple(part.columns[name][at] for name in self.layout.keys) for at in good}
        for row in self._asked([key for key in keys if None not in key]):
            values = dict(zip(self._wanted, row[3:]))
            key = tuple(plain_key(values[name]) for name in self.layout.keys)
            found.setdefault(key, []).append(_There(row[0], values, row[1], row[2]))
        return found

    def _asked(self, keys: list[tuple[Any, ...]]) -> Iterator[Any]:
        table = self.entity.table
        of = {name: stored(self.entity.by_name[name], table) for name in self._wanted}
        at = tuple(of[name] for name in self.layout.keys)
        some = max(1, MOST_BOUND // len(at))
        path = table.c.path if "path" in table.c else table.c.id
        extra = table.c.extra if self.entity.can_extend else table.c.id
        only = [table.c[name] == value for name, value in self.entity.only]
        for start in range(0, len(keys), some):
            asked = keys[start : start + some]
            fits = at[0].in_([one[0] for one in asked]) if len(at) == 1 else tuple_(*at).in_(asked)
            rows = select(table.c.id, path, extra, *of.values()).where(fits, *only)
            for row in self._session.execute(rows):
                yield row

    @cached_property
    def _wanted(self) -> tuple[str, ...]:
        """The columns to compare, and those that a rule looks at."""
        names = [one.name for one in self._columns]
        names += [name for name in self._may.asked if name in self.entity.by_name]
        for column, needed, valid in self._conditions:
            names.append(column.name)
            for rule in (needed, valid):
                names += condition_names(rule) if rule is not None else ()
        names += [one.name for one in self.entity.columns if one.name == "place_id"]
        return tuple(dict.fromkeys(names))


class _Blamed(Exception):
    """A row that is not taken, for one column of it (不予导入)."""

    def __init__(self, heading: str, fault: Unfit, value: str = "") -> None:
        super().__init__(heading)
        self.heading, self.fault, self.value = heading, fault, value


def plain_key(value: Any) -> Any:
    """A part of a key as the file gives it."""
    return plain(value) if hasattr(value, "value") else value


def _said(key: tuple[Any, ...]) -> str:
    return " · ".join(str(plain(one)) for one in key)
