"""Adding a row and changing one, in a dialog (新增与修改)."""

from collections.abc import Mapping
from typing import Any, Literal

import streamlit as st

from components import asking, link
from components.act import act, act_and_rerun
from components.asking.asked import forget
from components.dialog import opened
from components.language import _
from components.table import words
from components.text import plain
from rules.permission import Visitor
from services.row.changing import change_row
from services.row.creating import create_row
from services.table.detail import Detail
from services.table.opening import Opened


def offer_new(
    visitor: Visitor, table: Opened, given: Mapping[str, Any] | None = None, key: str = "nb_new"
) -> None:
    """The button that adds a row, for whoever may."""
    if not table.creatable:
        return
    kind: Literal["primary", "secondary"] = "secondary" if given else "primary"
    if st.button(_("Add"), type=kind, icon=":material/add:", key=key):
        forget(f"new_{table.entity.key}")
        title = _("Add: {what}", what=plain(words.table(table.entity)))
        opened(title, _new, visitor, table, dict(given or {}))


def offer_change(visitor: Visitor, table: Opened, row: Detail) -> None:
    """The button that changes this row, for whoever may."""
    names = changeable(table, row)
    if not names:
        return
    if st.button(_("Change"), type="primary", icon=":material/edit:", key="nb_change"):
        forget(f"row_{table.entity.key}_{row.id}")
        opened(
            _("Change: {what}", what=plain(words.table(table.entity))), _change, visitor, table, row
        )


def changeable(table: Opened, row: Detail) -> list[str]:
    """The columns that may be changed."""
    if not row.changeable:
        return []
    return [one.name for one in row.columns if one.name in table.changeable]


def _new(visitor: Visitor, table: Opened, given: Mapping[str, Any]) -> None:
    entity = table.entity
    names = [one.name for one in entity.columns if one.name in table.creatable]
    start = {**_defaults(table), **given}
    asked = asking.ask(
        entity, names, f"new_{entity.key}", visitor, given=start, path=_near(visitor)
    )
    if st.button(_("Save"), type="primary", key="nb_new_save") and asked.sound():
        row_id = act(_("Saved."), create_row, visitor, entity.key, asked.values)
        if row_id is not None:
            link.go("row", of=entity.key, id=row_id)


def _change(visitor: Visitor, table: Opened, row: Detail) -> None:
    entity, key = table.entity, f"row_{table.entity.key}_{row.id}"
    names = changeable(table, row)
    asked = asking.ask(
        entity,
        names,
        key,
        visitor,
        given=row.values,
        path=_near(visitor),
        change=True,
    )
    if st.button(_("Save"), type="primary", key="nb_change_save") and asked.sound():
        act_and_rerun(_("Saved."), change_row, visitor, entity.key, row.id, asked.changed, row.seen)


def _defaults(table: Opened) -> dict[str, Any]:
    """What the model fills in by itself is offered, and can be seen before it is saved."""
    fields = table.entity.model.model_fields
    return {
        name: fields[name].get_default()
        for name in table.creatable
        if name in fields and not fields[name].is_required() and not fields[name].default_factory
    }


def _near(visitor: Visitor) -> str:
    """Where people and places are looked for: the widest place that the visitor serves."""
    paths = sorted((held.path for held in visitor.held), key=lambda path: (path.count("/"), path))
    return paths[0] if paths else "/"
