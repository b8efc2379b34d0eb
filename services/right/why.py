"""Why somebody may do something to a row, or may not: reason by reason (权限说明)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col
from sqlmodel import select as find

from models.place import Place
from models.screen import Changes
from rules.condition import ALWAYS, cell, names
from rules.condition.words import Cell, standing, strung
from rules.entity import Entity
from rules.permission import Held, Permission, Visitor
from rules.refusal import N_, Refused
from rules.right import EVERYONE, WRITING, Action, Right
from services.condition import clause, column_of
from services.entity import entity_for, path_of
from services.right.area import area_of
from services.right.reach import facts_of, reach, rule_of
from services.right.reading import rights_of
from services.right.writing import allowed


@dataclass(frozen=True)
class Reason:
    """One step of the answer (理由): whether it speaks for it, and the sentence.

    ``None`` where that would tell the asker what he may not read.
    """

    holds: bool | None
    sentence: str
    facts: Mapping[str, Cell] = field(default_factory=dict)


@dataclass(frozen=True)
class Path:
    """One right that was tried, and what came of it (一条依据). ``role`` is a code."""

    role: str
    source: str
    reasons: tuple[Reason, ...]

    @property
    def holds(self) -> bool | None:
        """Whether every step speaks for it; ``None`` where that is not the asker's to know."""
        if any(reason.holds is False for reason in self.reasons):
            return False
        return None if any(reason.holds is None for reason in self.reasons) else True


@dataclass(frozen=True)
class Answer:
    """Whether somebody may, and by which right (权限结论); ``None`` where that hangs on what the
    asker may not read."""

    may: bool | None
    paths: tuple[Path, ...]
    limits: tuple[Reason, ...] = ()  # what holds whatever the rights say


@dataclass(frozen=True)
class Question:
    """What is asked about somebody (权限提问). Without a row, about the table at large."""

    table: str
    action: Action = Action.READ
    row_id: int | None = None
    column: str | None = None


def why(session: Session, asker: Visitor, person: Visitor, asked: Question) -> Answer:
    """Whether ``person`` may, right by right. What a row says, and whether a rule about it holds,
    is told only where ``asker`` may read the columns.

    Raises:
        Refused: there is no such table or column, or the row is none of the asker's.
    """
    entity = entity_for(session, asked.table)
    if asked.column is not None and asked.column not in entity.by_name:
        raise Refused(N_("There is no such column in this table."))
    row = _Row(session, asker, person, entity, asked.row_id)
    roles = dict.fromkeys(held.role.value for held in person.held)
    tried = rights_of(session, roles, entity.key, asked.action)
    paths = tuple(_path(row, right, person, asked) for right in tried)
    limits = _limits(row, person, asked)
    hard = [limit for limit in limits if limit.sentence in _HARD]
    may: bool | None = any(path.holds for path in paths)
    if not may and any(path.holds is None for path in paths):
        may = None
    return Answer(False if hard else may, paths, limits)


class _Row:
    """One row, tried against rules, and told as far as the asker may know it."""

    def __init__(
        self,
        session: Session,
        asker: Visitor,
        person: Visitor,
        entity: Entity,
        row_id: int | None,
    ) -> None:
        self.session, self.asker, self.entity, self.id = session, asker, entity, row_id
        self.facts = facts_of(person)
        self.own = asker.member_id == person.member_id
        self.path: str | None = None
        if row_id is not None:
            table = entity.table
            seen = reach(session, asker, entity)
            asked = select(path_of(entity)).select_from(table)
            found = session.execute(asked.where(table.c.id == row_id, seen.rows())).first()
            if found is None:
                raise Refused(N_("There is no such row, or it is not yours to read."))
            self.path = None if entity.scope.whole else found[0]

    def fits(self, rule: Any) -> bool:
        """Whether a row rule holds for it."""
        table = self.entity.table
        fitting = clause(rule, column_of(self.entity), self.facts)
        return (
            self.session.scalar(select(table.c.id).where(table.c.id == self.id, fitting))
            is not None
        )

    def may_know(self, rule: Any) -> bool:
        """Whether the asker reads every column of a rule in this row. Of himself he may ask
        anything: he need only try."""
        if self.own or self.id is None:
            return True
        mine = allowed(self.session, reach(self.session, self.asker, self.entity), self.id)
        return all(name in mine and not self.entity.by_name[name].personal for name in names(rule))

    def told(self, rule: Any) -> Cell:
        """What the row says in the columns of a rule; nothing where the asker may not read it."""
        seen = reach(self.session, self.asker, self.entity)
        wanted = sorted(names(rule) & seen.names)
        table = self.entity.table
        shown = [seen.column(name) for name in wanted]
        row = self.session.execute(
            select(table.c.id, *shown).where(table.c.id == self.id, seen.rows())
        ).first()
        if row is None or not wanted:
            return ""
        columns = [self.entity.by_name[name] for name in wanted]
        return strung(
            [standing(column, value) for column, value in zip(columns, row[1:], strict=True)]
        )


