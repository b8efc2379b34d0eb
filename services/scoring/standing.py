"""The edition that numbers are collected for, and the one way a figure is put down (采集现状)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, func, insert, select

from models.base import now
from models.edition import Edition, EditionState, Entrant, EntrantKind
from models.place import Place
from models.revision import Area
from models.scoring import Figure, FigureSource
from rules.method import Body
from rules.method.body import Indicator
from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from services.method.body import body_at
from services.trail import record
from services.visitor import check, the_place

MOVES = (Area.RANKING,)


@dataclass(frozen=True)
class Read:
    """One number for one indicator, with all that is known of it (读数).

    ``count`` and ``asked`` say how many stand behind it, of how many.
    """

    value: str
    error: str = ""
    count: int | None = None
    asked: int | None = None
    source: FigureSource = FigureSource.ENTERED
    evidence: str = ""
    voucher: str = ""


def the_edition(session: Session, edition_id: int) -> Edition:
    """The edition with this id, locked for the act that follows, while figures are collected."""
    edition = session.get(
        Edition, edition_id, with_for_update={"read": True}, populate_existing=True
    )
    if edition is None:
        raise Refused(N_("There is no such edition."))
    must_be_collecting(edition)
    return edition


def must_be_collecting(edition: Edition) -> None:
    """Refuse once the edition was computed: what firms are shown does not move under them."""
    if edition.state is not EditionState.COLLECTING:
        raise Refused(
            N_("“{title}” collects no more figures. The street office can go back to collecting."),
            title=edition.title,
        )


def the_entrant(session: Session, entrant_id: int) -> tuple[Entrant, Edition, Place]:
    """A rated compound of an edition that collects, with its place."""
    entrant = session.get(Entrant, entrant_id)
    if entrant is None:
        raise Refused(N_("This compound is not in the edition."))
    edition = the_edition(session, entrant.edition_id)
    if entrant.kind is not EntrantKind.RATED:
        raise Refused(N_("“{name}” is shown, but not rated."), name=entrant.name)
    return entrant, edition, the_place(session, entrant.place_id)


def running(
    session: Session, actor: Visitor, edition_id: int
) -> tuple[Edition, Body, Place, Visitor]:
    """The edition, its method and its place, for whoever runs it."""
    edition = the_edition(session, edition_id)
    place = the_place(session, edition.place_id)
    fresh = check(session, actor, Permission.RUN_EDITION, place)
    return edition, body_of(session, edition), place, fresh


def body_of(session: Session, edition: Edition) -> Body:
    """The method of the edition, read."""
    return body_at(session, edition.method_version_id)


def the_indicator(body: Body, code: str) -> Indicator:
    """The indicator called ``code``; refused when the method has none."""
    leaf = body.indicator(code)
    if leaf is None:
        raise Refused(N_("The method has no such indicator."))
    return leaf


def rated(session: Session, edition_id: int | None) -> list[Entrant]:
    """The rated compounds of an edition, in their order."""
    wanted = select(Entrant).where(
        Entrant.edition_id == edition_id, Entrant.kind == EntrantKind.RATED
    )
    return list(session.exec(wanted.order_by(col(Entrant.id))))


def latest(session: Session, edition_id: int | None) -> dict[tuple[int, str], Figure]:
    """The figure that counts, by entrant and indicator: the one put down last."""
    last = (
        select(func.max(Figure.id))
        .where(Figure.edition_id == edition_id)
        .group_by(col(Figure.entrant_id), col(Figure.indicator))
    )
    rows = session.exec(select(Figure).where(col(Figure.id).in_(last)))
    return {(row.entrant_id, row.indicator): row for row in rows}


def put_down(
    session: Session,
    edition: Edition,
    rows: Iterable[tuple[int, str, Read]],
    entered_by: int | None,
) -> int:
    """Write figures, by entrant and indicator; returns how many. Nothing is ever overwritten."""
    moment = now()
    made: list[dict[str, Any]] = [
        {
            "created_at": moment,
            "edition_id": edition.id,
            "entrant_id": entrant_id,
            "indicator": code,
            "entered_by": entered_by,
        }
        | vars(read)
        for entrant_id, code, read in rows
    ]
    if made:
        session.execute(insert(Figure), made)
    return len(made)


def leave(
    session: Session, actor: Visitor, code: str, about: str, place: Place, **after: Any
) -> None:
    """One line in the trail about what was collected."""
    record(session, actor, code, about, place, moves=MOVES, after=after)
