"""A change of one square, on its way into a change set (提出权限变更)."""

import streamlit as st

from components.change.pick import save_into
from components.language import _
from components.reading import read
from components.right import words
from components.table import words as table_words
from models.definition import DefinitionKind
from models.revision import Area
from rules.permission import Visitor
from rules.right import ACTIONS, EVERYONE, WRITING, Action
from rules.right.changing import changed
from services.entity import entity_for
from services.right.matrix import able, own

AREAS = (Area.DEFINITION,)


def ask(visitor: Visitor, role: str, key: str) -> None:
    """The actions, and for reading and changing the columns. A row rule stays as it is."""
    entity = read(AREAS, "/", entity_for, key)
    now = read(AREAS, "/", own, role, key)
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
    save_into(
        visitor, DefinitionKind.RIGHT, f"{role}.{key}", changed(now, role, key, actions, fields)
    )
