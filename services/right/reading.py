"""Which rights hold now (现行数据权限), by role and table; drawn from definitions once a change."""

import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping

from sqlmodel import Session

from models.definition import DefinitionKind
from rules.refusal import Refused
from rules.right import EVERYONE, Action, Right, read_rights
from services import definition
from services.definition import Defined

Rights = Mapping[str, tuple[Right, ...]]  # by role
_MOST = 20
_kept: OrderedDict[tuple[tuple[str, str], ...], Rights] = OrderedDict()
_lock = threading.Lock()


def rights(session: Session) -> Rights:
    """Every right that holds, by role."""
    defined = definition.bodies(session, DefinitionKind.RIGHT)
    at = tuple((one.key, one.sha256) for one in defined)
    with _lock:
        found = _kept.get(at)
    if found is None:
        found = _drawn(defined)
        with _lock:
            _kept[at] = found
            while len(_kept) > _MOST:
                _kept.popitem(last=False)
    return found


def rights_of(
    session: Session, roles: Iterable[str], key: str, action: Action
) -> tuple[Right, ...]:
    """The rights of these roles, and of everyone, to do ``action`` to rows of the table ``key``."""
    held = rights(session)
    return tuple(
        right
        for role in dict.fromkeys((EVERYONE, *roles))
        for right in held.get(role, ())
        if _covers(right, action) and right.about(key)
    )


def _covers(right: Right, action: Action) -> bool:
    """Whoever may read a row may count it as well."""
    if action is Action.MEASURE:
        return not right.actions.isdisjoint({Action.MEASURE, Action.READ})
    return action in right.actions


def _drawn(defined: Iterable[Defined]) -> Rights:
    """By role; where a definition speaks of one table, the role's own is silent about it.

    A body that cannot be read gives no right to anybody: closed, and the rest still stands.
    """
    own: dict[str, list[Right]] = {}
    instead: dict[str, set[str]] = {}
    for one in defined:
        role, dot, table = one.key.partition(".")
        if dot:
            instead.setdefault(role, set()).add(table)
        try:
            read = read_rights(one.body, one.key)
        except Refused:
            continue
        own.setdefault(role, []).extend(
            _only(right, table) if dot else right for right in read if right.role == role
        )
    return {role: _settled(found, instead.get(role, set())) for role, found in own.items()}


def _only(right: Right, table: str) -> Right:
    tables = right.tables & {table}
    return Right(
        right.role, tables, right.actions, right.fields, right.without, right.rows, right.source
    )


def _settled(found: list[Right], instead: set[str]) -> tuple[Right, ...]:
    kept = []
    for right in found:
        if "." in right.source:
            kept.append(right)
        elif left := right.tables - instead:
            kept.append(
                Right(
                    right.role,
                    left,
                    right.actions,
                    right.fields,
                    right.without,
                    right.rows,
                    right.source,
                )
            )
    return tuple(kept)
