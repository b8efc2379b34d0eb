"""Looking after one member: roles, the one-time link, the lock (成员管理)."""

import streamlit as st

from components import invitation, label
from components.act import act, act_and_rerun
from components.language import _
from components.member import where
from components.reading import read
from components.text import plain
from models.member import Role
from models.revision import Area
from rules.member import roles_to_give
from rules.permission import Permission, Visitor
from services.member import reading
from services.member.reading import GrantRow, MemberRow
from services.member.serving import (
    change_member,
    grant_role,
    link_for,
    lock_member,
    revoke_role,
    unlock_member,
)

PARTS = ("roles", "link", "account")


def show(member_id: int, visitor: Visitor) -> None:
    """What may be done for the member, one part at a time."""
    rows = read((Area.MEMBER, Area.PLACE), "/", reading.members_of, (member_id,))
    if not rows:
        st.info(_("There is no such member."))
        return
    row = rows[0]
    names = {"roles": _("Roles"), "link": _("One-time link"), "account": _("Account")}
    offered = PARTS if visitor.may(Permission.MANAGE_MEMBERS) else PARTS[:2]
    part = st.segmented_control(
        _("Part"),
        offered,
        format_func=names.__getitem__,
        default="roles",
        required=True,
        key=f"nb_desk_{member_id}",
        label_visibility="collapsed",
    )
    if part == "link":
        _link(row, visitor)
    elif part == "account":
        _account(row, visitor)
    else:
        _roles(row, visitor)


def _roles(row: MemberRow, visitor: Visitor) -> None:
    for grant in row.grants:
        _grant(grant, visitor)
    if not row.grants:
        st.caption(_("No role"))
    roles = roles_to_give(visitor)
    st.markdown(f"**{_('Give a role')}**")
    role = st.selectbox(
        _("Role"),
        roles,
        format_func=label.role,
        key=f"nb_role_{row.id}",
        disabled=len(roles) == 1,
        label_visibility="collapsed",
    )
    place = where.ask(Role(role), visitor, f"nb_role_place_{row.id}")
    if st.button(_("Give this role"), type="primary", disabled=place is None) and place:
        act_and_rerun(_("Role given"), grant_role, visitor, row.id, Role(role), place.id)
    st.caption(_("After a change of roles the member signs in anew."))


def _grant(grant: GrantRow, visitor: Visitor) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"**{label.role(grant.role)}** {plain(grant.place)}", width="content")
        st.space("stretch")
        if grant.role is Role.OWNER:
            st.caption(_("from the roll"))
        elif _may_take(grant, visitor) and st.button(
            _("Take away"), key=f"nb_take_{grant.id}", type="tertiary", icon=":material/close:"
        ):
            act_and_rerun(_("Role taken away"), revoke_role, visitor, grant.id)


def _may_take(grant: GrantRow, visitor: Visitor) -> bool:
    invited = grant.role is Role.RESIDENT and visitor.may(Permission.INVITE, grant.path)
    return invited or visitor.may(Permission.MANAGE_MEMBERS, grant.path)


def _link(row: MemberRow, visitor: Visitor) -> None:
    st.write(
        _("A one-time link sets a new password. Make it only when the person stands before you.")
    )
    if row.has_password:
        st.caption(_("The old password works until the link is used."))
    if st.button(_("Make a link"), type="primary"):
        key = act(_("Link made"), link_for, visitor, row.id)
        if key is not None:
            invitation.show(row.username, key)


def _account(row: MemberRow, visitor: Visitor) -> None:
    with st.form(f"nb_member_form_{row.id}", border=False):
        name = st.text_input(_("Full name"), value=row.name, max_chars=50)
        phone = st.text_input(_("Phone"), placeholder=row.phone or _("none"), max_chars=30)
        if st.form_submit_button(_("Save")):
            act_and_rerun(_("Member changed"), change_member, visitor, row.id, name, phone)
    if row.closed_at is None:
        st.caption(_("A locked account lets nobody in; its roles and its votes stay."))
        if st.button(_("Lock this account"), icon=":material/lock:"):
            act_and_rerun(_("Account locked"), lock_member, visitor, row.id)
    elif st.button(_("Open this account again"), icon=":material/lock_open:"):
        act_and_rerun(_("Account open again"), unlock_member, visitor, row.id)
