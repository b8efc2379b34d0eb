"""How a row came to be what it is; and back to before any of it (历史与恢复)."""

import streamlit as st

from components import link
from components.act import act_and_rerun, why
from components.dialog import opened
from components.format import clock
from components.language import _
from components.reading import read
from components.table import words
from components.table.asked import AREAS
from components.text import plain
from models.form import FormAnswer
from models.history import RowChangeKind
from rules.entity import Entity
from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from services.row.restoring import restore_row
from services.table.history import Change, History, history

KINDS = {
    RowChangeKind.CREATED: N_("added"),
    RowChangeKind.CHANGED: N_("changed"),
    RowChangeKind.REMOVED: N_("removed"),
    RowChangeKind.RESTORED: N_("put back"),
}


def show(visitor: Visitor, entity: Entity, row_id: int) -> None:
    """Who changed the row last, and the way to all of it; to what acts did to it, in the trail."""
    found = read(AREAS, "/", history, visitor, entity.key, row_id)
    audits = visitor.may(Permission.READ_TRAIL)
    if not found.changes and not audits:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        if found.changes:
            _changed(visitor, entity, row_id, found.changes[0])
        if audits:
            about = f"{entity.table.name}:{row_id}"
            link.to("trail", _("What was done to it"), "manage_search", about=about)


def _changed(visitor: Visitor, entity: Entity, row_id: int, last: Change) -> None:
    st.caption(_("Last: {what}", what=_headed(last, entity)))
    if st.button(_("History"), icon=":material/history:", type="tertiary", key="nb_history"):
        title = _("History of {what}", what=plain(words.table(entity)))
        opened(title, _all, visitor, entity, row_id)


def gone(visitor: Visitor, entity: Entity, row_id: int) -> bool:
    """What is left of a row that was removed, with the way back; ``False``: there never was one."""
    try:
        found = read(AREAS, "/", history, visitor, entity.key, row_id)
    except Refused:
        return False
    if not found.gone:
        return False
    st.title(_("This row was removed"))
    last = found.changes[0]
    st.write(_headed(last, entity))
    _fields(last, found)
    if found.restorable:
        _back(visitor, entity, last, _("Put it back"))
    return True


def _all(visitor: Visitor, entity: Entity, row_id: int) -> None:
    try:
        found = read(AREAS, "/", history, visitor, entity.key, row_id)
    except Refused as refusal:
        st.error(why(refusal))
        return
    for change in found.changes:
        with st.container(border=True):
            st.markdown(f"**{_headed(change, entity)}**")
            _fields(change, found)
            if found.restorable and change.kind is not RowChangeKind.CREATED:
                _back(visitor, entity, change, _("Back to before this"))
    if found.more:
        st.caption(_("Older changes are in the trail."))


def _back(visitor: Visitor, entity: Entity, change: Change, label: str) -> None:
    if st.button(label, icon=":material/undo:", key=f"nb_back_{change.id}"):
        act_and_rerun(_("Put back."), restore_row, visitor, entity.key, change.id)


def _headed(change: Change, entity: Entity) -> str:
    """Who did what, when."""
    nobody = _("whoever answered") if entity.model is FormAnswer else _("the house")
    who = plain(change.who or nobody)
    done = _(KINDS[change.kind])
    at = clock(change.at, year=True)
    together = _("with many others") if change.batch_id else ""
    return " · ".join(filter(None, [f"{who} {done}", at, together]))


def _fields(change: Change, found: History) -> None:
    """Before and after, field by field."""
    lines = []
    for one in change.fields:
        before = words.cell(words.text(one.column, one.before, found.labels)) or words.NOTHING
        after = words.cell(words.text(one.column, one.after, found.labels)) or words.NOTHING
        name = words.cell(words.column(one.column))
        if change.kind in {RowChangeKind.CHANGED, RowChangeKind.RESTORED} and found.changes:
            lines.append(f"- {name}：:gray[{before}] → {after}")
        else:
            lines.append(f"- {name}：{after if after != words.NOTHING else before}")
    if change.sealed:
        lines.append(f"- :gray[{_('Something that names people changed too; it is not shown.')}]")
    if lines:
        st.markdown("\n".join(lines))
