"""From the rights of a role on one table to others (权限调整), each under the rule it had."""

from collections.abc import Collection, Mapping
from typing import Any

from rules.right.shape import ACTIONS, Action, Right


def changed(
    now: Collection[Right],
    role: str,
    key: str,
    actions: Collection[Action],
    fields: Collection[str] | None,
) -> dict[str, Any]:
    """The body of a definition in which ``role`` may do ``actions`` to ``fields`` of one table.

    Nothing is opened beside what was picked: a column that was read only in some rows stays so, and
    what is new goes to the right without a rule about rows where there is one, else to the first.
    """
    rights = sorted(now, key=lambda right: right.rows is not None)
    known = {action for right in rights for action in right.actions}
    added = set(actions) - known
    found = []
    for at, right in enumerate(rights or [Right(role, frozenset(), frozenset())]):
        kept = (right.actions & set(actions)) | (added if at == 0 else set())
        columns = _columns(right, rights, fields, at == 0)
        if kept and columns != []:
            found.append(_written(key, kept, columns, right))
    return {"role": role, "rights": found}


def with_table(whole: Mapping[str, Any], key: str, one: Mapping[str, Any]) -> dict[str, Any]:
    """The body of a role as a whole in which what ``one`` says of the table ``key`` stands in the
    place of what was said of it."""
    kept = []
    for right in whole["rights"]:
        tables = [table for table in right["tables"] if table != key]
        if tables:
            kept.append({**right, "tables": tables})
    return {**whole, "rights": [*kept, *one["rights"]]}


def _columns(
    right: Right, rights: Collection[Right], fields: Collection[str] | None, first: bool
) -> list[str] | None:
    if fields is None:
        return None if first or right.fields is None else sorted(right.fields)
    if right.fields is None:
        return sorted(fields)
    known = frozenset().union(*(one.fields or frozenset() for one in rights))
    new = set(fields) - known if first else set()
    return sorted((right.fields & set(fields)) | new)


def _written(
    key: str, actions: Collection[Action], columns: list[str] | None, right: Right
) -> dict[str, Any]:
    told: dict[str, Any] = {
        "tables": [key],
        "actions": [action.value for action in ACTIONS if action in actions],
        "fields": "*" if columns is None else columns,
    }
    if right.without:
        told["except"] = sorted(right.without)
    if right.rows is not None:
        told["rows"] = right.rows
    return told
