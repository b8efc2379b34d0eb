"""Proof of delivery at the desk: some homes, a building, or a file (登记送达)."""

import re
from collections.abc import Callable

import streamlit as st

from components.act import act, redraw
from components.language import _
from components.reading import read
from models.motion import Motion
from models.revision import Area
from rules.permission import Visitor
from services.motion import (
    Delivered,
    record_building_delivery,
    record_delivery,
    record_delivery_file,
    take_back_delivery,
)
from services.motion.heads import BuildingDelivery, deliveries

AREAS = (Area.DELIBERATION,)
_BETWEEN = re.compile(r"[\s,，、;；]+")
_LAST = "nb_delivery_last"


def show(motion: Motion, visitor: Visitor) -> None:
    """How far it has come, then the three ways to record it."""
    assert motion.id is not None
    rows = read(AREAS, motion.path, deliveries, motion.id)
    done, every = sum(row.delivered for row in rows), sum(row.units for row in rows)
    st.markdown(_("**{done} of {all}** papers delivered", done=f"{done:,}", all=f"{every:,}"))
    if last := st.session_state.pop(_LAST, None):
        _told(last)
    how = st.text_input(
        _("How it was served"), _("By hand, signed for"), max_chars=200, key="nb_delivery_how"
    )
    with st.container(horizontal=True, gap="small", vertical_alignment="bottom"):
        _homes(motion.id, visitor, how or "")
        _building(motion.id, visitor, how or "", rows)
        _file(motion.id, visitor, how or "")
        _mistake(motion.id, visitor)


def _homes(motion_id: int, visitor: Visitor, how: str) -> None:
    with st.popover(_("Some homes"), icon=":material/home:"):
        typed = st.text_area(
            _("Home numbers, with blanks or commas between"), key="nb_delivery_homes"
        )
        if st.button(_("Record"), type="primary", key="nb_delivery_record"):
            labels = [label for label in _BETWEEN.split(typed or "") if label]
            _done(record_delivery, visitor, motion_id, labels, how)


def _building(
    motion_id: int, visitor: Visitor, how: str, rows: tuple[BuildingDelivery, ...]
) -> None:
    with st.popover(_("A whole building"), icon=":material/apartment:"):
        left = {row.building: row for row in rows if row.delivered < row.units}
        if not left:
            st.caption(_("Every building is done."))
            return
        building = st.selectbox(
            _("Building"),
            list(left),
            format_func=lambda name: f"{name} ({left[name].delivered} / {left[name].units})",
            key="nb_delivery_building",
        )
        if st.button(_("Record"), type="primary", key="nb_delivery_whole"):
            _done(record_building_delivery, visitor, motion_id, building, how)


def _file(motion_id: int, visitor: Visitor, how: str) -> None:
    with st.popover(_("From a file"), icon=":material/upload_file:"):
        st.caption(_("A CSV file with one home number in each row."))
        file = st.file_uploader(_("File"), type=["csv"], key="nb_delivery_file", max_upload_size=5)
        if file is not None and st.button(_("Record"), type="primary", key="nb_delivery_csv"):
            _done(record_delivery_file, visitor, motion_id, file.getvalue(), how)


def _mistake(motion_id: int, visitor: Visitor) -> None:
    with st.popover(_("Correct a mistake"), icon=":material/undo:", type="tertiary"):
        typed = st.text_area(_("Home numbers, with blanks or commas between"), key="nb_undeliver")
        reason = st.text_input(_("Reason"), max_chars=200, key="nb_undeliver_reason")
        if st.button(_("Take back"), key="nb_undeliver_confirm"):
            labels = [label for label in _BETWEEN.split(typed or "") if label]
            done = _("The record of delivery is taken back.")
            deed = (visitor, motion_id, labels, reason or "")
            if act(done, take_back_delivery, *deed) is not None:
                redraw()


def _done(deed: Callable[..., Delivered], *arguments: object) -> None:
    """Record, and say on the next draw what came of it."""
    done = act(_("Delivery is recorded."), deed, *arguments)
    if done is not None:
        st.session_state[_LAST] = done
        redraw()


def _told(done: Delivered) -> None:
    facts = {"n": done.recorded, "already": done.already}
    st.success(_("{n} recorded, {already} were recorded before.", **facts))
    if done.unknown:
        labels = "、".join(done.unknown[:50])
        st.warning(_("Not on the list: {labels}", labels=labels), icon=":material/report:")
