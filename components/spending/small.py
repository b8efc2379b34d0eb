"""Leave for small sums: what it allows, what is left of it in this period (小额支出授权)."""

from datetime import date, timedelta

import streamlit as st

from components import bar, link, money
from components.act import act_and_rerun
from components.dialog import opened
from components.format import day, yuan
from components.language import _
from components.ledger.words import head
from components.reading import read
from components.spending import words
from components.spending.ask import use_and_head
from components.spending.card import motion
from components.text import plain
from models.base import now
from models.ledger import Book
from models.revision import Area
from rules.calendar import day_of
from rules.permission import Permission, Visitor
from rules.spending.request import Terms
from services.spending.allowance import StandingRow, standings
from services.spending.standing import end_standing, record_standing

AREAS = (Area.LEDGER,)
A_YEAR = timedelta(days=364)


def section(book: Book, visitor: Visitor, today: date) -> None:
    """Every authorisation with its bar, and the ways to add one or end it."""
    rows = read(AREAS, book.path, standings, book.id or 0, today)
    may = visitor.may(Permission.ASK_SPENDING, book.path)
    if not rows and not may:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.subheader(_("Leave for small sums"))
        st.space("stretch")
        title = _("Record an authorisation")
        if may and st.button(title, icon=":material/add:", key="nb_standing"):
            opened(title, _record, book, visitor)
    if not rows:
        st.info(_("None yet. The owners may allow small sums in advance, within a cap."))
    for row in rows:
        _card(row, visitor, today, may)


def _card(row: StandingRow, visitor: Visitor, today: date, may: bool) -> None:
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"**{plain(row.title)}** {_badge(row, today)}")
        facts = [
            words.use(row.use),
            head(row.head),
            _("{amount} at a time at most", amount=yuan(row.each_fen)),
            f"{day(row.starts_on, year=True)} – {day(row.ends_on, year=True)}",
        ]
        st.markdown(f":gray[{' · '.join(plain(fact) for fact in facts)}]")
        if row.holds(today):
            text = _(
                "This period: {used} of {all} used; {left} left",
                used=yuan(row.used_fen),
                all=yuan(row.period_fen),
                left=yuan(row.left_fen),
            )
            bar.show(row.used_fen, row.period_fen, text)
        if row.ended_reason:
            st.caption(_("Ended because: {reason}", reason=plain(row.ended_reason)))
        with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
            link.to("motion", _("The owners' decision"), "how_to_vote", id=row.motion_id)
            title = _("End this leave")
            icon = ":material/block:"
            if (
                may
                and not row.ended_reason
                and st.button(title, icon=icon, key=f"nb_end_{row.id}", type="tertiary")
            ):
                opened(title, _end, row, visitor)


def _badge(row: StandingRow, today: date) -> str:
    if row.holds(today):
        return f":green-badge[{_('in force')}]"
    if not row.ended_reason and today < row.starts_on:
        return f":blue-badge[{_('from {day}', day=day(row.starts_on, year=True))}]"
    return f":gray-badge[{_('ended')}]"


def _record(book: Book, visitor: Visitor) -> None:
    st.caption(_("The owners' motion has to name both sums."))
    title = st.text_input(
        _("Title"), max_chars=80, key="nb_title", placeholder=_("Small repairs 2026")
    )
    use, picked = use_and_head(book, "standing")
    left, right = st.columns(2)
    with left:
        each = money.asked(_("A single payment at most"), "nb_each")
        starts = st.date_input(_("From"), day_of(now()), key="nb_starts", format="YYYY-MM-DD")
    with right:
        whole = money.asked(_("All payments of a period at most"), "nb_period")
        last = day_of(now()) + A_YEAR
        ends = st.date_input(_("Until"), last, key="nb_ends", format="YYYY-MM-DD")
    motion_id = motion(book)
    if st.button(
        _("Record it"), type="primary", key="nb_confirm", disabled=not (motion_id and use)
    ):
        terms = Terms(
            title or "",
            use,
            picked,
            each or 0,
            whole or 0,
            starts or day_of(now()),
            ends or last,
        )
        done = _("The authorisation is recorded.")
        act_and_rerun(done, record_standing, visitor, book.id or 0, terms, motion_id)


def _end(row: StandingRow, visitor: Visitor) -> None:
    reason = st.text_area(_("Reason (everybody can read it)"), max_chars=300, key="nb_reason")
    if st.button(_("End this leave"), type="primary", key="nb_confirm"):
        done = _("The authorisation is ended.")
        act_and_rerun(done, end_standing, visitor, row.id, reason or "")
