"""Custom fields where their subject is dealt with (自定义字段区)."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from components import asking
from components.act import act_and_rerun
from components.asking import Asked
from components.asking.asked import forget
from components.dialog import opened
from components.language import _
from components.reading import read
from components.table import words as table_words
from components.text import plain
from models.revision import Area
from rules.asking.value import EMPTY
from rules.entity import Entity
from rules.permission import Visitor
from rules.refusal import Refused
from services.entity import entity_for
from services.field.filling import own_columns, own_names
from services.row.changing import change_row
from services.table.detail import Detail, detail

AREAS = tuple(Area)  # a row may hang on anything


def ask_new(
    key: str, path: str, visitor: Visitor, given: Mapping[str, Any] | None = None
) -> Asked | None:
    """The custom fields of a row that is about to be made; ``None`` where there are none.

    ``given`` is what the form around them knows already: conditions may look at it.
    """
    entity = _entity(key, path)
    if entity is None or not own_names(entity):
        return None
    start = {**dict.fromkeys(entity.by_name), **(given or {})}
    return asking.ask(
        entity,
        own_names(entity),
        f"own_{key}",
        visitor,
        given=start,
        path=path,
        change=True,
        every=True,
    )


def sound(own: Asked | None) -> bool:
    """Whether nothing is wrong with what was said to ``ask_new``; what is, is told beside it."""
    return own is None or own.sound()


def said(own: Asked | None) -> dict[str, Any]:
    """What was said to ``ask_new``, when it is ``sound``; nothing where nothing was asked."""
    return {} if own is None else own.values


def held(key: str, row_id: int, visitor: Visitor) -> dict[str, Any]:
    """The custom fields of a row as a row that follows it begins: what the visitor reads of them,
    and what names nobody."""
    row = _row(visitor, key, row_id)
    if row is None:
        return {}
    mine = {c.name for c in row.columns if c.extra and not c.personal}
    return {name: value for name, value in row.values.items() if name in mine}


def panel(key: str, row_id: int, path: str, visitor: Visitor) -> None:
    """What is filled in of a row's custom fields, for whoever may read them, and the button that
    fills them in, for whoever may; nothing where there are none."""
    if not read((Area.DEFINITION,), "/", own_columns, key, path):
        return
    row = _row(visitor, key, row_id)
    if row is None:
        return
    entity = _entity(key, path)
    assert entity is not None
    mine = [c for c in entity.columns if c.extra and not c.hidden and c.name in row.values]
    if not mine:
        return
    asking.show(mine, row.values, visitor, key, row_id)
    names = [c.name for c in mine if c.writable]
    if row.changeable and names:
        _offer(visitor, entity, row, path, tuple(names))


def _offer(
    visitor: Visitor, entity: Entity, row: Detail, path: str, names: tuple[str, ...]
) -> None:
    """The way to fill it in, and what is still empty."""
    words, button = _("Fill in"), f"nb_own_{entity.key}_{row.id}"
    empty = [entity.by_name[name] for name in names if row.values.get(name) in EMPTY]
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if st.button(words, icon=":material/edit:", type="tertiary", key=button):
            forget(f"own_{entity.key}_{row.id}")
            opened(words, _fill, visitor, entity, (row.id, path), names)
        if empty:
            told = _(", ").join(table_words.column(one) for one in empty)
            st.caption(plain(_("Not filled in yet: {names}", names=told)))


def _entity(key: str, path: str) -> Entity | None:
    return read((Area.DEFINITION,), "/", entity_for, key, path)


def _row(visitor: Visitor, key: str, row_id: int) -> Detail | None:
    try:
        return read(AREAS, "/", detail, visitor, key, row_id)
    except Refused:
        return None


def _fill(
    visitor: Visitor, entity: Entity, row_at: tuple[int, str], names: tuple[str, ...]
) -> None:
    row_id, path = row_at
    row = _row(visitor, entity.key, row_id)
    if row is None:
        return
    asked = asking.ask(
        entity,
        names,
        f"own_{entity.key}_{row_id}",
        visitor,
        given=row.values,
        path=path,
        change=True,
    )
    if st.button(_("Save"), type="primary", key="nb_own_save") and asked.sound():
        act_and_rerun(_("Saved."), change_row, visitor, entity.key, row_id, asked.values, row.seen)
