"""The count of a motion at this moment (计票), read from its ballots and nothing else."""

from sqlalchemy import case, func
from sqlmodel import Session, col, select

from models.choice import Choice, Silence
from models.motion import Ballot, Binding, Motion, Voter
from rules.tally import Measure, Tally, Vote, count


def votes(session: Session, motion_id: int) -> list[Vote]:
    """What the heads of the frozen electorate answered, those who did the same as one: added up
    by the database, for ten thousand rows need not travel."""
    reached = case((col(Voter.delivered_at).is_(None), 0), else_=1)
    rows = session.execute(
        select(Ballot.choice, reached, func.count(), func.sum(Voter.area_cm2))
        .select_from(Voter)
        .join(
            Ballot,
            (col(Ballot.voter_id) == Voter.id) & col(Ballot.replaced_at).is_(None),
            isouter=True,
        )
        .where(Voter.motion_id == motion_id)
        .group_by(col(Ballot.choice), reached)
    )
    return [Vote(int(area), choice, bool(got), heads) for choice, got, heads, area in rows]


def tally(session: Session, motion: Motion, silence: Silence = Silence.STRICT) -> Tally:
    """The count of ``motion`` under one reading of silence."""
    assert motion.id is not None
    if motion.binding is Binding.IMPORTED:
        return imported(motion)
    return count(motion.regime, motion.matter, votes(session, motion.id), silence)


def so_far(session: Session, motion: Motion) -> Tally:
    """The answers given so far, silence unread: what the board shows, at the price of a glance."""
    if motion.binding is Binding.IMPORTED:
        return imported(motion)
    rows = session.exec(
        select(Ballot.choice, func.count(), func.sum(Voter.area_cm2))
        .join(Voter, col(Voter.id) == Ballot.voter_id)
        .where(Ballot.motion_id == motion.id, col(Ballot.replaced_at).is_(None))
        .group_by(col(Ballot.choice))
    )
    given = {choice: (heads, int(area)) for choice, heads, area in rows}
    parts = [given.get(choice, (0, 0)) for choice in Choice]
    heads = Measure(motion.total_heads, *(part[0] for part in parts))
    area_cm2 = Measure(motion.total_area_cm2, *(part[1] for part in parts))
    return Tally(motion.regime, motion.matter, Silence.STRICT, heads, area_cm2)


def imported(motion: Motion) -> Tally:
    """The count that the city's system published, as it was entered; nothing before that."""
    entered = (motion.result or {}).get("imported", {})
    heads, area_cm2 = (_measure(entered.get(name, {})) for name in ("heads", "area_cm2"))
    return Tally(motion.regime, motion.matter, Silence.STRICT, heads, area_cm2)


def _measure(figures: dict[str, int]) -> Measure:
    return Measure(*(figures.get(name, 0) for name in ("total", "for", "against", "abstain")))
