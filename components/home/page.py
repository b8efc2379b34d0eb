"""The home page, for a member, for a newcomer, for a stranger (今日)."""

import streamlit as st

from components import benefit, link, notice, place
from components.board import card
from components.format import day
from components.home import mine
from components.language import _
from components.meeting.words import weekday
from components.reading import read
from components.text import plain
from models.base import now, this_minute
from models.place import Place
from models.revision import Area
from rules.calendar import day_of
from rules.permission import Visitor
from services import notice as notices
from services.benefit import reading as benefits
from services.firm.tie import speaks_for
from services.home.around import Around, around
from services.notice import NoticeRow

AREAS = (Area.DELIBERATION,)
CARDS, NOTICES, BENEFITS = 6, 4, 3


def show(visitor: Visitor) -> None:
    """The answer first: what waits for me; or, for a stranger, what is being decided."""
    today = day_of(now())
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.title(_("Today"), width="content")
        st.caption(f"{day(today)} {weekday(this_minute())}", width="content")
        st.space("stretch")
        here = place.pick(visitor)
    speaks = visitor.signed_in and read((Area.FIRM,), "/", speaks_for, visitor.member_id)
    shown = mine.show(visitor, today) if visitor.held or speaks else frozenset()
    if visitor.signed_in and not visitor.held and not speaks:
        _newcomer()
    if here is None:
        st.info(_("No neighbourhood is set up here yet. An administrator adds places first."))
        return
    found = read(AREAS, here.path, around, here.path)
    if not visitor.signed_in:
        _stranger(here, found)
    left, right = st.columns([2, 1], gap="large")
    with left:
        _open(found, here, visitor, shown)
    with right:
        _notices(here)
        _benefits(here)


def _newcomer() -> None:
    """An account without any role yet: what to do about it."""
    st.info(
        _(
            "Your account is not tied to a home yet. Bring your papers to the residents' "
            "committee: once they enter you, what waits for you stands here."
        ),
        icon=":material/waving_hand:",
    )


def _stranger(here: Place, found: Around) -> None:
    """What this neighbourhood is deciding, and how to take part."""
    told = _(
        "{place} has **{n}** matters under way, **{votes}** of them in a vote.",
        place=plain(here.name),
        n=found.open_total,
        votes=found.voting_total,
    )
    st.markdown(told)
    with st.container(border=True, gap="small"):
        st.markdown(f"**{_('How to take part')}**")
        st.markdown("\n".join(f"{n}. {words}" for n, words in enumerate(_ways(), 1)))
        link.main("sign_in", _("Sign in"), "login")


def _ways() -> list[str]:
    return [
        _("You live here? The residents' committee or your grid worker opens an account for you."),
        _("Raise a matter, support your neighbours', say what you think, tenants too."),
        _("Owners vote under the Civil Code; everybody concerned rates the result."),
    ]


def _open(found: Around, here: Place, visitor: Visitor, shown: frozenset[int]) -> None:
    """What is open here, without what already stands above."""
    today = day_of(now())
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader(_("Under way here"))
        st.space("stretch")
        link.to("board", _("All {n} on the board", n=found.open_total), place=here.code)
    duties = card.serving(visitor, here.path)
    if not found.cards:
        st.info(_("Nothing stands here. Raise a matter, and your neighbours can support it."))
    with st.grid("auto", min_column_width=260, gap="small"):
        for row in [row for row in found.cards if row.id not in shown][:CARDS]:
            card.show(row, duties, today)


def _notices(here: Place) -> None:
    posted = read((Area.NOTICE,), here.path, notices.notices, here.path)
    st.subheader(_("Latest notices"))
    if not posted.total:
        st.caption(_("Nothing is posted."))
        return
    moment = this_minute()
    lines = [_posted(row) for row in posted.rows[:NOTICES] if row.posted_at <= moment]
    st.markdown("\n\n".join(lines))
    if posted.total > NOTICES:
        link.to("notices", _("All notices"), place=here.code)


def _posted(row: NoticeRow) -> str:
    facts = f"{notice.kinds()[row.kind]} · {day(day_of(row.posted_at))}"
    return f"[{plain(row.title)}]({notice.paper(row.code)})  \n:small[:gray[{facts}]]"


def _benefits(here: Place) -> None:
    told = read(AREAS, here.path, benefits.benefits, here.path, "", None, 1, BENEFITS)
    if not told.total:
        return
    st.subheader(_("What came of it"))
    for row in told.rows:
        with st.container(gap="xxsmall"):
            link.to("topic", plain(row.title), id=row.topic_id)
            st.markdown(f":small[{benefit.facts(row)}]")
    link.to("benefits", _("All results"), place=here.code)
