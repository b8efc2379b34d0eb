"""What somebody may reach of one table (可及范围), as pieces of SQL that carry his rights."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    and_,
    case,
    cast,
    false,
    func,
    null,
    or_,
    select,
    type_coerce,
)
from sqlmodel import Session

from models.base import now
from models.secret import Sealed
from rules.calendar import day_of
from rules.condition import ALWAYS, Condition, Facts, read_condition
from rules.entity import Column, Entity, Kind
from rules.mask import STARS
from rules.permission import GRANTED, Held, Permission, Visitor
from rules.refusal import N_, Refused
from rules.right import EVERYONE, Action, Door, Right
from services.condition import clause, column_of, stored
from services.entity import entity_for
from services.right.area import EVERYWHERE, HOUSE, Area, area_of, inside
from services.right.reading import rights_of

_MASKED = frozenset({Kind.TEXT, Kind.LONG_TEXT})
_NO_COLUMN = N_("There is no such column in this table.")


@dataclass(frozen=True)
class Grant:
    """Rights as somebody holds them: where, which rows, which columns (所持权限)."""

    area: Area
    rows: Condition
    names: frozenset[str]


@dataclass
class Reach:
    """The rows and columns of one table that somebody may use for one action (可及范围)."""

    entity: Entity
    action: Action
    grants: tuple[Grant, ...]
    facts: Facts
    personal: Area = field(default_factory=Area)  # where personal columns are open
    _columns: dict[str, ColumnElement[Any]] = field(default_factory=dict)
    _held: dict[int, ColumnElement[bool]] = field(default_factory=dict)

    @cached_property
    def names(self) -> frozenset[str]:
        """The columns that may be used in at least some rows."""
        return frozenset().union(*(grant.names for grant in self.grants))

    def rows(self) -> ColumnElement[bool]:
        """Which rows: in the area of a right, and where its rule holds."""
        only = [self.entity.table.c[name] == value for name, value in self.entity.only]
        return and_(*only, self._in_any(self.grants))

    def column(self, name: str) -> ColumnElement[Any]:
        """One column, empty or masked in the rows where it is not to be seen.

        Raises:
            Refused: it may be used in no row, or there is none.
        """
        if name not in self.names:
            raise Refused(_NO_COLUMN)
        if name not in self._columns:
            self._columns[name] = self._guarded(self.entity.by_name[name])
        return self._columns[name]

    def plain(self, name: str) -> bool:
        """Whether a column is there in full wherever the row is: an index on it may answer."""
        column = self.entity.by_name[name]
        return name in self.names and not self._partial(name) and not self._hidden(column)

    def where(self, condition: Condition) -> ColumnElement[bool]:
        """A filter, by columns as he sees them."""
        return clause(condition, self.column, self.facts)

    def says(self, words: str) -> ColumnElement[bool]:
        """Whether a search column, as he sees it, contains ``words``."""
        tests = [
            {"field": name, "op": "contains", "value": words}
            for name in self.entity.search
            if name in self.names and self.entity.by_name[name].kind in _MASKED
        ]
        if not words or not tests:
            return false()
        return self.where(read_condition({"any": tests}, self.entity))

    def _partial(self, name: str) -> bool:
        return any(name not in grant.names for grant in self.grants)

    def _hidden(self, column: Column) -> bool:
        return column.personal and self.personal != EVERYWHERE

    def _guarded(self, column: Column) -> ColumnElement[Any]:
        shown = stored(column, self.entity.table)
        if self._hidden(column):
            shown = self._masked(column, shown)
        if self._partial(column.name):
            shown = case((self._in_any(self._with(column.name)), shown))
        return shown

    def _with(self, name: str) -> tuple[Grant, ...]:
        return tuple(grant for grant in self.grants if name in grant.names)

    def _masked(self, column: Column, shown: ColumnElement[Any]) -> ColumnElement[Any]:
        """王** for a text; nothing at all for what is not text, or what is sealed."""
        sealed = isinstance(shown.type, Sealed)
        letters = column.kind in _MASKED and not sealed
        text = type_coerce(shown, String)
        starred = case((text == "", text), (text.is_not(None), func.substr(text, 1, 1) + STARS))
        if self.personal == Area():
            return starred if letters else _nothing(shown)
        opened = inside(self.entity, self.personal)
        return case(
            (opened, text if letters else shown), else_=starred if letters else _nothing(shown)
        )

    def _in_any(self, grants: Iterable[Grant]) -> ColumnElement[bool]:
        return or_(false(), *(self.holds(grant) for grant in grants))

    def holds(self, grant: Grant) -> ColumnElement[bool]:
        """The rows of one right."""
        known = self._held.get(id(grant))
        if known is None:
            known = inside(self.entity, grant.area)
            if grant.rows != ALWAYS:
                known = and_(known, clause(grant.rows, column_of(self.entity), self.facts))
            self._held[id(grant)] = known
        return known


def _nothing(like: ColumnElement[Any]) -> ColumnElement[Any]:
    return cast(null(), like.type)


def reach(
    session: Session,
    actor: Visitor,
    table: str | Entity,
    action: Action = Action.READ,
    full: bool = False,
) -> Reach:
    """What ``actor`` may reach of ``table`` for ``action``.

    Raises:
        Refused: he has no such right anywhere.
    """
    entity = entity_for(session, table) if isinstance(table, str) else table
    grants = grants_of(session, actor, entity, action)
    if not grants:
        raise Refused(N_("Your role does not allow this here."))
    personal = _where_personal(actor) if full else Area()
    return Reach(entity, action, grants, facts_of(actor), personal)


def at_door(session: Session, actor: Visitor, table: str | Entity, door: Door) -> Reach:
    """What ``actor`` may reach of ``table`` through one of the nine doors."""
    return reach(session, actor, table, door.action)


def secured(reach: Reach, *names: str) -> Select[Any]:
    """The rows in reach: ``id``, and each column under its own name."""
    wanted = [name for name in dict.fromkeys(names) if name != "id"]
    columns = [reach.column(name).label(name) for name in wanted]
    return select(reach.entity.table.c.id, *columns).where(reach.rows())


def grants_of(
    session: Session, actor: Visitor, entity: Entity, action: Action
) -> tuple[Grant, ...]:
    """The rights as ``actor`` holds them, rights alike put together."""
    held: dict[str, list[Held]] = {}
    for one in actor.held:
        held.setdefault(one.role.value, []).append(one)
    alike: dict[tuple[frozenset[str], Condition], Area] = {}
    for right in rights_of(session, held, entity.key, action):
        rows = rule_of(right, entity)
        if rows is not None:
            area = EVERYWHERE if right.role == EVERYONE else area_of(held[right.role])
            at = (right.columns(entity), rows)
            alike[at] = alike.get(at, Area()) | area
    found = [Grant(area, rows, names) for (names, rows), area in alike.items()]
    return tuple(one for one in found if not any(_says_less(one, other) for other in found))


def rule_of(right: Right, entity: Entity) -> Condition | None:
    """The row rule; ``None`` where it asks about a column that is gone: closed, not open."""
    try:
        return read_condition(right.rows, entity)
    except Refused:
        return None


def _says_less(one: Grant, other: Grant) -> bool:
    """Whether all that ``one`` opens is opened by ``other``: lists stay simple for indexes."""
    return (
        one is not other
        and one.names <= other.names
        and other.rows == ALWAYS
        and (HOUSE in other.area.below or one.area == other.area)
    )


def facts_of(actor: Visitor) -> Facts:
    """What conditions may ask about who is looking, and when."""
    places = tuple(sorted({one.path for one in actor.held}))
    return Facts(user=actor.member_id, today=day_of(now()), my_places=places)


def _where_personal(actor: Visitor) -> Area:
    return area_of(one for one in actor.held if Permission.READ_PERSONAL in GRANTED[one.role])
