"""What was imported or changed together before, and taking it back (批次)."""

import streamlit as st

from components import format as written
from components.act import act_and_rerun, why
from components.dialog import opened
from components.language import _
from components.load import report
from components.reading import read
from components.text import plain
from db.session import glance
from models.history import BatchKind, BatchState
from models.revision import Area
from rules.entity import Entity
from rules.permission import Visitor
from rules.refusal import Refused
from services.load.opening import Past, bad_rows, batches
from services.load.undo import changed_since, undo_batch

AREAS = (Area.REGISTER, Area.DEFINITION, Area.MEMBER, Area.PLACE)


def show(visitor: Visitor, entity: Entity) -> None:
    """The last batches, each with its undoing."""
    found = read(AREAS, "/", batches, visitor, entity.key)
    if not found:
        return
    st.subheader(_("Batches so far"))
    for one in found:
        _one(visitor, one)


def _one(visitor: Visitor, one: Past) -> None:
    counts = _(
        "{new} new, {changed} changed, {bad} not taken",
        new=f"{one.created:,}",
        changed=f"{one.changed:,}",
        bad=f"{one.failed:,}",
    )
    with st.container(horizontal=True, vertical_alignment="center", border=True):
        title = _("Changed together") if one.kind is BatchKind.BULK else plain(one.file_name)
        with st.container(width=460):
            st.markdown(f"**{title}** · {counts}")
            st.caption(f"{written.clock(one.at)} · {plain(one.by)}")
        if one.state is BatchState.UNDONE:
            st.badge(_("Batch undone"), icon=":material/undo:", color="gray")
            return
        if one.failed and st.button(
            _("Not taken"), key=f"nb_load_bad_{one.id}", type="tertiary", icon=":material/rule:"
        ):
            opened(_("Not taken"), _bad, visitor, one.id)
        if one.created + one.changed and st.button(
            _("Undo this batch"),
            key=f"nb_load_undo_{one.id}",
            type="tertiary",
            icon=":material/undo:",
        ):
            opened(_("Undo this batch"), _undo, visitor, one)


def _bad(visitor: Visitor, batch_id: int) -> None:
    try:
        with glance() as session:
            bad = bad_rows(session, visitor, batch_id)
    except Refused as refusal:
        st.error(why(refusal), icon=":material/block:")
        return
    report.listed(bad)
    report.download(bad, "nb_load_bad_again")


def _undo(visitor: Visitor, one: Past) -> None:
    """Say first what it does; where others were quicker, let him choose."""
    try:
        with glance() as session:
            others = changed_since(session, visitor, one.id)
    except Refused as refusal:
        st.error(why(refusal), icon=":material/block:")
        return
    st.write(
        _(
            "{new} rows that came with it go, {changed} rows are again as they were.",
            new=f"{one.created:,}",
            changed=f"{one.changed:,}",
        )
    )
    leave = False
    if others:
        st.warning(_("{n} rows were changed since.", n=f"{others:,}"), icon=":material/warning:")
        leave = st.checkbox(_("Leave these as they are now"), key="nb_load_leave")
    ready = not others or leave
    if st.button(_("Undo this batch"), type="primary", disabled=not ready, key="nb_load_undo_now"):
        act_and_rerun(_("Batch undone"), undo_batch, visitor, one.id, leave)
