"""What a change of rights gives and takes, table by table, in words (权限变更对照)."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from components.condition import in_words
from components.language import _
from components.reading import read
from components.right import words
from components.table import words as table_words
from models.revision import Area
from rules.entity import Entity
from rules.refusal import Refused
from rules.right import ACTIONS, Right, body_problems, read_rights
from services.change.reading import ShownItem
from services.entity import entity_for


def show(item: ShownItem) -> None:
    """Each table of which something else is said: what the role might do, what it may."""
    before, after = _by_table(item.before), _by_table(item.after)
    tables = changed(item)
    if not tables:
        st.caption(_("Nothing differs."))
        return
    rows = []
    for key in tables:
        entity = _entity(key)
        rows.append(
            {
                _("Table"): table_words.table(entity) if entity else key,
                _("Before"): _told(before.get(key, ()), entity),
                _("After"): _told(after.get(key, ()), entity),
            }
        )
    st.table(rows)


def changed(item: ShownItem) -> list[str]:
    """The tables of which something else is said."""
    before, after = _by_table(item.before), _by_table(item.after)
    return [key for key in dict.fromkeys([*before, *after]) if before.get(key) != after.get(key)]


def _by_table(body: Mapping[str, Any] | None) -> dict[str, tuple[Right, ...]]:
    if body is None or body_problems(body):
        return {}
    found: dict[str, tuple[Right, ...]] = {}
    for right in read_rights(body):
        for key in sorted(right.tables):
            found[key] = (*found.get(key, ()), right)
    return found


def _entity(key: str) -> Entity | None:
    try:
        return read((Area.DEFINITION,), "/", entity_for, key)
    except Refused:
        return None


def _told(rights: tuple[Right, ...], entity: Entity | None) -> str:
    """Every right in a line of Markdown."""
    return "  \n".join(_line(one, entity) for one in rights) or words.NONE


def _line(right: Right, entity: Entity | None) -> str:
    said = _(", ").join(words.action(action) for action in ACTIONS if action in right.actions)
    told = [f"**{said}**", _columns(right, entity)]
    if right.rows is not None:
        rule = in_words(right.rows, entity) if entity else ""
        told.append(_("rows: {rule}", rule=rule))
    return " · ".join(told)


def _columns(right: Right, entity: Entity | None) -> str:
    named = entity.by_name if entity else {}

    def names(given: frozenset[str]) -> str:
        known = [name for name in named if name in given] + sorted(given - set(named))
        called = [table_words.column(named[n]) if n in named else n for n in known]
        return _(", ").join(table_words.cell(one) for one in called)

    said = (
        _("all columns")
        if right.fields is None
        else _("columns: {names}", names=names(right.fields))
    )
    return f"{said}, {_('without {names}', names=names(right.without))}" if right.without else said
