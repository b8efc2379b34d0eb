"""The answer first: how much is there, what came in, what went out, what is mine (四个数)."""

import streamlit as st

from components import figure
from components.format import day, yuan
from components.language import _
from components.ledger.asked import Asked
from components.reading import read
from models.ledger import Fund
from models.revision import Area
from rules.ledger.position import position
from rules.permission import Visitor
from services.ledger.reading.share import cut, labels_of

QUARTER = 3  # months


def show(asked: Asked, visitor: Visitor) -> None:
    """Four figures, each with its day and what to compare it with."""
    here, now = asked.standing, asked.now
    this = position(here.flows, asked.fund, now.number, now.number)
    before = position(here.flows, asked.fund, now.number - 1, now.number - 1)
    income, spent = _("Income this period"), _("Spent this period, with costs")
    if here.period_months == QUARTER:
        income, spent = _("Income this quarter"), _("Spent this quarter, with costs")
    until = _("as of {day}", day=day(asked.today))
    with st.grid(4, min_column_width=160, gap="small"):
        figure.show(_("Balance now"), yuan(this.closing_fen), until)
        figure.show(income, yuan(this.income_fen), _before(before.income_fen))
        figure.show(spent, yuan(this.spent_fen), _before(before.spent_fen))
        _mine(asked, visitor, this.closing_fen)


def _before(fen: int) -> str:
    return _("period before: {sum}", sum=yuan(fen))


def _mine(asked: Asked, visitor: Visitor, balance_fen: int) -> None:
    """The owner's own share; for everybody else what it comes to for a household."""
    mine = own(asked, visitor)
    if mine and asked.fund is Fund.REVENUE and balance_fen > 0:
        whole = read((Area.ROLL,), asked.place.path, cut, asked.standing.place_id, balance_fen)
        parts = [part for label in mine if (part := whole.of(label))]
        figure.show(
            _("My share, by area"), yuan(sum(part.fen for part in parts)), _("of the balance now")
        )
        return
    homes = asked.place.households
    if homes:
        beside = _("{n} households", n=f"{homes:,}")
        figure.show(_("For each household"), yuan(balance_fen // homes), beside)


def own(asked: Asked, visitor: Visitor) -> tuple[str, ...]:
    """The units that the visitor owns here."""
    if not visitor.signed_in or visitor.member_id is None:
        return ()
    return read(
        (Area.ROLL,), asked.place.path, labels_of, asked.standing.place_id, visitor.member_id
    )
