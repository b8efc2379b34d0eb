"""The editor of each kind of thing that is configured (编辑入口), and what it begins with there."""

from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any

from components import gate, link
from components.change.standing import may
from components.language import _
from components.reading import read
from components.text import plain
from models.definition import DefinitionKind
from models.revision import Area
from rules.permission import Permission
from services import change, definition
from services.change import Shown
from services.change.reading import ShownItem
from services.change.standing import OPEN
from services.definition import Defined

Query = dict[str, object]
AREAS = (Area.DEFINITION,)


def _column(key: str) -> tuple[str, Query]:
    table, _dot, column = key.partition(".")
    return "table", {"of": table, "part": "fields", "field": column}


def _right(key: str) -> tuple[str, Query]:
    role, _dot, table = key.partition(".")
    return "rights", {"roles": role, **({"role": role, "of": table} if table else {})}


# Which page changes what, by the key of the thing.
EDITORS: dict[DefinitionKind, Callable[[str], tuple[str, Query]]] = {
    DefinitionKind.FIELD: _column,
    DefinitionKind.OVERRIDE: _column,
    DefinitionKind.FORM: lambda key: ("forming", {"key": key}),
    DefinitionKind.RIGHT: _right,
    DefinitionKind.METRIC: lambda key: ("metric", {"key": key, "part": "edit"}),
    DefinitionKind.DASHBOARD: lambda key: ("dashboard", {"key": key, "part": "edit"}),
    DefinitionKind.LAYOUT: lambda key: ("layouts", {"key": key}),
    DefinitionKind.WEBHOOK: lambda key: ("webhooks", {"key": key}),
    DefinitionKind.POLICY: lambda key: ("changes", {"rule": key}),
    DefinitionKind.PROCEDURE: lambda key: ("procedure", {"code": key}),
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


@dataclass(frozen=True)
class InSet:
    """What an open set says of one thing (集内草稿), and where it is to hold."""

    set_id: int
    title: str
    edit_count: int
    place: str
    path: str
    place_id: int | None
    body: dict[str, Any]


def the_set() -> Shown | None:
    """The set in the address; ``None`` where there is none that is open, and the visitor's to
    edit."""
    set_id = link.asked_id("set")
    found = read(AREAS, "/", change.shown, set_id) if set_id else None
    if found is None or found.found.state not in OPEN:
        return None
    return found if may(gate.visitor(), Permission.CONFIGURE, found) else None


def in_set(kind: DefinitionKind, key: str) -> InSet | None:
    """What the set in the address says of ``key``, if it says anything."""
    shown = the_set() if key else None
    if shown is None:
        return None
    after = next((i.after for i in shown.items if (i.kind, i.key) == (kind, key)), None)
    if after is None:
        return None
    of, body = shown.found, deepcopy(dict(after))
    at = (shown.place, of.path, of.place_id)
    return InSet(of.id or 0, of.title, of.edit_count, *at, body)


def drafted(kind: DefinitionKind, key: str) -> dict[str, Any] | None:
    """The body as the set in the address has it; ``None`` where it says nothing of ``key``, or is
    not the visitor's to read."""
    found = in_set(kind, key)
    return None if found is None else found.body


def to_set(set_id: int, title: str) -> None:
    """Whose draft is shown, and the way back to it."""
    name = _("As the change set “{title}” says", title=plain(title))
    link.to("change", name, "difference", id=set_id)


def tell_set(kind: DefinitionKind, key: str) -> None:
    """Whose draft an editor begins with, where the set in the address says anything of ``key``."""
    found = in_set(kind, key)
    if found is not None:
        to_set(found.set_id, found.title)


def back_to_set(set_id: int) -> None:
    """What is kept in a set is published there."""
    link.to("change", _("Back to the change set"), "difference", id=set_id)


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
