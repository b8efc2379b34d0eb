"""What a topic of the owners rests on, as it counts now (议题所附的评价事实)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlmodel import Session, col, select

from models.consequence import Consequence, ConsequenceKind
from models.edition import Computation, Edition, Entrant, Mark, Placing
from models.notice import Notice
from services.consequence.standing import corrected_at, repaired


class Since(StrEnum):
    """What happened to a black row after the topic was opened (此后的变化)."""

    CORRECTED = "corrected"  # 发布后更正
    REPAIRED = "repaired"  # 信用修复


@dataclass(frozen=True)
class Fact:
    """One black row behind a topic (一期事实). ``since`` says that it counts no more."""

    edition_code: str
    edition_title: str
    notice_code: str
    placing_id: int
    compound: str
    firm: str
    score: int | None
    rank: int | None
    low: int | None
    high: int | None
    worst: int
    draws: int
    run: int
    escalated: bool
    since: Since | None
    since_at: datetime | None


def attached(session: Session, topic_id: int) -> tuple[Fact, ...]:
    """The black rows that put a topic before the owners, the latest first; none as a rule."""
    drawn = session.exec(
        select(Consequence, Edition, Entrant)
        .join(Edition, col(Edition.id) == Consequence.edition_id)
        .join(Entrant, col(Entrant.id) == Consequence.entrant_id)
        .where(Consequence.topic_id == topic_id)
        .order_by(col(Edition.ends_on).desc(), col(Edition.id).desc(), col(Consequence.id))
    ).all()
    if not drawn:
        return ()
    escalated = {
        kept.entrant_id for kept, _e, _n in drawn if kept.kind is ConsequenceKind.ESCALATION
    }
    right = repaired(session, [entrant.id or 0 for _k, _e, entrant in drawn])
    return tuple(
        _fact(
            session, (kept, edition, entrant), entrant.id in escalated, right.get(entrant.id or 0)
        )
        for kept, edition, entrant in drawn
        if kept.kind is ConsequenceKind.OWNERS_TOPIC
    )


def _fact(
    session: Session,
    row: tuple[Consequence, Edition, Entrant],
    escalated: bool,
    right_at: datetime | None,
) -> Fact:
    kept, edition, entrant = row
    placing = session.exec(
        select(Placing).where(
            Placing.computation_id == edition.computation_id, Placing.entrant_id == entrant.id
        )
    ).one()
    since, since_at = (Since.REPAIRED, right_at) if right_at is not None else (None, None)
    if placing.mark is not Mark.BLACK:
        since, since_at = Since.CORRECTED, corrected_at(session, edition.id or 0)
    notice = session.get(Notice, edition.notice_id) if edition.notice_id else None
    return Fact(
        edition_code=edition.code,
        edition_title=edition.title,
        notice_code=notice.code if notice else "",
        placing_id=placing.id or 0,
        compound=entrant.name,
        firm=entrant.firm_name,
        score=placing.score,
        rank=placing.rank,
        low=placing.low,
        high=placing.high,
        worst=placing.worst,
        draws=session.get_one(Computation, placing.computation_id).draws,
        run=kept.run,
        escalated=escalated,
        since=since,
        since_at=since_at,
    )
