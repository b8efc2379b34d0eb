"""What has followed from a published edition, and what is still to be drawn (结果运用一览)."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlmodel import Session, col, select

from models.consequence import Consequence, ConsequenceKind
from models.edition import Edition, EditionState, Entrant, Mark, Placing
from models.topic import Topic, TopicState
from services.consequence.standing import listed, repaired

Kind = ConsequenceKind


@dataclass(frozen=True)
class Row:
    """One thing that followed from one row (一项结果运用)."""

    entrant_id: int
    compound: str
    firm: str
    kind: ConsequenceKind
    run: int
    topic_id: int | None
    topic_state: TopicState | None
    counts: bool  # whether the row still stands on that list


@dataclass(frozen=True)
class Followed:
    """What followed from an edition, and how many rows wait for it (结果运用)."""

    rows: tuple[Row, ...] = ()
    missing: int = 0


def followed(session: Session, edition_id: int) -> Followed:
    """Nothing while the edition is not published."""
    edition = session.get(Edition, edition_id)
    if edition is None or edition.state is not EditionState.PUBLISHED:
        return Followed()
    rows = tuple(_drawn(session, edition))
    return Followed(rows, _missing(session, edition, rows))


def _drawn(session: Session, edition: Edition) -> Iterator[Row]:
    found = session.exec(
        select(Consequence, Entrant, Placing)
        .join(Entrant, col(Entrant.id) == Consequence.entrant_id)
        .join(
            Placing,
            (col(Placing.entrant_id) == col(Entrant.id))
            & (col(Placing.computation_id) == edition.computation_id),
        )
        .where(Consequence.edition_id == edition.id)
        .order_by(col(Consequence.id))
    ).all()
    ids = [kept.topic_id for kept, _entrant, _placing in found]
    states = select(Topic.id, Topic.state).where(col(Topic.id).in_(ids))
    stands = {topic_id: TopicState(state) for topic_id, state in session.exec(states)}
    for kept, entrant, placing in found:
        yield _row(kept, entrant, stands.get(kept.topic_id), placing.mark)


def _row(kept: Consequence, entrant: Entrant, state: TopicState | None, mark: Mark) -> Row:
    wanted = Mark.RED if kept.kind is Kind.AWARD else Mark.BLACK
    return Row(
        entrant_id=kept.entrant_id,
        compound=entrant.name,
        firm=entrant.firm_name,
        kind=kept.kind,
        run=kept.run,
        topic_id=kept.topic_id,
        topic_state=state,
        counts=mark is wanted,
    )


def _missing(session: Session, edition: Edition, rows: tuple[Row, ...]) -> int:
    known = {(row.entrant_id, row.kind) for row in rows}
    lines = listed(session, edition)
    right = repaired(session, [line.entrant.id or 0 for line in lines])
    number = 0
    for line in lines:
        entrant_id = line.entrant.id or 0
        if line.placing.mark is Mark.RED:
            number += (entrant_id, Kind.AWARD) not in known
        elif line.entrant.firm_id is not None and entrant_id not in right:
            number += (entrant_id, Kind.OWNERS_TOPIC) not in known
    return number
