"""Who has an account, with which roles; making one more (成员列表)."""

import streamlit as st

from components import address, label, place
from components.dialog import opened
from components.language import _
from components.member import desk, newcomer
from components.reading import read
from components.text import plain
from models.member import Role
from models.revision import Area
from rules.permission import BELONGING, Permission, Visitor
from services.member import reading
from services.member.reading import PAGE_ROWS, MemberRow, Wanted

AREAS = (Area.MEMBER, Area.PLACE)
CLOSED = "closed"


def show(visitor: Visitor) -> None:
    """Filters, cards, pages."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.title(_("Members"))
        st.space("stretch")
        if st.button(_("New member"), type="primary", icon=":material/person_add:"):
            opened(_("New member"), newcomer.ask, visitor)
    if not visitor.may(Permission.MANAGE_MEMBERS):
        st.caption(
            _("You may bring in residents of your compounds. Officials are appointed above.")
        )
    wanted = _filters(visitor)
    number = read(AREAS, "/", reading.count, wanted)
    if not number:
        st.info(_("Nobody fits. Take a filter away, or make an account."))
        return
    above, page = place.paged(number, PAGE_ROWS)
    st.caption(_("{n} members", n=f"{number:,}"))
    with above, st.grid("auto", min_column_width=320, gap="small"):
        for row in read(AREAS, "/", reading.members, wanted, page):
            _card(row, visitor)


def _filters(visitor: Visitor) -> Wanted:
    manages = visitor.may(Permission.MANAGE_MEMBERS)
    needed = Permission.MANAGE_MEMBERS if manages else Permission.INVITE
    paths = {held.path for held in visitor.held if visitor.may(needed, held.path)}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        words = place.words(_("Name, user name or whole phone number"))
        role = _role(list(Role) if manages else [r for r in Role if r in BELONGING])
        only = st.pills(
            _("Only"),
            [CLOSED],
            format_func=lambda _code: _("Locked"),
            key=address.key("only", [CLOSED]),
            label_visibility="collapsed",
        )
    return Wanted(
        paths=tuple(sorted(paths)),
        belonging_only=not manages,
        words=words,
        role=role,
        closed=address.keep("only", only) == CLOSED,
    )


def _role(offered: list[Role]) -> Role | None:
    codes = [role.value for role in offered]
    picked = st.selectbox(
        _("Role"),
        codes,
        index=None,
        format_func=label.role,
        key=address.key("role", codes),
        placeholder=_("All roles"),
        label_visibility="collapsed",
        width=180,
    )
    found = address.keep("role", picked)
    return Role(found) if found else None


def _card(row: MemberRow, visitor: Visitor) -> None:
    with st.container(border=True, gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(f"**{plain(row.name)}** :gray[{plain(row.username)}]", width="content")
            st.space("stretch")
            if st.button(_("Look after"), key=f"nb_member_{row.id}", type="tertiary"):
                opened(plain(row.name), desk.show, row.id, visitor)
        marks(row)
        for grant in row.grants[:4]:
            st.caption(f"{label.role(grant.role)} · {plain(grant.place)}")
        if not row.grants:
            st.caption(_("No role"))


def marks(row: MemberRow) -> None:
    """What is out of the ordinary with an account."""
    if row.closed_at is not None:
        st.badge(_("Locked"), icon=":material/lock:", color="gray")
    elif not row.has_password:
        st.badge(_("Has not come in yet"), icon=":material/schedule:", color="orange")
