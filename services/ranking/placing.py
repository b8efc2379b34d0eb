"""How one compound's published result came about: all that its page tells (评价结果明细)."""

import statistics
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, func, select

from models.consequence import Consequence, Rectification
from models.edition import Edition, EditionState, Entrant, Placing
from models.hearing import Appeal, AppealState, Repair
from models.scoring import Figure, FigureSource
from rules.edition.shown import digits_of, parts
from rules.method import Body
from services.ranking import listing
from services.ranking.edition import Head, Made, before, head_of, made_of
from services.ranking.listing import Row, Wanted

NEIGHBOURS = 6  # ranks up and down
MOST_NEIGHBOURS = 25
ANSWERED = (AppealState.UPHELD, AppealState.REJECTED)


@dataclass(frozen=True)
class Behind:
    """One figure with what may be told of where it comes from (数据依据)."""

    code: str
    value: str  # as it went in; empty where it is missing
    error: str
    contribution: int  # billionths of a point
    shown: int  # in the last digit of the method: all of these sum to the score as shown
    middle: int | None  # the median of its peers that have the figure, in billionths
    source: FigureSource | None
    count: int | None
    asked: int | None
    evidence: str  # empty where it may not be public
    has_paper: bool
    entered_at: datetime | None

    @property
    def is_left_out(self) -> bool:
        """Missing, so that the weight went to the others: no points, rather than none earned."""
        return not self.value and not self.contribution


@dataclass(frozen=True)
class Past:
    """The compound in one edition (历期结果)."""

    placing_id: int
    code: str
    title: str
    ends_on: date
    row: Placing
    digits: int


@dataclass(frozen=True)
class Followed:
    """What followed from the result (结果运用)."""

    consequences: tuple[Consequence, ...]
    rectification: Rectification | None
    appeals: tuple[Appeal, ...]
    repair: Repair | None


@dataclass(frozen=True)
class Story:
    """One published result, told whole (评价结果)."""

    head: Head
    made: Made
    has_before: bool
    row: Row
    reasons: tuple[dict[str, Any], ...]
    draws_worst: int
    draws_best: int
    facts: dict[str, Any]  # type, year, service level and fee, as of the opening
    behind: tuple[Behind, ...]
    ranked: int  # how many are ranked in its group
    near: tuple[Row, ...]
    past: tuple[Past, ...]  # the latest first, this one among them
    followed: Followed


def address(session: Session, placing_id: int) -> tuple[str, int, bool] | None:
    """Path, entrant and whether it may be read; ``None`` where no placing has this number."""
    found = session.exec(
        select(Edition, Placing.entrant_id)
        .join(Entrant, col(Entrant.edition_id) == Edition.id)
        .join(Placing, col(Placing.entrant_id) == Entrant.id)
        .where(Placing.id == placing_id)
    ).first()
    if found is None:
        return None
    edition, entrant_id = found
    return edition.path, entrant_id, edition.state is EditionState.PUBLISHED


def story(session: Session, entrant_id: int) -> Story | None:
    """The result that counts for an entrant; ``None`` while its edition is not published."""
    entrant = session.get_one(Entrant, entrant_id)
    edition = session.get_one(Edition, entrant.edition_id)
    if edition.state is not EditionState.PUBLISHED or edition.computation_id is None:
        return None
    placing = session.exec(
        select(Placing).where(
            Placing.computation_id == edition.computation_id, Placing.entrant_id == entrant_id
        )
    ).first()
    if placing is None:
        return None
    told, made, last = head_of(session, edition), made_of(session, edition.computation_id), None
    last = before(session, edition)
    wanted = Wanted(
        edition.id or 0, made.id, last.computation_id if last else 0, peers=placing.peers
    )
    near = _near(session, wanted, placing)
    row = next((row for row in near if row.entrant_id == entrant_id), None)
    if row is None:  # without a rank, or among very many who share one
        row = listing.of_entrant(session, wanted, entrant_id)
    return Story(
        head=told,
        made=made,
        has_before=last is not None,
        row=row,
        reasons=tuple(placing.reasons),
        draws_worst=placing.worst,
        draws_best=placing.best,
        facts=entrant.facts,
        behind=_behind(session, told.body, made, placing),
        ranked=_ranked(session, placing),
        near=near,
        past=_past(session, placing.place_id),
        followed=_followed(session, edition, entrant),
    )


