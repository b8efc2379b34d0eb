"""Rows against a field that shall hold (现有记录核对): counted by the database where it can."""

import json
import re
from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, and_, false, func, literal, not_, or_, select, true
from sqlmodel import Session

from db.expression import Listed
from models.base import now
from models.definition import DefinitionKind
from rules.calendar import day_of
from rules.condition import Facts, read_condition
from rules.definition.field import looks_at
from rules.definition.problem import MOST_SHOWN, Failing
from rules.entity import Column, Entity, Kind
from rules.entity.custom import column_of
from rules.refusal import N_
from services import definition
from services.condition import clause, stored
from services.condition import column_of as columns_of
from services.entity import within

Body = Mapping[str, Any]
Test = ColumnElement[bool]
_ELSEWHERE = (  # what may name a field beside its own table
    DefinitionKind.FORM,
    DefinitionKind.METRIC,
    DefinitionKind.RIGHT,
    DefinitionKind.LAYOUT,
    DefinitionKind.DASHBOARD,
)


def holders(session: Session, entity: Entity, name: str, path: str) -> list[Failing]:
    """Rows that hold a value of ``name``, whatever it is: nobody would see it any more."""
    said = N_("{count} rows hold a value that nobody will see any more.")
    return _failing(session, entity, _held(entity, name), path, said)


def misfits(session: Session, entity: Entity, column: Column) -> int:
    """How many rows hold a value of ``column`` that is not of its kind: left by another kind."""
    typed = stored(column, entity.table)
    wrong = and_(_held(entity, column.name), typed.is_(None))
    return int(session.execute(select(func.count()).where(wrong)).scalar_one())


def failing(
    session: Session, entity: Entity, before: Body | None, after: Body, path: str
) -> list[Failing]:
    """The rows at ``path`` and below that would not fit ``after`` any more, reason by reason; what
    ``before`` asked for already is not told again."""
    column, old = column_of(after), None if before is None else column_of(before)
    if column.formula:
        return []
    found: list[Failing] = []
    for said, test in _tests(entity, column, old):
        found += _failing(session, entity, test, path, said)
    if column.pattern and (old is None or old.pattern != column.pattern):
        found += _unlike(session, entity, column, path)
    return found


def override_failing(
    session: Session, entity: Entity, own: Column, strict: Column, path: str
) -> list[Failing]:
    """The rows that would not fit a column of the code that became stricter."""
    found: list[Failing] = []
    for said, test in _tests(entity, strict, own):
        found += _failing(session, entity, test, path, said)
    return found


def used_by(session: Session, entity: Entity, name: str) -> list[str]:
    """What still names the field ``name`` of ``entity``: columns by label, others by key."""
    found = [column.label for column in entity.columns if looks_at(column, name)]
    word = re.compile(rf"\b{re.escape(name)}\b")
    for kind in _ELSEWHERE:
        for defined in definition.bodies(session, kind):
            told = json.dumps(dict(defined.body), ensure_ascii=False)
            if f'"{entity.key}"' in told and word.search(told):
                found.append(
                    str(defined.body.get("label") or defined.body.get("title") or defined.key)
                )
    return found


def _tests(entity: Entity, column: Column, old: Column | None) -> list[tuple[str, Test]]:
    """What rows may fail, as SQL, with what is said of them."""
    value, facts = stored(column, entity.table), Facts(today=day_of(now()))

    def holds(told: Any, otherwise: Test) -> Test:
        if told is None:
            return otherwise
        return clause(read_condition(told, entity), columns_of(entity), facts)

    seen = holds(column.visible_if, true())
    filled = _filled(column, value)
    found: list[tuple[str, Test]] = []
    asked = (column.required, column.required_if, column.visible_if)
    if asked[:2] != (False, None) and (
        old is None or asked != (old.required, old.required_if, old.visible_if)
    ):
        needed = true() if column.required else holds(column.required_if, false())
        said = N_("{count} rows have nothing in it.")
        found.append((said, and_(not_(filled), needed, seen)))
    if old is not None and (gone := [c.code for c in old.choices if c not in column.choices]):
        kept = {choice.code for choice in column.choices}
        if gone := [code for code in gone if code not in kept]:
            said = N_("{count} rows use a choice that is to go.")
            found.append((said, _chosen(column, value, gone)))
    for said, test in _bounds(column, old, value):
        found.append((said, and_(filled, test)))
    if column.valid_if is not None and (old is None or old.valid_if != column.valid_if):
        said = N_("{count} rows do not fit the rule of the field.")
        found.append((said, and_(filled, seen, not_(holds(column.valid_if, true())))))
    return found


def _bounds(
    column: Column, old: Column | None, value: ColumnElement[Any]
) -> list[tuple[str, Test]]:
    found: list[tuple[str, Test]] = []
    if column.least is not None and (old is None or old.least != column.least):
        found.append((N_("{count} rows are below the least."), value < column.least))
    if column.most is not None and (old is None or old.most != column.most):
        found.append((N_("{count} rows are above the most."), value > column.most))
    if column.longest is not None and (old is None or old.longest != column.longest):
        said = N_("{count} rows have a longer text.")
        found.append((said, func.length(value) > column.longest))
    return found


def _chosen(column: Column, value: ColumnElement[Any], codes: list[str]) -> Test:
    if column.kind is Kind.CHOICES:
        return and_(value.is_not(None), or_(*(Listed(value, literal(code)) for code in codes)))
    return value.in_(codes)


def _filled(column: Column, value: ColumnElement[Any]) -> Test:
    there = value.is_not(None)
    text = column.kind in {Kind.TEXT, Kind.LONG_TEXT}
    return and_(there, value != "") if text else there


def _held(entity: Entity, name: str) -> Test:
    """Whether the JSON of a row has something under ``name``."""
    return entity.table.c.extra[name].as_string().is_not(None)  # type: ignore[no-any-return]


def _failing(session: Session, entity: Entity, test: Test, path: str, said: str) -> list[Failing]:
    inside = and_(within(entity, path), test)
    only = [entity.table.c[name] == value for name, value in entity.only]
    ids = select(entity.table.c.id).where(inside, *only)
    count = session.execute(select(func.count()).select_from(ids.subquery())).scalar_one()
    if not count:
        return []
    first = session.execute(ids.order_by(entity.table.c.id).limit(MOST_SHOWN)).scalars()
    return [Failing(said, count, entity.key, tuple(first))]


def _unlike(session: Session, entity: Entity, column: Column, path: str) -> list[Failing]:
    """Texts are held against a pattern here: databases do not know the same patterns."""
    value, pattern = stored(column, entity.table), re.compile(column.pattern)
    asked = select(entity.table.c.id, value).where(within(entity, path), value.is_not(None))
    rows = session.execute(asked.order_by(entity.table.c.id).execution_options(yield_per=1_000))
    wrong = [row_id for row_id, text in rows if text and not pattern.fullmatch(text)]
    said = N_("{count} rows are not written like the pattern.")
    return [Failing(said, len(wrong), entity.key, tuple(wrong[:MOST_SHOWN]))] if wrong else []
