"""Putting a filter together: column – is – value, in groups of any or all (筛选条件).

The tree lies in the session while the dialog is open; what it makes stands in the address.
"""

import json
from itertools import count
from typing import Any

import streamlit as st

from components import link
from components.dialog import opened
from components.language import _
from components.table import asking_value, words
from rules.condition import ALWAYS, Condition, written
from rules.permission import Visitor
from rules.refusal import N_
from rules.table.draft import ASKS, DEEPEST, OFFERED, Group, Line, condition_of, draft_of
from services.table.opening import Opened

_TREE = "nb_filter_tree"
_WORDS = {"all": N_("All of these hold"), "any": N_("Any of these holds")}
_ids = count(1)
Node = dict[str, Any]


def offer(visitor: Visitor, table: Opened, condition: Condition) -> None:
    """The button that opens the filter; it says how many conditions hold."""
    number = _lines(condition)
    label = _("Filter ({n})", n=number) if number else _("Filter")
    if st.button(label, icon=":material/filter_alt:", key="nb_filter"):
        kinds = {one.name: one.kind for one in table.columns}
        given = None if condition == ALWAYS else written(condition)
        drafted = draft_of(given, kinds)
        st.session_state[_TREE] = _node(drafted or Group(), table)
        opened(_("Filter"), _body, visitor, table, drafted is None)


def _lines(condition: Condition) -> int:
    parts = getattr(condition, "parts", None)
    if parts is None:
        part = getattr(condition, "part", None)
        return 1 if part is None else _lines(part)
    return sum(_lines(one) for one in parts)


def _body(visitor: Visitor, table: Opened, unknown: bool) -> None:
    if unknown:
        st.info(
            _("This filter says more than can be put together here. A new one takes its place.")
        )
    tree: Node = st.session_state[_TREE]
    made = _group(visitor, table, tree, 1)
    kinds = {one.name: one.kind for one in table.columns}
    with st.container(horizontal=True):
        if st.button(_("Show these rows"), type="primary", key="nb_filter_go"):
            _apply(condition_of(made, kinds))
        if link.asked("where") and st.button(_("Without a filter"), type="tertiary"):
            _apply(None)


def _apply(condition: dict[str, Any] | None) -> None:
    st.query_params.pop("where", None)
    if condition is not None:
        said = json.dumps(condition, ensure_ascii=False, separators=(",", ":"))
        st.query_params["where"] = said
    st.rerun()


def _node(part: Group | Line, table: Opened) -> Node:
    if isinstance(part, Line):
        return {"id": next(_ids), "field": part.field, "ask": part.ask, "value": part.value}
    parts = [_node(one, table) for one in part.parts] or [_new_line(table)]
    return {"id": next(_ids), "any": part.any, "parts": parts}


def _new_line(table: Opened) -> Node:
    listed = [one for one in table.columns if one.name in table.entity.listed]
    first = next((one for one in listed or table.columns if not one.hidden), table.columns[0])
    return {"id": next(_ids), "field": first.name, "ask": OFFERED[first.kind][0], "value": None}


def _group(visitor: Visitor, table: Opened, node: Node, depth: int) -> Group:
    """One group; the inner ones are framed."""
    made = Group(node["any"])
    with st.container(border=depth > 1, gap="small"):
        if len(node["parts"]) > 1 or depth > 1:
            made.any = _any(node)
        for part in list(node["parts"]):
            if "parts" in part:
                made.parts.append(_group(visitor, table, part, depth + 1))
            else:
                made.parts.append(_line(visitor, table, part, node))
        _more(table, node, depth)
    return made


def _any(node: Node) -> bool:
    picked = st.segmented_control(
        _("Which of these conditions"),
        ["all", "any"],
        default="any" if node["any"] else "all",
        required=True,
        format_func=lambda code: (
            _("All of these hold") if code == "all" else _("Any of these holds")
        ),
        key=f"nb_f_{node['id']}_any",
        label_visibility="collapsed",
    )
    return picked == "any"


def _more(table: Opened, node: Node, depth: int) -> None:
    with st.container(horizontal=True, gap="small"):
        st.button(
            _("Condition"),
            icon=":material/add:",
            type="tertiary",
            key=f"nb_f_{node['id']}_line",
            on_click=_add,
            args=(node, _new_line, table),
        )
        if depth < DEEPEST:
            st.button(
                _("Group of conditions"),
                icon=":material/add_box:",
                type="tertiary",
                key=f"nb_f_{node['id']}_group",
                on_click=_add,
                args=(node, _new_group, table),
            )


def _new_group(table: Opened) -> Node:
    return {"id": next(_ids), "any": True, "parts": [_new_line(table), _new_line(table)]}


def _add(node: Node, make: Any, table: Opened) -> None:
    node["parts"].append(make(table))


def _take(node: Node, part: Node) -> None:
    node["parts"] = [one for one in node["parts"] if one["id"] != part["id"]]


def _line(visitor: Visitor, table: Opened, part: Node, node: Node) -> Line:
    """Column – is – value, and the way to take it out."""
    columns = {one.name: one for one in table.columns if not one.hidden}
    names, key = words.names(columns.values()), f"nb_f_{part['id']}"
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        name = st.selectbox(
            _("Column"),
            list(columns),
            index=list(columns).index(part["field"]) if part["field"] in columns else 0,
            format_func=names.__getitem__,
            key=f"{key}_field",
            label_visibility="collapsed",
            width=170,
        )
        column = columns[name]
        asks = OFFERED[column.kind]
        ask = st.selectbox(
            _("Comparison"),
            asks,
            index=asks.index(part["ask"]) if name == part["field"] and part["ask"] in asks else 0,
            format_func=lambda code: _(ASKS[code]),
            key=f"{key}_{name}_ask",
            label_visibility="collapsed",
            width=150,
        )
        given = part["value"] if (name, ask) == (part["field"], part["ask"]) else None
        value = asking_value.ask(visitor, column, ask, given, f"{key}_{name}_{ask}")
        st.button(
            _("Take out"),
            icon=":material/close:",
            type="tertiary",
            key=f"{key}_take",
            on_click=_take,
            args=(node, part),
        )
    return Line(name, ask, value)
