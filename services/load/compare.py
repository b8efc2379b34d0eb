"""Rows of a file beside those that are there: new, changed, unchanged, or not to be taken."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sqlmodel import Session

from models.base import now
from rules.asking import Unfit, checker
from rules.condition import names as condition_names
from rules.condition import read_condition
from rules.entity import Column, Entity
from rules.load.layout import Layout
from rules.load.table import Part
from rules.refusal import N_
from services.entity.standing import plain
from services.load.may import May
from services.load.reference import References
from services.load.there import Key, Standing, Taken, There, path_led_to


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
    extra: Mapping[str, Any]  # all custom fields as they stood


@dataclass
class Compared:
    """What some rows of a file would do (比对结果)."""

    new: list[New] = field(default_factory=list)
    changed: list[Changed] = field(default_factory=list)
    same: int = 0


class Blamed(Exception):
    """A row that is not taken, for one column of it (不予导入)."""

    def __init__(self, column: str, fault: Unfit, value: str = "") -> None:
        super().__init__(column)
        self.column, self.fault, self.value = column, fault, value


class Comparison:
    """Compares the parts of one file with one table (比对)."""

    def __init__(
        self, session: Session, entity: Entity, layout: Layout, may: May, known: References
    ) -> None:
        self._session, self.entity, self.layout = session, entity, layout
        self._may, self._known = may, known
        self._columns = [entity.by_name[name] for name in layout.columns if name]
        self._given = [one.name for one in self._columns if one.writable]
        self._checker = checker(entity)
        self._standing = Standing(session, entity, layout.keys, self._wanted())
        self._taken = Taken(session, entity, self._given, layout.keys)
        self._seen: dict[Key, int] = {}  # keys of the file, and the row each stood in first
        table = entity.table
        self._placed = "path" in table.c and "place_id" in table.c

    def part(self, part: Part) -> Compared:
        """What these rows would do; those that cannot be taken are blamed in ``part``."""
        for column in self._columns:
            if column.is_reference:
                self._resolve(part, column)
        keys = list(zip(*(part.columns[name] for name in self.layout.keys)))
        there = self._standing.by_key({key for at, key in enumerate(keys) if at not in part.bad})
        taken = self._taken.by(part)
        made = Compared()
        for at, row in enumerate(part.rows):
            if at in part.bad:
                continue
            values = {name: part.columns[name][at] for name in self._given}
            try:
                found = self._found(row, keys[at], there) if keys else None
                self._must_be_free(values, found, taken)
                self._row(row, values, found, made)
            except Blamed as blamed:
                heading = self._heading(blamed.column)
                part.blame(at, heading, blamed.fault, blamed.value)
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

    def _row(self, row: int, values: dict[str, Any], there: There | None, made: Compared) -> None:
        if there is None:
            made.new.append(self._new(row, values))
        elif (changed := self._changed(row, values, there)) is not None:
            made.changed.append(changed)
        else:
            made.same += 1

    def _must_be_free(
        self, values: dict[str, Any], there: There | None, taken: Mapping[str, Mapping[Any, int]]
    ) -> None:
        """What only one row may have, this row has, or nobody."""
        for name, holders in taken.items():
            holder = holders.get(values[name])
            if holder is not None and holder != (there.row_id if there else None):
                raise Blamed(
                    name,
                    Unfit("taken", N_("Another row has this already.")),
                    str(plain(values[name])),
                )

    def _found(self, row: int, key: Key, there: Mapping[Key, list[There]]) -> There | None:
        for name, value in zip(self.layout.keys, key):
            if value is None:
                raise Blamed(name, Unfit("required", N_("Please fill this in.")))
        name, first = self.layout.keys[0], self._seen.setdefault(key, row)
        if first != row:
            raise Blamed(
                name, Unfit("twice", N_("Row {row} has the same key."), row=first), said(key)
            )
        found = there.get(key, [])
        if len(found) > 1:
            sentence = N_("{n} rows of the table have this key: it does not say which is meant.")
            raise Blamed(name, Unfit("ambiguous", sentence, n=len(found)), said(key))
        if not found and "id" in self.layout.keys:
            sentence = N_("There is no such row, or you may not see it.")
            raise Blamed("id", Unfit("unknown", sentence), said(key))
        return found[0] if found else None

    def _new(self, row: int, values: dict[str, Any]) -> New:
        whole = self._defaults.copy()
        whole.update((name, value) for name, value in values.items() if value is not None)
        self._judge(whole, None)
        path = self._path(whole)
        self._allow(self._may.create.allowed(path, whole), values)
        if self._placed:
            whole["path"] = path
        return New(row, whole, path)

    def _changed(self, row: int, values: dict[str, Any], there: There) -> Changed | None:
        held = there.values
        after = {
            name: value
            for name, value in values.items()
            if value != held[name]
            and (value is not None or (self.layout.clears and held[name] not in ("", [])))
        }
        if not after:
            return None
        self._judge(after, held)
        whole = {**held, **after}
        path = self._path(whole) if "place_id" in after else there.path
        self._allow(self._may.change.allowed(there.path, held), after)
        self._allow(self._may.change.allowed(path, whole), after)
        before = {name: held[name] for name in after}
        if self._placed and path != there.path:
            before["path"], after["path"] = there.path, path
        return Changed(row, there.row_id, before, after, path, there.extra)

    def _allow(self, names: frozenset[str], given: Mapping[str, Any]) -> None:
        if not names:
            raise Blamed("", Unfit("forbidden", N_("You may not write this row.")))
        if names.issuperset(given):
            return
        for name, value in given.items():
            if name not in names and value is not None:
                sentence = N_("You may not write this column of this row.")
                raise Blamed(name, Unfit("forbidden", sentence))

    def _judge(self, values: dict[str, Any], before: Mapping[str, Any] | None) -> None:
        for wrong in self._checker.judged(values, self._may.facts, before).wrong:
            value = values.get(wrong.column)
            fault = Unfit(wrong.code, wrong.sentence, **wrong.facts)
            raise Blamed(wrong.column, fault, "" if value is None else str(plain(value)))

    def _path(self, whole: Mapping[str, Any]) -> str | None:
        if self._placed:
            return self._known.path_of(whole.get("place_id"))
        return path_led_to(self._session, self.entity, whole)

    def _heading(self, name: str) -> str:
        column = self.entity.by_name.get(name)
        found = self.layout.heading(name)
        return found or (column.label if column else "")

    @cached_property
    def _defaults(self) -> dict[str, Any]:
        """What a row has that nobody says anything about."""
        made: dict[str, Any] = {}
        fields = self.entity.model.model_fields
        for column in self.entity.table.columns:
            field_ = fields.get(column.name)
            if column.name in ("id", "path", "extra") or field_ is None or field_.is_required():
                continue
            made[column.name] = field_.get_default(call_default_factory=True)
        made |= {one.name: one.default for one in self.entity.columns if one.extra}
        return made | {"created_at": now()}

    def _wanted(self) -> list[str]:
        """The columns to compare, and those that a rule looks at."""
        names = [one.name for one in self._columns]
        names += self._may.asked
        for one in self.entity.columns:
            rules = [rule for rule in (one.visible_if, one.required_if, one.valid_if) if rule]
            for rule in rules:
                names += [one.name, *condition_names(read_condition(rule, self.entity))]
            if one.name == "place_id":
                names.append(one.name)
        return [name for name in names if name in self.entity.by_name]


def said(key: Key) -> str:
    """A key as people read it."""
    return " · ".join(str(plain(one)) for one in key)
