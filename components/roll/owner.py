"""One owner of a unit: masked, with his account and what may be done (业主卡片)."""

import streamlit as st

from components import invitation
from components.act import act, act_and_rerun
from components.dialog import opened
from components.language import _
from components.reading import read
from components.roll import full
from components.text import plain
from models.place import Place
from models.revision import Area
from rules.permission import Permission, Visitor
from services.member import reading as members
from services.roll.claim import invite_owner, link_owner, unlink_owner
from services.roll.namesake import part_owner
from services.roll.owner import OwnerChange, change_owner
from services.roll.reading import OwnerRow, UnitDetail


def card(here: Place, unit: UnitDetail, row: OwnerRow, visitor: Visitor) -> None:
    """Name, phone, account; buttons for those entrusted."""
    with st.container(border=True, gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{plain(row.name)}**")
            if row.developer:
                st.badge(_("Developer"), color="gray")
            if row.member_id:
                st.badge(row.member, icon=":material/how_to_vote:", color="green")
            else:
                st.badge(_("No account"), color="orange")
        _marks(unit, row)
        _buttons(here, unit, row, visitor)


def _marks(unit: UnitDetail, row: OwnerRow) -> None:
    marks = [row.phone or _("no phone"), _("ID number kept") if row.has_id_number else ""]
    st.caption(" · ".join(mark for mark in marks if mark))
    others = [door for door in row.units if door != unit.unit.label]
    if others:
        st.caption(_("Also owns {units}", units="、".join(others[:8])))


def _buttons(here: Place, unit: UnitDetail, row: OwnerRow, visitor: Visitor) -> None:
    with st.container(horizontal=True, gap="xsmall"):
        if visitor.may(Permission.READ_PERSONAL, here.path) and st.button(
            _("Full data"), key=f"nb_full_{row.id}", type="tertiary", icon=":material/visibility:"
        ):
            opened(_("Full data"), full.ask_for_one, here, visitor, row.id)
        if not visitor.may(Permission.IMPORT_ROLL, here.path):
            return
        if st.button(
            _("Correct"), key=f"nb_owner_{row.id}", type="tertiary", icon=":material/edit:"
        ):
            opened(_("Correct this owner"), _correct, unit, row, visitor)
        if st.button(
            _("Account"), key=f"nb_account_{row.id}", type="tertiary", icon=":material/badge:"
        ):
            opened(_("Account of this owner"), _account, here, row, visitor)


def _correct(unit: UnitDetail, row: OwnerRow, visitor: Visitor) -> None:
    st.caption(_("What you leave empty stays; a single “-” takes a number away."))
    with st.form("nb_owner", border=False):
        name = st.text_input(_("Full name"), placeholder=row.name, max_chars=80)
        phone = st.text_input(_("Phone"), placeholder=row.phone, max_chars=30)
        id_number = st.text_input(_("ID number"), max_chars=30)
        if st.form_submit_button(_("Save"), type="primary"):
            change = OwnerChange(name, phone, id_number)
            act_and_rerun(_("Owner corrected"), change_owner, visitor, row.id, change)
    if len(row.units) > 1 and st.button(
        _("{unit} belongs to a namesake", unit=unit.unit.label), icon=":material/call_split:"
    ):
        done = _("Told apart: they are two owners now")
        act_and_rerun(done, part_owner, visitor, row.id, unit.unit.id)


def _account(here: Place, row: OwnerRow, visitor: Visitor) -> None:
    if row.member_id:
        st.write(_("This account votes for what the owner holds."))
        st.code(row.member, language=None)
        if st.button(_("Take the account away"), icon=":material/link_off:"):
            act_and_rerun(_("Account taken away"), unlink_owner, visitor, row.id)
        return
    st.write(_("With an account the owner votes online. Check the papers before you link it."))
    _link(row, visitor)
    if visitor.may(Permission.INVITE, here.path):
        _invite(row, visitor)


def _link(row: OwnerRow, visitor: Visitor) -> None:
    words = st.text_input(
        _("An account exists: user name, full name or phone"), key="nb_find_member", max_chars=60
    )
    if not words:
        return
    found = read((Area.MEMBER,), "/", members.known, words)
    if not found:
        st.caption(_("No account of exactly this name or number."))
    for member_id, username, name in found:
        if st.button(
            _("Link {username} ({name})", username=username, name=name), key=f"nb_link_{member_id}"
        ):
            act_and_rerun(_("Account linked"), link_owner, visitor, row.id, member_id)


def _invite(row: OwnerRow, visitor: Visitor) -> None:
    with st.form("nb_invite_owner", border=False):
        username = st.text_input(_("No account yet: choose a user name"), max_chars=60)
        if st.form_submit_button(_("Make an account"), type="primary"):
            made = act(_("Account made"), invite_owner, visitor, row.id, username)
            if made is not None:
                invitation.show(username, made[1])
