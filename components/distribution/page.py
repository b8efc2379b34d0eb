"""Every plan to share out: what it comes to, my share, how far it is paid (收益分配)."""

from datetime import date

import streamlit as st

from components import bar, kept, link
from components.distribution import mine, pay, plan, words
from components.format import day, yuan
from components.language import _
from components.reading import read
from components.text import plain
from models.base import now
from models.distribution import Basis, DistributionState, ShareState
from models.ledger import Book
from models.revision import Area
from rules.calendar import day_of
from rules.distribution import per_square_metre
from rules.permission import Visitor
from services.distribution import reading
from services.distribution.reading import PlanRow

AREAS = (Area.LEDGER,)
HELD = (DistributionState.DECIDED, DistributionState.DONE)


def show(visitor: Visitor) -> None:
    """The plans of one compound, the newest first."""
    book = kept.headed(_("Distribution"), _("Plan to share out"), plan.form, visitor)
    if book is None:
        return
    st.caption(_("Civil Code 283: as the owners agreed, else by the area of what each one owns."))
    rows = read(AREAS, book.path, reading.plans, book.id or 0)
    if not rows:
        st.info(_("Nothing was shared out yet. Plans and everybody's share will stand here."))
    for row in rows:
        _card(row, book, visitor, day_of(now()))


def _card(row: PlanRow, book: Book, visitor: Visitor, today: date) -> None:
    with st.container(border=True, gap="small"):
        st.markdown(f"#### {plain(row.title)} {words.badge(row.state)}")
        st.markdown(f":gray[{_facts(row)}]")
        _figures(row)
        if row.state is not DistributionState.WITHDRAWN:
            mine.show(row, book, visitor)
        if row.state in HELD:
            _progress(row)
        with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
            if row.motion_id:
                link.to("motion", _("The owners' decision"), "how_to_vote", id=row.motion_id)
            mine.download(row, book)
            plan.acts(row, book, visitor)
            pay.acts(row, book, visitor, today)


def _facts(row: PlanRow) -> str:
    parts = [words.basis(row.basis), row.note]
    if row.decided_on is not None:
        parts.append(_("decided on {day}", day=day(row.decided_on, year=True)))
    return " · ".join(plain(part) for part in parts if part)


def _figures(row: PlanRow) -> None:
    with st.container(horizontal=True, gap="small"):
        _metric(_("Sum to share out"), yuan(row.total_fen))
        if row.fund_fen:
            _metric(_("To the maintenance fund first"), yuan(row.fund_fen))
        _metric(_("To {n} units", n=row.units), yuan(row.shared_fen))
        if row.basis is Basis.AREA:
            fen = per_square_metre(row.shared_fen, row.weight)
            _metric(_("For a square metre"), f"¥ {float(fen) / 100:.4f}")
        else:
            _metric(_("For one unit"), _span(row))


def _span(row: PlanRow) -> str:
    if row.least_fen == row.most_fen:
        return yuan(row.least_fen)
    return f"{yuan(row.least_fen)} – {yuan(row.most_fen)}"


def _metric(label: str, value: str) -> None:
    st.metric(label, value, border=True, height="stretch")


def _progress(row: PlanRow) -> None:
    """How many shares are paid, wait, or came back; and the fund's part."""
    paid, back = row.of(ShareState.PAID), row.of(ShareState.RETURNED)
    text = _(
        "{paid} of {all} shares paid, {fen} of {total}",
        paid=paid.count,
        all=row.units,
        fen=yuan(paid.fen),
        total=yuan(row.shared_fen),
    )
    bar.show(paid.fen, row.shared_fen, text)
    if back.count:
        told = _("{n} shares came back, {fen}", n=back.count, fen=yuan(back.fen))
        st.markdown(f":orange[:material/undo: {told}]")
    if row.fund_fen:
        moved = _(
            "Maintenance fund: {moved} of {all} are there",
            moved=yuan(row.fund_moved_fen),
            all=yuan(row.fund_fen),
        )
        sign = "check_circle" if row.fund_moved_fen >= row.fund_fen else "schedule"
        st.markdown(f":gray[:material/{sign}: {moved}]")