def _path(row: _Row, right: Right, person: Visitor, asked: Question) -> Path:
    reasons = [_held(row, right, person)]
    if row.id is not None:
        reasons += _row_reasons(row, right)
    if asked.column is not None:
        covered = asked.column in right.columns(row.entity)
        column = row.entity.by_name[asked.column]
        text = (
            N_("“{column}” is among its columns.")
            if covered
            else N_("“{column}” is not among its columns.")
        )
        reasons.append(Reason(covered, text, {"column": {"named": [column.label, column.english]}}))
    return Path(right.role, right.source, tuple(reasons))


def _held(row: _Row, right: Right, person: Visitor) -> Reason:
    if right.role == EVERYONE:
        return Reason(True, N_("This right is everyone's, everywhere."))
    held = [one for one in person.held if one.role.value == right.role]
    area = area_of(held)
    if row.id is None:
        return Reason(True, N_("The role is held at {place}."), {"place": _places(row, held)})
    inside = (area.has(row.path) if row.path is not None else area.has("/")) if held else False
    facts = {"place": _places(row, held)}
    if inside:
        return Reason(True, N_("The role is held at {place}, and this row belongs there."), facts)
    return Reason(False, N_("The role is held at {place}, and this row belongs elsewhere."), facts)


def _places(row: _Row, held: list[Held]) -> Cell:
    ids = [one.place_id for one in held]
    asked = find(Place.name).where(col(Place.id).in_(ids)).order_by(col(Place.path))
    return {"said": "、".join(row.session.exec(asked))}


def _row_reasons(row: _Row, right: Right) -> list[Reason]:
    rule = rule_of(right, row.entity)
    if rule is None:
        return [Reason(False, N_("Its row rule asks about a column that is gone."))]
    if rule == ALWAYS:
        return []
    if not row.may_know(rule):
        text = N_("Its row rule asks about columns that you may not read: {rule}.")
        return [Reason(None, text, {"rule": cell(rule, row.entity)})]
    holds = row.fits(rule)
    told = row.told(rule)
    facts: dict[str, Cell] = {"rule": cell(rule, row.entity), "value": told}
    if told == "":
        text = (
            N_("Its row rule holds: {rule}.")
            if holds
            else N_("Its row rule does not hold: {rule}.")
        )
    elif holds:
        text = N_("Its row rule holds: {rule}. In this row: {value}.")
    else:
        text = N_("Its row rule does not hold: {rule}. In this row: {value}.")
    return [Reason(holds, text, facts)]


_COVERED = N_("“{column}” is among its columns.")
_UNCOVERED = N_("“{column}” is not among its columns.")
_RULES = {  # does it hold, may the asker know the values
    (True, False): N_("Its row rule holds: {rule}."),
    (False, False): N_("Its row rule does not hold: {rule}."),
    (True, True): N_("Its row rule holds: {rule}. In this row: {value}."),
    (False, True): N_("Its row rule does not hold: {rule}. In this row: {value}."),
}
_NEVER = N_("The rows of this table are never changed.")
_ELSEWHERE = N_("Rows of this table are added and removed on their own page only.")
_LOCKED = N_("This column is changed on its own page only.")
_HARD = frozenset({_NEVER, _ELSEWHERE, _LOCKED})


def _limits(row: _Row, person: Visitor, asked: Question) -> tuple[Reason, ...]:
    entity, found = row.entity, []
    column = entity.by_name.get(asked.column or "")
    if asked.action in WRITING:
        if entity.changes is Changes.NEVER:
            found.append(Reason(False, _NEVER))
        elif entity.changes is Changes.BY_ACTS and asked.action in {
            Action.CREATE,
            Action.REMOVE,
            Action.IMPORT,
        }:
            found.append(Reason(False, _ELSEWHERE))
        elif column is not None and not column.writable:
            found.append(Reason(False, _LOCKED))
    elif column is not None and column.personal:
        opens = any(person.may(Permission.READ_PERSONAL, held.path) for held in person.held)
        text = (
            N_("It names or reaches a person: masked until it is opened, and that is in the trail.")
            if opens
            else N_("It names or reaches a person: always masked for this person.")
        )
        found.append(Reason(opens, text))
    return tuple(found)
