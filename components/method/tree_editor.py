"""The tree on the workbench: weights with their sum, and one node opened (指标编辑)."""

from typing import Any

import streamlit as st

from components.language import _
from components.method import node_editor
from components.method.bench import Bench, Plain, put
from components.method.naming import both, named
from components.method.number import kept_like, shown
from components.text import plain
from rules.method.change import (
    GROUPS,
    changed,
    moved,
    node,
    shelf,
    siblings,
    walk,
    with_group,
    with_indicator,
    without,
)
from rules.method.tree import MOST_GROUPS, MOST_INDICATORS
from rules.refusal import N_

WHOLE = 100
TOP = ""  # the option for the whole


def show(here: Bench) -> Plain:
    """The body as the inputs say."""
    body = here.body
    picked = _pick(here)
    is_group = picked == TOP or shelf(body, picked) == GROUPS
    found = node(body, picked) if picked else None
    parent = (picked or None) if is_group else (found or {}).get("parent")
    body = _weights(here, body, parent)
    if picked == TOP:
        body = node_editor.whole(here, body)
    elif is_group:
        body = node_editor.group(here, body, picked)
    else:
        body = node_editor.indicator(here, body, picked)
    _buttons(here, body, picked, parent)
    return body


def _pick(here: Bench) -> str:
    """One node of the tree; the whole at first."""
    rows = walk(here.body)
    depth = {one["code"]: level for one, level in rows}
    titles = {one["code"]: named(one) for one, _level in rows}

    def title(code: str) -> str:
        if code == TOP:
            return _("The whole score")
        mark = "▾ " if shelf(here.body, code) == GROUPS else ""
        return "\u3000" * (depth.get(code, 0) + 1) + mark + titles.get(code, code)

    options = [TOP, *titles]
    picked = st.selectbox(
        _("What do you want to change?"), options, format_func=title, key="nb_node"
    )
    return picked if picked in options else TOP


def _weights(here: Bench, body: Plain, parent: str | None) -> Plain:
    """The weights of siblings beside each other, and what they come to."""
    beside = siblings(body, parent)
    if not beside:
        return body
    above = node(body, parent) if parent else None
    how = (above or {}).get("aggregate") or body.get("aggregate", "arithmetic")
    st.markdown(f"**{_('Weights')}** · {plain(named(above)) if above else _('The whole score')}")
    with st.grid(min_column_width=180, key="nb_weights"):
        for one in beside:
            given = st.number_input(
                plain(named(one)),
                0.0,
                1000.0,
                shown(one.get("weight", 1)) or 0.0,
                1.0,
                format="%.10g",
                key=here.key(f"weight_{one['code']}"),
            )
            weight = kept_like(given, one.get("weight", 1))
            if weight != one.get("weight", 1):
                body = changed(body, one["code"], {"weight": weight})
    if how != "sum":
        _sum(siblings(body, parent))
    else:
        st.caption(_("Points are added here: 1 counts them once, and there is no sum to reach."))
    return body


def _sum(beside: list[Plain]) -> None:
    total = round(sum(shown(one.get("weight", 1)) or 0.0 for one in beside), 6)
    told = f"{total:.10g}"
    if total == WHOLE:
        st.success(_("Sum: {n} %", n=told), icon=":material/check:")
    elif total < WHOLE:
        lacking = f"{WHOLE - total:.10g}"
        st.warning(_("Sum: {n} %; {m} % are missing", n=told, m=lacking), icon=":material/warning:")
    else:
        over = f"{total - WHOLE:.10g}"
        st.warning(_("Sum: {n} %; {m} % too much", n=told, m=over), icon=":material/warning:")


def _buttons(here: Bench, body: Plain, picked: str, parent: str | None) -> None:
    """What changes the tree itself."""
    with st.container(horizontal=True, gap="xsmall"):
        full = len(body.get("indicators", ())) >= MOST_INDICATORS
        if st.button(_("Add an indicator"), icon=":material/add:", key="nb_add", disabled=full):
            _go(here, with_indicator(body, parent, both(N_("New indicator"))), "indicators")
        full = full or len(body.get("groups", ())) >= MOST_GROUPS
        title = _("Add a group")
        if st.button(title, icon=":material/create_new_folder:", key="nb_group", disabled=full):
            _go(
                here,
                with_group(body, parent, both(N_("New group")), both(N_("New indicator"))),
                "groups",
            )
        if picked == TOP:
            return
        own = (node(body, picked) or {}).get("parent")
        row = [one["code"] for one in siblings(body, own) if _alike(body, one["code"], picked)]
        first, last = row[:1] == [picked], row[-1:] == [picked]
        if st.button(_("Up"), icon=":material/arrow_upward:", key="nb_up", disabled=first):
            put(here, moved(body, picked, -1))
        if st.button(_("Down"), icon=":material/arrow_downward:", key="nb_down", disabled=last):
            put(here, moved(body, picked, 1))
        if st.button(_("Remove"), icon=":material/delete:", key="nb_remove"):
            st.session_state.pop("nb_node", None)
            put(here, without(body, picked))


def _alike(body: Plain, code: str, other: str) -> bool:
    return shelf(body, code) == shelf(body, other)


def _go(here: Bench, body: dict[str, Any], kind: str) -> None:
    """The new node is opened at once."""
    st.session_state["nb_node_next"] = body[kind][-1]["code"]
    put(here, body)


def open_next() -> None:
    """Before the inputs are drawn: open the node that was just added."""
    if code := st.session_state.pop("nb_node_next", None):
        st.session_state["nb_node"] = code
