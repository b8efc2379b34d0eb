"""Roles across, tables down: what each may do with each (权限矩阵)."""

from typing import Any

import streamlit as st

from components import address, link, place
from components.language import _
from components.right import foreseen, square, words
from components.table import words as table_words
from models.member import Role
from rules.entity.words import GROUPS
from rules.permission import Visitor
from rules.right import EVERYONE, Roles
from services.right.matrix import Line, lines

FIRST = (EVERYONE, Role.OWNER.value, Role.COUNCIL.value, Role.STREET_OFFICER.value)
HEIGHT, WIDE = 420, 190
SHORT = 11  # rows that are shown without a scroll bar


def show(visitor: Visitor) -> None:
    """A group of tables by some roles; the square that is picked opens below."""
    st.caption(
        _(
            "Closed by default: whatever is not said here is not allowed. A role counts where it"
            " is held, and below. Pick a square to read it in words."
        )
    )
    foreseen.told()
    found = foreseen.ask(lines)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        said = place.words(_("Name of a table")).lower()
        group = _group(sorted({line.entity.group for line in found} & set(GROUPS), key=_order))
    roles = _roles()
    shown = [line for line in found if _fits(line, said, group)]
    if not shown or not roles:
        st.info(_("No table is called so.") if roles else _("Pick at least one role."))
        return
    st.caption(
        _(
            "{whole} every row and column; {part} only some of them.",
            whole=words.WHOLE,
            part=words.PART,
        )
    )
    picked = _table(shown, roles) or _named([line.entity.key for line in found])
    if picked is not None:
        st.divider()
        square.show(visitor, *picked)


def _named(keys: list[str]) -> tuple[str, str] | None:
    """The square that the address names."""
    role, key = link.asked("role"), link.asked("of")
    return (role, key) if role in Roles.known and key in keys else None


def _order(group: str) -> int:
    return list(GROUPS).index(group)


def _fits(line: Line, said: str, group: str) -> bool:
    of = line.entity
    if said:
        return said in f"{of.label} {of.english} {of.key}".lower()
    return of.group == group


def _group(groups: list[str]) -> str:
    picked = st.selectbox(
        _("Group of tables"),
        groups,
        format_func=lambda code: _(GROUPS[code]),
        key=address.key("group", groups, "registers"),
        label_visibility="collapsed",
        width=WIDE,
    )
    return address.keep("group", picked, "registers") or "registers"


def _roles() -> list[str]:
    picked = st.pills(
        _("Roles"),
        Roles.known,
        format_func=words.role,
        selection_mode="multi",
        key=address.keys("roles", Roles.known),
        label_visibility="collapsed",
    )
    chosen = address.keep_all("roles", [role for role in Roles.known if role in picked])
    return chosen or list(FIRST)


def _table(shown: list[Line], roles: list[str]) -> tuple[str, str] | None:
    """The matrix; the role and the table of the square that is picked."""
    rows = []
    for line in shown:
        told = {one.role: words.square(one) for one in line.squares}
        rows.append([table_words.table(line.entity), *(told[role] for role in roles)])
    config: dict[str, Any] = {
        role: st.column_config.TextColumn(words.role(role), width="medium") for role in roles
    }
    config["table"] = st.column_config.TextColumn(_("Table"), pinned=True)
    import pandas as pd  # noqa: PLC0415 65 MB that most servers never need

    event = st.dataframe(
        pd.DataFrame(rows, columns=["table", *roles]),
        column_config=config,
        hide_index=True,
        on_select="rerun",
        selection_mode="single-cell",
        key="nb_matrix_" + "_".join([shown[0].entity.key, str(len(shown)), *roles]),
        height="content" if len(rows) <= SHORT else HEIGHT,
    )
    cells = event["selection"]["cells"]
    if not cells or cells[0][1] not in roles:
        return None
    at, role = cells[0]
    return role, shown[at].entity.key
