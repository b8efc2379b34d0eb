"""What the chair may do with a meeting, by where it stands (主持)."""

from collections.abc import Callable
from datetime import datetime

import streamlit as st

from components import photo
from components.act import act_and_rerun
from components.dialog import opened
from components.language import _
from components.meeting import minutes, room
from components.meeting.form import change_form
from components.reading import read
from components.text import plain
from models.meeting import Meeting
from models.revision import Area
from rules.meeting import Phase, check_in_opens, phase
from rules.permission import Visitor
from services.meeting.album import add_photos
from services.meeting.attendance import enter_by_hand, strike
from services.meeting.calling import add_topic, cancel_meeting
from services.meeting.listing import offered
from services.meeting.reading import Account, sheet

Body = Callable[[Meeting, Visitor], None]


def acts(told: Account, visitor: Visitor, moment: datetime) -> None:
    """The one act that is due now as a button, the others behind a menu."""
    meeting = told.meeting
    found = phase(meeting, moment)
    in_room = moment >= check_in_opens(meeting.starts_at)
    if found in (Phase.AHEAD, Phase.ON) and in_room:
        words, icon = _("Show the sign-in code"), ":material/qr_code_2:"
        if st.button(words, type="primary", icon=icon, key="nb_show_code"):
            opened(words, room.show_code, meeting.id or 0, visitor)
    if found in (Phase.ON, Phase.OWING) and not minutes.is_open(meeting, visitor):
        minutes.write_button(meeting, main=found is Phase.OWING)
    _menu(_others(found, in_room), meeting, visitor)


def _others(found: Phase, in_room: bool) -> dict[str, tuple[str, Body]]:
    """The acts that this phase leaves open, by a stable code."""
    known: dict[str, tuple[str, Body]] = {
        "change": (_("Change time or place"), change_form),
        "add": (_("Add a topic"), _add),
        "enter": (_("Enter who came"), _enter),
        "strike": (_("Correct the sheet"), _strike),
        "photos": (_("Add photos"), _photos),
        "cancel": (_("Call it off"), _cancel),
    }
    allowed = {
        Phase.AHEAD: ["change", "add", "cancel"],
        Phase.ON: ["enter", "strike", "photos", "cancel"],
        Phase.OWING: ["enter", "strike", "photos", "cancel"],
        Phase.MINUTED: ["photos"],
        Phase.CANCELLED: [],
    }[found]
    if found is Phase.AHEAD and in_room:
        allowed = ["enter", "strike", *allowed]
    return {code: known[code] for code in allowed}


def _menu(others: dict[str, tuple[str, Body]], meeting: Meeting, visitor: Visitor) -> None:
    if not others:
        return
    picked = st.menu_button(
        _("More"),
        list(others),
        format_func=lambda code: others[code][0],
        icon=":material/more_horiz:",
        key="nb_more",
    )
    if picked is not None:
        title, body = others[picked]
        opened(title, body, meeting, visitor)


def _add(meeting: Meeting, visitor: Visitor) -> None:
    found = read((Area.DELIBERATION,), meeting.path, offered, meeting.path)
    by_id = {row.topic_id: row for row in found}
    if not by_id:
        st.info(_("No open topic belongs here."))
        return
    st.caption(_("A topic that comes too late for its notice is marked so, and only talked over."))
    ask = _("Topic")
    picked = st.selectbox(
        ask, list(by_id), format_func=lambda i: by_id[i].title, key="nb_agenda_topic"
    )
    if st.button(_("Put it on the agenda"), type="primary", key="nb_confirm"):
        done = _("“{title}” is on the agenda.", title=plain(by_id[picked].title))
        act_and_rerun(done, add_topic, visitor, meeting.id or 0, picked)


def _cancel(meeting: Meeting, visitor: Visitor) -> None:
    st.warning(_("A meeting that is called off cannot be called on again. The reason is public."))
    reason = st.text_area(_("Reason"), max_chars=500, key="nb_reason")
    if st.button(_("Call it off"), type="primary", key="nb_confirm"):
        done = _("The meeting is called off.")
        act_and_rerun(done, cancel_meeting, visitor, meeting.id or 0, reason or "")


def _enter(meeting: Meeting, visitor: Visitor) -> None:
    names = st.text_area(
        _("Names, one a line"),
        key="nb_names",
        height=160,
        help=_("For those without an account or a phone. Two of one name: add the flat."),
    )
    guest = st.checkbox(_("They sit in as guests and are not counted"), key="nb_guest")
    if st.button(_("Put them on the sheet"), type="primary", key="nb_confirm"):
        done = _("They are on the sheet.")
        act_and_rerun(done, enter_by_hand, visitor, meeting.id or 0, names or "", guest)


def _strike(meeting: Meeting, visitor: Visitor) -> None:
    areas = (Area.DELIBERATION, Area.PLACE, Area.MEMBER)
    came = {row.id: row for row in read(areas, meeting.path, sheet, meeting.id or 0)}
    if not came:
        st.info(_("Nobody is on the sheet yet."))
        return
    picked = st.selectbox(
        _("Who was entered by mistake?"),
        list(came),
        format_func=lambda i: came[i].name,
        key="nb_strike",
    )
    reason = st.text_input(_("Reason"), max_chars=500, key="nb_reason")
    if st.button(_("Take the line off"), type="primary", key="nb_confirm"):
        act_and_rerun(_("The line is taken off."), strike, visitor, picked, reason or "")


def _photos(meeting: Meeting, visitor: Visitor) -> None:
    pictures = photo.chooser(f"meeting_{meeting.id}")
    if st.button(_("Hang them up"), type="primary", key="nb_confirm"):
        act_and_rerun(_("The photos hang here."), add_photos, visitor, meeting.id or 0, pictures)
