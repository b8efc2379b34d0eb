"""A right as a change set carries it (数据权限变更): for a role, or for one table of a role."""

from collections.abc import Callable, Mapping
from typing import Any

from models.screen import Changes
from rules.condition import read_condition
from rules.definition.problem import Problem
from rules.entity import Entity
from rules.refusal import N_, Refused
from rules.right import EVERYONE, WRITING, Action, Right, body_problems, read_rights

Tables = Callable[[str], Entity]  # refuses what there is not
_WHOLE_ROWS = frozenset({Action.CREATE, Action.REMOVE, Action.IMPORT})


def problems(body: Mapping[str, Any], key: str, tables: Tables) -> list[Problem]:
    """What stops the body from holding under ``key``: ``role`` or ``role.table``."""
    wrong = body_problems(body)
    if wrong:
        return [Problem(where, sentence, facts) for where, sentence, facts in wrong]
    role, _dot, table = key.partition(".")
    if body["role"] != role:
        return [Problem("role", N_("The key of a right begins with its role."))]
    found: list[Problem] = []
    for number, right in enumerate(read_rights(body), 1):
        found += _problems(right, f"rights.{number}", table, tables)
    return found


def _problems(right: Right, where: str, only: str, tables: Tables) -> list[Problem]:
    if only and right.tables != {only}:
        return [Problem(f"{where}.tables", N_("Under this key only one table is spoken of."))]
    if right.role == EVERYONE and right.actions & WRITING:
        text = N_("Whoever has no account cannot be given the right to write.")
        return [Problem(f"{where}.actions", text)]
    found: list[Problem] = []
    for table in sorted(right.tables):
        try:
            entity = tables(table)
        except Refused as refused:
            found.append(Problem(f"{where}.tables", refused.sentence, {"table": table}))
            continue
        found += _on_table(right, entity, where)
    return found


def _on_table(right: Right, entity: Entity, where: str) -> list[Problem]:
    named = {"name": entity.label, "name_en": entity.english}
    found = []
    named_columns = (right.fields or frozenset[str]()) | right.without
    for name in sorted(named_columns - set(entity.by_name)):
        text = N_("“{name}” has no column {column}.")
        found.append(Problem(f"{where}.fields", text, {**named, "column": name[:40]}))
    try:
        read_condition(right.rows, entity)
    except Refused as refused:
        found.append(Problem(f"{where}.rows", refused.sentence, refused.facts))
    writes = right.actions & WRITING
    if entity.changes is Changes.NEVER and writes:
        text = N_("The rows of “{name}” are never changed.")
        found.append(Problem(f"{where}.actions", text, named))
    elif entity.changes is Changes.BY_ACTS and right.actions & _WHOLE_ROWS:
        text = N_("The rows of “{name}” are added and removed on their own page only.")
        found.append(Problem(f"{where}.actions", text, named))
    return found
