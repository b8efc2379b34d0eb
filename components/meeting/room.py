"""In the room: the code on the wall, one tap to sign in, who is there (签到)."""

from datetime import datetime

import segno
import streamlit as st

from components import link
from components.act import act, act_and_rerun, redraw
from components.format import clock, percent
from components.language import _
from components.reading import read
from components.text import plain
from db.setting import setting
from models.revision import Area
from rules.meeting import Phase, check_in_opens, phase
from rules.permission import Visitor
from services.meeting.attendance import check_in, is_current, open_check_in
from services.meeting.reading import Account, account, has_come, sheet

AREAS = (Area.DELIBERATION,)
_CODE = "nb_check_in_code"


def arrive(told: Account, visitor: Visitor, moment: datetime) -> None:
    """For whoever scanned the code: one tap signs in."""
    code = link.asked("code")
    meeting = told.meeting
    if not code:
        return
    if not visitor.signed_in:
        st.info(_("You are at the meeting. Sign in here once, then tap to be on the sheet."))
        words = _("Sign in")
        if st.button(words, type="primary", icon=":material/login:", key="nb_sign_in_here"):
            link.go("sign_in", next=link.here())
    elif read(AREAS, told.place.path, has_come, meeting.id or 0, visitor.member_id or 0):
        st.success(_("You are on the sheet. Welcome."), icon=":material/how_to_reg:")
    elif phase(meeting, moment) in (Phase.AHEAD, Phase.ON):
        words = _("I am here")
        if st.button(words, type="primary", icon=":material/how_to_reg:", key="nb_check_in"):
            done = _("You are on the sheet. Welcome.")
            act_and_rerun(done, check_in, visitor, meeting.id or 0, code)


def attendance(told: Account, chairs: bool, moment: datetime) -> None:
    """Due and present, and the sheet: names in full for the chair, masked for everybody else."""
    meeting = told.meeting
    st.subheader(_("Attendance"))
    if phase(meeting, moment) in (Phase.AHEAD, Phase.CANCELLED) and not told.present:
        facts = {"n": meeting.due_count, "opens": clock(check_in_opens(meeting.starts_at))}
        st.markdown(_("{n} people are expected. Sign-in opens at {opens}.", **facts))
        return
    with st.container(horizontal=True, gap="medium"):
        st.metric(_("Expected"), meeting.due_count, width="content")
        st.metric(_("Present"), told.present, width="content")
        shown = min(told.present, meeting.due_count)
        st.metric(_("Share present"), percent(shown, meeting.due_count), width="content")
    came = read((*AREAS, Area.PLACE, Area.MEMBER), told.place.path, sheet, meeting.id or 0)
    if not came:
        st.caption(_("Nobody is on the sheet yet."))
        return
    join = _(", ")
    counted = [row.name if chairs else row.shown for row in came if not row.guest]
    guests = [row.name if chairs else row.shown for row in came if row.guest]
    st.markdown(plain(join.join(counted)))
    if guests:
        st.caption(_("Guests, not counted: {names}", names=plain(join.join(guests))))


def show_code(meeting_id: int, visitor: Visitor) -> None:
    """The code for the wall, large enough for the back row; the body of a dialog."""
    kept = st.session_state.get(_CODE)
    if kept is None or kept[0] != meeting_id:
        done = _("The code is valid now; an earlier one no longer is.")
        code = act(done, open_check_in, visitor, meeting_id)
        if code is None:
            return
        kept = st.session_state[_CODE] = (meeting_id, code)
    told = read(AREAS, "/", account, meeting_id)
    if told is None or not is_current(told.meeting, kept[1]):
        st.warning(_("Another screen shows a newer code: this one is no longer valid."))
    else:
        _wall(told, kept[1])
    with st.container(horizontal=True):
        st.button(_("Count again"), icon=":material/refresh:", key="nb_count_again")
        if st.button(_("New code"), icon=":material/sync_lock:", key="nb_new_code"):
            del st.session_state[_CODE]
            redraw()


def _wall(told: Account, code: str) -> None:
    meeting = told.meeting
    url = f"{setting().public_url}/meeting?id={meeting.id}&code={code}"
    drawn = segno.make(url, error="m").svg_inline(scale=8, border=3, dark="#000", light="#fff")
    with st.container(horizontal_alignment="center"):
        st.image(drawn, width=360, alt=_("QR code that signs people in to this meeting"))
        st.markdown(
            f"### {_('{present} of {due} came', present=told.present, due=meeting.due_count)}"
        )
    times = {"opens": clock(check_in_opens(meeting.starts_at)), "ends": clock(meeting.ends_at)}
    st.caption(_("Scan it, sign in, tap “I am here”. Valid from {opens} to {ends}.", **times))
