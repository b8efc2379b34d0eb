"""Every rule asked of one book and one year (预警一览)."""

from collections.abc import Callable, Mapping
from datetime import date

from sqlmodel import Session

from models.ledger import Book
from rules.warning import RULES, WarningKind
from services.warning import decision, edge, income, payment
from services.warning.finding import Found, Raws, Scope, found

ASK: Mapping[WarningKind, Callable[[Session, Scope], Raws]] = {
    WarningKind.SAME_PERSON: decision.too_few,
    WarningKind.BEFORE_DECISION: decision.before_decision,
    WarningKind.WITHOUT_DECISION: decision.without_decision,
    WarningKind.OVER_DECISION: decision.over_decision,
    WarningKind.INCOME_MISSING: income.missing,
    WarningKind.FALLEN: income.fallen,
    WarningKind.DUPLICATE: payment.paid_twice,
    WarningKind.SPLIT: payment.split,
    WarningKind.PERIOD_EDGE: edge.entered_late,
    WarningKind.REVERSED_AT_EDGE: edge.taken_back,
    WarningKind.ROUND_SUMS: payment.round_sums,
    WarningKind.NO_VOUCHER: payment.no_voucher,
}


def warnings(session: Session, book_id: int, year: int, today: date) -> dict[WarningKind, Found]:
    """What each rule finds, in the order in which the rules are told; none is left out."""
    scope = Scope(session.get_one(Book, book_id), year, today)
    return {kind: found(session, kind, ASK[kind](session, scope)) for kind in RULES}