def _near(session: Session, wanted: Wanted, placing: Placing) -> tuple[Row, ...]:
    if placing.rank is None:
        return ()
    low, high = placing.rank - NEIGHBOURS, placing.rank + NEIGHBOURS
    return listing.by_ranks(session, wanted, low, high, MOST_NEIGHBOURS)


def _ranked(session: Session, placing: Placing) -> int:
    wanted = select(func.count(col(Placing.rank))).where(
        Placing.computation_id == placing.computation_id, Placing.peers == placing.peers
    )
    return session.exec(wanted).one()


def _behind(session: Session, body: Body, made: Made, placing: Placing) -> tuple[Behind, ...]:
    """Every indicator in the order of the method."""
    peers = session.exec(
        select(Placing.contributions, Placing.values).where(
            Placing.computation_id == made.id,
            Placing.peers == placing.peers,
            col(Placing.score).is_not(None),
        )
    ).all()
    figures = _figures(session, placing.entrant_id, made.created_at)
    shown = parts(placing.contributions, digits_of(body))
    told = []
    for leaf in body.indicators:
        value = str(placing.values.get(leaf.code, ""))
        figure = figures.get(leaf.code)
        if figure is not None and figure.value != value:
            figure = None  # what went in came from elsewhere
        told.append(
            Behind(
                code=leaf.code,
                value=value,
                error=figure.error if figure else "",
                contribution=placing.contributions.get(leaf.code, 0),
                shown=shown.get(leaf.code, 0),
                middle=_middle(
                    other.get(leaf.code, 0) for other, values in peers if values.get(leaf.code)
                ),
                source=figure.source if figure else None,
                count=figure.count if figure else None,
                asked=figure.asked if figure else None,
                evidence=figure.evidence if figure and leaf.public else "",
                has_paper=bool(figure and leaf.public and figure.voucher),
                entered_at=figure.created_at if figure else None,
            )
        )
    return tuple(told)


def _middle(contributions: Iterable[int]) -> int | None:
    found = list(contributions)
    return statistics.median_low(found) if found else None


def _figures(session: Session, entrant_id: int, until: datetime) -> dict[str, Figure]:
    """The figures that counted when it was computed: the latest of each indicator."""
    rows = session.exec(
        select(Figure)
        .where(Figure.entrant_id == entrant_id, Figure.created_at <= until)
        .order_by(col(Figure.id))
    )
    return {row.indicator: row for row in rows}


def _past(session: Session, place_id: int) -> tuple[Past, ...]:
    """The compound in every published edition, by the computation that counts."""
    rows = session.exec(
        select(Placing, Edition)
        .join(Edition, col(Edition.computation_id) == Placing.computation_id)
        .where(Placing.place_id == place_id, Edition.state == EditionState.PUBLISHED)
        .order_by(col(Edition.ends_on).desc(), col(Edition.id).desc())
    )
    return tuple(
        Past(
            placing_id=placing.id or 0,
            code=edition.code,
            title=edition.title,
            ends_on=edition.ends_on,
            row=placing,
            digits=head_of(session, edition).digits,
        )
        for placing, edition in rows
    )


def _followed(session: Session, edition: Edition, entrant: Entrant) -> Followed:
    consequences = session.exec(
        select(Consequence)
        .where(Consequence.entrant_id == entrant.id)
        .order_by(col(Consequence.id))
    )
    rectification = session.exec(
        select(Rectification)
        .where(Rectification.place_id == entrant.place_id, Rectification.edition_id == edition.id)
        .order_by(col(Rectification.id).desc())
    ).first()
    appeals = session.exec(
        select(Appeal)
        .where(Appeal.entrant_id == entrant.id, col(Appeal.state).in_(ANSWERED))
        .order_by(col(Appeal.id))
    )
    repair = session.exec(
        select(Repair).where(Repair.entrant_id == entrant.id, col(Repair.granted).is_(True))
    ).first()
    return Followed(tuple(consequences), rectification, tuple(appeals), repair)
