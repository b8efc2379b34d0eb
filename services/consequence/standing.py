"""How compounds stand in published editions, as it counts now (榜单现状)."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col, select

from models.edition import (
    Edition,
    EditionAct,
    EditionActKind,
    EditionState,
    Entrant,
    Mark,
    Placing,
)
from models.hearing import Repair
from rules.consequence.run import Stood
from rules.method import Body
from rules.refusal import N_, Refused
from services.method.body import body_at


@dataclass(frozen=True)
class Line:
    """One compound in one published edition (榜单行)."""

    edition: Edition
    entrant: Entrant
    placing: Placing


def the_published(session: Session, edition_id: int) -> Edition:
    """The edition with this id, locked; refused unless it is published."""
    edition = session.get(Edition, edition_id, with_for_update=True)
    if edition is None:
        raise Refused(N_("There is no such edition."))
    if edition.state is not EditionState.PUBLISHED:
        raise Refused(N_("Nothing follows from an edition before it is published."))
    return edition


def body_of(session: Session, edition: Edition) -> Body:
    """The method that the edition follows."""
    return body_at(session, edition.method_version_id)


def listed(session: Session, edition: Edition) -> list[Line]:
    """The red and black rows that count now, the best first."""
    rows = session.exec(
        select(Placing, Entrant)
        .join(Entrant, col(Entrant.id) == Placing.entrant_id)
        .where(
            Placing.computation_id == edition.computation_id,
            col(Placing.mark).in_((Mark.RED, Mark.BLACK)),
        )
        .order_by(col(Placing.rank), col(Placing.id))
    )
    return [Line(edition, entrant, placing) for placing, entrant in rows]


def repaired(session: Session, entrant_ids: Iterable[int]) -> dict[int, datetime]:
    """The rows that were put right on evidence since, with the moment (信用修复)."""
    granted = select(Repair.entrant_id, Repair.answered_at).where(
        col(Repair.entrant_id).in_(list(entrant_ids)), col(Repair.granted).is_(True)
    )
    return {entrant_id: at for entrant_id, at in session.exec(granted) if at is not None}


def corrected_at(session: Session, edition_id: int) -> datetime | None:
    """When the edition was corrected for the last time."""
    return session.exec(
        select(sa.func.max(EditionAct.at)).where(
            EditionAct.edition_id == edition_id, EditionAct.kind == EditionActKind.CORRECTED
        )
    ).one()


def history(session: Session, edition: Edition, place_ids: list[int]) -> dict[int, list[Stood]]:
    """How compounds stood in this edition and those of the street before it, the latest first.

    A published edition in which the compound does not stand at all ends its run too.
    """
    before = session.exec(
        select(Edition)
        .where(
            Edition.place_id == edition.place_id,
            Edition.state == EditionState.PUBLISHED,
            Edition.ends_on <= edition.ends_on,
        )
        .order_by(col(Edition.ends_on).desc(), col(Edition.id).desc())
    ).all()
    rows = session.exec(
        select(Placing, Entrant)
        .join(Entrant, col(Entrant.id) == Placing.entrant_id)
        .where(
            col(Placing.computation_id).in_([each.computation_id for each in before]),
            col(Entrant.place_id).in_(place_ids),
        )
    ).all()
    right = repaired(session, [entrant.id or 0 for _placing, entrant in rows])
    stood = {
        (entrant.place_id, placing.computation_id): Stood(
            entrant.firm_id, placing.mark, entrant.id in right
        )
        for placing, entrant in rows
    }
    nowhere = Stood(None, Mark.UNRANKED)
    found: dict[int, list[Stood]] = defaultdict(list)
    for place_id in place_ids:
        for each in before:
            found[place_id].append(stood.get((place_id, each.computation_id or 0), nowhere))
    return found
