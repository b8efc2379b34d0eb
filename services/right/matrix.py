"""The whole of the rights at a glance (权限矩阵): what each role may do with each table."""

from dataclasses import dataclass

from sqlmodel import Session

from models.screen import Changes
from rules.condition import cell
from rules.condition.words import Cell
from rules.entity import Column, Entity
from rules.right import ACTIONS, Action, Right, Roles
from services.entity import entities, entity_for
from services.right.reach import rule_of
from services.right.reading import rights, rights_of

MATRIX = tuple(action for action in ACTIONS if action is not Action.MEASURE)


@dataclass(frozen=True)
class Square:
    """What one role may do with one table (权限格). ``part``: some columns or rows only;
    ``every``: all that the table lets anybody do here."""

    role: str
    table: str
    actions: tuple[Action, ...]
    part: bool
    every: bool = False


@dataclass(frozen=True)
class Line:
    """One table of the matrix, with a square for each role (权限行)."""

    entity: Entity
    squares: tuple[Square, ...]


@dataclass(frozen=True)
class Term:
    """One right on one table in words (权限条款). ``columns`` is ``None`` for all of them."""

    actions: tuple[Action, ...]
    columns: tuple[Column, ...] | None
    without: tuple[Column, ...]
    rows: Cell  # for ``services.wording.worded``; ``None`` where the rule cannot be read
    source: str
    by_everyone: bool = False


def lines(session: Session, roles: tuple[str, ...] = Roles.known) -> tuple[Line, ...]:
    """Every table by every role. A right of everyone stands in its own column only."""
    held = rights(session)
    found = []
    for key in entities():
        entity = entity_for(session, key)
        own = ((role, [one for one in held.get(role, ()) if one.about(key)]) for role in roles)
        found.append(Line(entity, tuple(_square(role, entity, given) for role, given in own)))
    return tuple(found)


def terms(session: Session, role: str, key: str) -> tuple[Term, ...]:
    """What one role may do with one table, right by right; then what everyone may."""
    entity = entity_for(session, key)
    found: dict[int, tuple[Right, list[Action]]] = {}
    for action in ACTIONS:
        for right in rights_of(session, (role,), key, action):
            if action in right.actions:
                found.setdefault(id(right), (right, []))[1].append(action)
    made = [_term(right, tuple(actions), entity, role) for right, actions in found.values()]
    return tuple(sorted(made, key=lambda term: term.by_everyone))


def own(session: Session, role: str, key: str) -> tuple[Right, ...]:
    """The rights of one role on one table, without those of everyone."""
    return tuple(right for right in rights(session).get(role, ()) if right.about(key))


def _square(role: str, entity: Entity, given: list[Right]) -> Square:
    actions, part = [], False
    for action in MATRIX:
        held = [right for right in given if action in right.actions]
        if held and able(action, entity):
            actions.append(action)
            part = part or not any(_whole(right) for right in held)
    every = [action for action in MATRIX if able(action, entity)]
    return Square(role, entity.key, tuple(actions), part, actions == every)


def able(action: Action, entity: Entity) -> bool:
    """Whether the table lets it be done here at all."""
    if action in {Action.READ, Action.EXPORT}:
        return True
    if entity.changes is Changes.HERE:
        return True
    writes = action in {Action.CHANGE, Action.BULK}
    return writes and any(column.writable for column in entity.columns)


def _whole(right: Right) -> bool:
    return right.fields is None and not right.without and right.rows is None


def _term(right: Right, actions: tuple[Action, ...], entity: Entity, role: str) -> Term:
    named = None
    if right.fields is not None:
        named = tuple(column for column in entity.columns if column.name in right.fields)
    rule = rule_of(right, entity)
    return Term(
        actions,
        named,
        tuple(column for column in entity.columns if column.name in right.without),
        None if rule is None else cell(rule, entity),
        right.source,
        right.role != role,
    )
