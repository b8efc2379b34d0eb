"""What has followed from a published edition, and what is still to be drawn (结果运用一览)."""

from collections.abc import Iterator
from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Session, col

from models.consequence import Consequence, ConsequenceKind
from models.edition import Edition, EditionState, Entrant, Mark, Placing
from models.hearing import Repair
from models.topic import Topic, TopicState

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
    return Followed(rows, _missing(session, edition))


def _drawn(session: Session, edition: Edition) -> Iterator[Row]:
    found = session.execute(
        sa.select(
            col(Consequence.entrant_id),
            col(Entrant.name),
            col(Entrant.firm_name),
            col(Consequence.kind),
            col(Consequence.run),
            col(Consequence.topic_id),
            col(Topic.state),
            col(Placing.mark),
        )
        .select_from(Consequence)
        .join(Entrant, col(Entrant.id) == Consequence.entrant_id)
        .join(
            Placing,
            (col(Placing.entrant_id) == col(Entrant.id))
            & (col(Placing.computation_id) == edition.computation_id),
        )
        .outerjoin(Topic, col(Topic.id) == Consequence.topic_id)
        .where(col(Consequence.edition_id) == edition.id)
        .order_by(col(Consequence.id))
    )
    for entrant_id, compound, firm, kind, run, topic_id, state, mark in found:
        wanted = Mark.RED if kind is Kind.AWARD else Mark.BLACK
        yield Row(entrant_id, compound, firm, kind, run, topic_id, state, mark is wanted)


def _missing(session: Session, edition: Edition) -> int:
    """How many red rows wait for their award, and black ones of a firm for their question."""
    return _without(session, edition, Mark.RED, Kind.AWARD) + _without(
        session, edition, Mark.BLACK, Kind.OWNERS_TOPIC
    )


def _without(session: Session, edition: Edition, mark: Mark, kind: ConsequenceKind) -> int:
    there = sa.exists().where(
        col(Consequence.entrant_id) == col(Placing.entrant_id),
        col(Consequence.edition_id) == edition.id,
        col(Consequence.kind) == kind,
    )
    asked = (
        sa.select(sa.func.count())
        .select_from(Placing)
        .where(
            col(Placing.computation_id) == edition.computation_id, col(Placing.mark) == mark, ~there
        )
    )
    if mark is Mark.BLACK:
        right = sa.exists().where(
            col(Repair.entrant_id) == col(Placing.entrant_id), col(Repair.granted).is_(True)
        )
        asked = asked.join(Entrant, col(Entrant.id) == Placing.entrant_id)
        asked = asked.where(col(Entrant.firm_id).is_not(None), ~right)
    number: int = session.execute(asked).scalar_one()
    return number
