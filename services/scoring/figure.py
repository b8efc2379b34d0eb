"""Entering one number by hand, with where it can be looked up (数据录入)."""

from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from models.scoring import Figure, FigureSource
from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from rules.scoring import figure as rule
from rules.scoring.estimate import per_thousand, per_thousand_error
from services.firm.tie import must_be_unbound
from services.scoring.standing import (
    Read,
    body_of,
    leave,
    put_down,
    the_entrant,
    the_indicator,
)
from services.visitor import check, the_place


@dataclass(frozen=True)
class Given:
    """What is entered for one indicator (录入内容).

    Either its value, or so many ``cases`` where the figure is cases per 1,000 households. An
    empty value takes back what was entered; ``voucher`` is the SHA-256 of a paper behind it.
    """

    value: Any
    evidence: str
    voucher: str = ""
    cases: bool = False


def enter_figure(
    session: Session, actor: Visitor, entrant_id: int, indicator: str, given: Given
) -> Figure:
    """Put down a number for one indicator of one compound; the earlier one stays on record."""
    entrant, edition, _place = the_entrant(session, entrant_id)
    street = the_place(session, edition.place_id)
    fresh = check(session, actor, Permission.RUN_EDITION, street)
    must_be_unbound(session, fresh.member_id or 0, entrant.firm_id or 0)
    leaf = the_indicator(body_of(session, edition), indicator)
    rule.must_be_typed(leaf)
    before = the_figure(session, entrant_id, indicator)
    value, error, count, asked = "", "", None, None
    if given.cases:
        if not rule.counts_cases(leaf):
            raise Refused(N_("Enter the figure itself here, not a number of cases."))
        count, asked = rule.must_be_a_count(given.value), entrant.households
        value, error = per_thousand(count, asked), per_thousand_error(count, asked)
    elif str(given.value).strip():
        value = rule.must_be_a_figure(leaf, given.value)
    elif before is None or not before.value:
        raise Refused(N_("Please enter a number."))
    evidence, source = rule.must_be_evidence(given.evidence), FigureSource.ENTERED
    read = Read(value, error, count, asked, source, evidence, given.voucher)
    put_down(session, edition, [(entrant_id, indicator, read)], fresh.member_id)
    about = f"entrant:{entrant_id}"
    told = {"indicator": indicator, "value": value, "before": before.value if before else ""}
    leave(session, fresh, "figure.entered", about, street, **told)
    kept = the_figure(session, entrant_id, indicator)
    assert kept is not None
    return kept


def the_figure(session: Session, entrant_id: int, indicator: str) -> Figure | None:
    """The figure that counts; ``None`` where none was ever put down."""
    wanted = select(Figure).where(Figure.entrant_id == entrant_id, Figure.indicator == indicator)
    return session.exec(wanted.order_by(col(Figure.id).desc()).limit(1)).first()
