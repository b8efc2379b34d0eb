"""The editor of each kind of thing that is configured (编辑入口), and what it begins with there."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import replace
from typing import Any

from components import gate, link
from components.change.standing import may
from components.language import _
from components.reading import read
from models.definition import DefinitionKind
from models.revision import Area
from rules.permission import Permission
from services import change, definition
from services.change.reading import ShownItem
from services.definition import Defined

Query = dict[str, object]
AREAS = (Area.DEFINITION,)


def _column(key: str) -> tuple[str, Query]:
    table, _dot, column = key.partition(".")
    return "table", {"of": table, "part": "fields", "field": column}


def _right(key: str) -> tuple[str, Query]:
    role, _dot, table = key.partition(".")
    return "rights", {"role": role, "of": table} if table else {}


# Which page changes what, by the key of the thing. Who publishes what is a dialog of all changes.
EDITORS: dict[DefinitionKind, Callable[[str], tuple[str, Query]]] = {
    DefinitionKind.FIELD: _column,
    DefinitionKind.OVERRIDE: _column,
    DefinitionKind.FORM: lambda key: ("forming", {"key": key}),
    DefinitionKind.RIGHT: _right,
    DefinitionKind.METRIC: lambda key: ("metric", {"key": key, "part": "edit"}),
    DefinitionKind.DASHBOARD: lambda key: ("dashboard", {"key": key, "part": "edit"}),
    DefinitionKind.LAYOUT: lambda key: ("layouts", {"key": key}),
    DefinitionKind.WEBHOOK: lambda key: ("webhooks", {"key": key}),
    DefinitionKind.POLICY: lambda _key: ("changes", {}),
    DefinitionKind.PROCEDURE: lambda _key: ("procedures", {}),
    DefinitionKind.METHOD: lambda key: ("method", {"code": key}),
}


def offer(item: ShownItem, set_id: int) -> None:
    """The way to the editor of one change; with a set that is open, it begins with what that says.

    What is taken away needs no editor.
    """
    if item.after is None:
        return
    page, query = EDITORS[item.kind](item.key)
    of_set = {"set": set_id} if set_id else {}
    link.to(page, _("In its editor"), "edit", **query, **of_set)


def drafted(kind: DefinitionKind, key: str) -> dict[str, Any] | None:
    """The body as the set in the address has it; ``None`` where it says nothing of ``key``, or is
    not the visitor's to read."""
    set_id = link.asked_id("set")
    found = read(AREAS, "/", change.shown, set_id) if set_id and key else None
    if found is None or not may(gate.visitor(), Permission.CONFIGURE, found):
        return None
    after = next((i.after for i in found.items if (i.kind, i.key) == (kind, key)), None)
    return deepcopy(dict(after)) if after is not None else None


def held(kind: DefinitionKind, key: str) -> Defined | None:
    """What an editor begins with: the definition that holds, with the body of the set in the
    address. What only that set knows is at its beginning."""
    now: Defined | None = read(AREAS, "/", definition.one, kind, key) if key else None
    body: Mapping[str, Any] | None = drafted(kind, key)
    if body is None:
        return now
    if now is None:
        return Defined(kind, key, None, "/", 0, body, "")
    return replace(now, body=body)
