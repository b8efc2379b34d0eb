"""What may be done with a set: publish, ask, roll back, give up, take along (变更集操作)."""

import streamlit as st

from components import link
from components.act import act, act_and_rerun
from components.change.standing import may
from components.dialog import opened
from components.language import _, n_
from components.reading import read
from db.session import glance
from models.definition import ChangeState
from models.revision import Area
from rules.permission import Permission, Visitor
from services import change
from services.change import Checked, Shown
from services.change.standing import OPEN


def show(found: Shown, seen: Checked | None, visitor: Visitor) -> None:
    """One main act, the others beside it."""
    state = found.found.state
    configures = may(visitor, Permission.CONFIGURE, found)
    publishes = may(visitor, Permission.PUBLISH_CHANGES, found)
    with st.container(horizontal=True, gap="small"):
        if state in OPEN and seen is not None:
            _open(found, seen, visitor, publishes)
        title = _("Roll back")
        if (
            state is ChangeState.PUBLISHED
            and publishes
            and st.button(title, icon=":material/undo:", key="nb_undo")
        ):
            opened(title, _undo, found, visitor)
        if found.items:
            _export(found, visitor)
        title = _("Give it up")
        if (
            state in OPEN
            and configures
            and st.button(title, icon=":material/delete:", key="nb_drop")
        ):
            opened(title, _drop, found, visitor)


def _open(found: Shown, seen: Checked, visitor: Visitor, publishes: bool) -> None:
    kept, off = found.found, not seen.sound
    if found.takes_two and kept.state is ChangeState.DRAFT:
        text = _("Ask a second person to publish")
        if st.button(
            text, type="primary", icon=":material/person_add:", key="nb_ask", disabled=off
        ):
            done = _("Publication is asked for.")
            act_and_rerun(done, change.ask_publication, visitor, kept.id or 0, kept.edit_count)
        return
    own_hand = visitor.member_id in found.hands
    if found.takes_two and own_hand:
        text = _("You worked on this change set yourself: somebody else must publish it.")
        st.markdown(f":gray[:material/group: {text}]", width="content")
        return
    title = _("Publish")
    if publishes and st.button(
        title, type="primary", icon=":material/publish:", key="nb_publish", disabled=off
    ):
        opened(title, _publish, found, seen.failing, visitor)


def _publish(found: Shown, failing: int, visitor: Visitor) -> None:
    kept = found.found
    many = n_("{n} change holds from now on.", "{n} changes hold from now on.", len(found.items))
    st.markdown(many + " " + _("All of it can be rolled back."))
    agreed = True
    if failing:
        text = n_(
            "{n} row does not fit any more. It stays as it is, and is refused when somebody "
            "changes it next.",
            "{n} rows do not fit any more. They stay as they are, and are refused when somebody "
            "changes them next.",
            failing,
        )
        st.warning(text, icon=":material/warning:")
        agreed = st.checkbox(_("I have looked at these rows."), key="nb_accept")
    if st.button(_("Confirm"), type="primary", key="nb_confirm", disabled=not agreed):
        done = _("Published. It holds from now on.")
        given = (kept.id or 0, kept.edit_count, failing)
        act_and_rerun(done, change.publish_change, visitor, *given)


def _undo(found: Shown, visitor: Visitor) -> None:
    set_id = found.found.id or 0
    if read((Area.DEFINITION, Area.PLACE), "/", change.undo_takes_two, set_id):
        _ask_back(found, visitor)
        return
    st.markdown(_("What held before each of these changes holds again at once."))
    if st.button(_("Confirm"), type="primary", key="nb_confirm"):
        done = _("Rolled back. What held before holds again.")
        act_and_rerun(done, change.undo_change, visitor, set_id)


def _ask_back(found: Shown, visitor: Visitor) -> None:
    """What two people have closed is not opened again by one."""
    st.markdown(
        _(
            "What comes back allows more than what holds now, so a second person must publish it. "
            "Until then everything stays as it is."
        )
    )
    label = _("Ask a second person to publish")
    if st.button(label, type="primary", key="nb_confirm"):
        title = _("Roll back: {title}", title=found.found.title)
        done = _("Publication is asked for.")
        made = act(done, change.reverse_change, visitor, found.found.id or 0, title)
        if made:
            link.go("changes")


def _drop(found: Shown, visitor: Visitor) -> None:
    st.markdown(_("What is in this set is given up; what holds stays as it is."))
    if st.button(_("Confirm"), type="primary", key="nb_confirm"):
        done = _("The change set is given up.")
        if act(done, change.drop_change, visitor, found.found.id or 0):
            link.go("changes")


def _export(found: Shown, visitor: Visitor) -> None:
    """The file is made when it is asked for."""

    def made() -> bytes:
        with glance() as session:
            return change.export_change(session, visitor, found.found.id or 0).encode()

    st.download_button(
        _("Export"),
        made,
        file_name=f"change-{found.found.id}.json",
        mime="application/json",
        icon=":material/download:",
        on_click="ignore",
        key="nb_export",
    )
