"""Planning to share out, tying the plan to the owners' vote, taking it back (拟定方案)."""

import streamlit as st

from components import money
from components.act import act_and_rerun, why
from components.dialog import opened
from components.distribution import words
from components.format import yuan
from components.language import _
from components.reading import read
from components.spending.card import motion
from components.text import plain
from models.distribution import Basis, DistributionState
from models.ledger import Book
from models.revision import Area
from rules.distribution import LONGEST_NOTE
from rules.permission import Permission, Visitor
from rules.refusal import Refused
from services.distribution import reading
from services.distribution.planning import (
    Plan,
    decide_distribution,
    plan_distribution,
    withdraw_distribution,
)
from services.distribution.reading import PlanRow, Preview

AREAS = (Area.LEDGER, Area.ROLL, Area.PLACE)


def form(book: Book, visitor: Visitor) -> None:
    """What, by what, how much; with what it comes to before it is written down."""
    title = st.text_input(
        _("Title"), max_chars=80, key="nb_title", placeholder=_("Revenue of 2026")
    )
    picked = st.selectbox(_("Shared out"), list(Basis), format_func=words.basis, key="nb_basis")
    basis = picked or Basis.AREA
    left, right = st.columns(2)
    with left:
        total = money.asked(_("Sum to share out"), "nb_total")
    with right:
        fund = money.asked(_("Of this to the maintenance fund first"), "nb_fund")
    note = parts = ""
    if basis is not Basis.AREA:
        note = st.text_input(
            _("Where the owners agreed on this"),
            max_chars=LONGEST_NOTE,
            key="nb_note",
            placeholder=_("Covenant, clause 12"),
        )
    if basis is Basis.AGREED:
        labels = read(AREAS, book.path, reading.labels, book.id or 0, basis)
        parts = st.text_area(
            _("Parts of every unit, one a line"),
            "\n".join(f"{label} 1" for label in labels),
            key="nb_parts",
            height=180,
        )
    asked = Plan(title or "", basis, total or 0, fund or 0, note or "", parts or "")
    if asked.total_fen:
        _preview(book, asked)
    if st.button(_("Write the plan"), type="primary", key="nb_confirm"):
        done = _("The plan is written. Now the owners decide.")
        act_and_rerun(done, plan_distribution, visitor, book.id or 0, asked)


def _preview(book: Book, asked: Plan) -> None:
    """What everybody would get, or why it cannot be."""
    try:
        found: Preview = read(AREAS, book.path, reading.preview, book.id or 0, asked)
    except Refused as refusal:
        st.warning(why(refusal))
        return
    if found.for_fund_fen > asked.fund_fen:
        least = _(
            "The law of this place wants at least {least} for the maintenance fund first.",
            least=plain(yuan(found.for_fund_fen)),
        )
        st.warning(least)
    st.markdown(
        _(
            "**{n} units**, from {least} to {most} each.",
            n=found.units,
            least=plain(yuan(found.least_fen)),
            most=plain(yuan(found.most_fen)),
        )
    )
    rows = [
        f"- {plain(label)} · {plain(words.weight(asked.basis, weight))} · {plain(yuan(fen))}"
        for label, weight, fen in found.examples
    ]
    st.markdown("\n".join(rows))


def acts(row: PlanRow, book: Book, visitor: Visitor) -> None:
    """For a plan that is not decided: the owners' vote, or the way back."""
    if row.state is not DistributionState.DRAFT:
        return
    if not visitor.may(Permission.ASK_SPENDING, book.path):
        return
    title = _("Name the owners' motion")
    if st.button(title, icon=":material/how_to_vote:", key=f"nb_decide_{row.id}", type="tertiary"):
        opened(title, _decide, row, book, visitor)
    title = _("Take it back")
    if st.button(title, icon=":material/undo:", key=f"nb_withdraw_{row.id}", type="tertiary"):
        opened(title, _withdraw, row, visitor)


def _decide(row: PlanRow, book: Book, visitor: Visitor) -> None:
    st.write(_("The owners' vote, on item 9 of Civil Code 278, has to name these sums:"))
    sums = [row.total_fen, *([row.fund_fen] if row.fund_fen else [])]
    st.markdown("、".join(plain(yuan(fen)) for fen in sums))
    motion_id = motion(book)
    if st.button(_("Name it"), type="primary", key="nb_confirm", disabled=not motion_id):
        done = _("The plan is decided; its shares may be paid.")
        act_and_rerun(done, decide_distribution, visitor, row.id, motion_id)


def _withdraw(row: PlanRow, visitor: Visitor) -> None:
    reason = st.text_area(_("Reason (everybody can read it)"), max_chars=300, key="nb_reason")
    if st.button(_("Take it back"), type="primary", key="nb_confirm"):
        done = _("The plan is taken back.")
        act_and_rerun(done, withdraw_distribution, visitor, row.id, reason or "")
