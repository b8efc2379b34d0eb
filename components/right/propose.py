"""A change of one square, on its way into a change set (提出权限变更)."""

from typing import Any

import streamlit as st

from components.change.editor import in_set
from components.change.pick import save_into
from components.language import _
from components.reading import read
from components.right import foreseen, words
from components.table import words as table_words
from models.definition import DefinitionKind
from models.revision import Area
from rules.permission import Visitor
from rules.right import ACTIONS, EVERYONE, WRITING, Action, body_problems
from rules.right.changing import changed, with_table
from services import definition
from services.entity import entity_for
from services.right.matrix import able, own

AREAS, KIND = (Area.DEFINITION,), DefinitionKind.RIGHT


def ask(visitor: Visitor, role: str, key: str) -> None:
    """The actions, and for reading and changing the columns. A row rule stays as it is."""
    entity = foreseen.ask(entity_for, key)
    now = foreseen.ask(own, role, key)
    held = [action for action in ACTIONS if any(action in right.actions for right in now)]
    offered = [
        action
        for action in ACTIONS
        if (able(action, entity) or action is Action.MEASURE)
        and not (role == EVERYONE and action in WRITING)
    ]
    st.markdown(f"**{words.role(role)}** · {table_words.cell(table_words.table(entity))}")
    actions = st.pills(
        _("May"),
        offered,
        default=[action for action in held if action in offered],
        selection_mode="multi",
        format_func=words.action,
        key="nb_right_actions",
    )
    named = {column.name: table_words.column(column) for column in entity.columns}
    limited = any(right.fields is not None for right in now)
    every = st.toggle(
        _("All columns, those added later too"), value=not limited, key="nb_right_every"
    )
    fields: list[str] | None = None
    if not every:
        known = [name for name in named if any(name in (right.fields or named) for right in now)]
        fields = st.multiselect(
            _("Columns"),
            list(named),
            default=known,
            format_func=named.__getitem__,
            key="nb_right_fields",
        )
        if not fields:
            st.info(_("Pick at least one column."))
            return
    rules = [right for right in now if right.rows is not None]
    if rules:
        st.caption(_("The rule about rows stays as it is."))
    save_into(visitor, KIND, *_line(role, key, changed(now, role, key, actions, fields)))


def _line(role: str, key: str, body: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """What changes, and to what: one table of the role; or the role as a whole, where the set in
    the address speaks of it so, and nothing stands in its place for the table."""
    one, whole = f"{role}.{key}", in_set(KIND, role)
    apart = in_set(KIND, one) is not None or read(AREAS, "/", definition.one, KIND, one) is not None
    if whole is None or apart or body_problems(whole.body):
        return one, body
    return role, with_table(whole.body, key, body)
