"""What the street sees of the hearing: who was shown what, who contradicts (陈述查阅)."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, select

from models.edition import Edition, Entrant, EntrantKind, Mark, Placing
from models.firm import Firm, FirmAgent
from models.hearing import Appeal, AppealState, PreviewReading, Repair, Served
from models.member import Member
from models.scoring import Figure
from rules.method.body import Indicator
from services.edition.computing import figures_of, gates_of
from services.edition.standing import body_of
from services.firm.tie import speaks_for


@dataclass(frozen=True)
class FirmRow:
    """One firm in an edition: was it shown its results, and did it look (告知情况)."""

    code: str
    name: str
    compounds: int
    blacks: int
    agents: tuple[str, ...]
    served_at: datetime | None
    opened_at: datetime | None
    objections: int


def firms(session: Session, edition_id: int) -> list[FirmRow]:
    """Every firm that is rated; those that would be black first."""
    edition = session.get_one(Edition, edition_id)
    counted = session.exec(
        select(Firm, func.count())
        .join(Entrant, col(Entrant.firm_id) == Firm.id)
        .where(Entrant.edition_id == edition_id, Entrant.kind == EntrantKind.RATED)
        .group_by(col(Firm.id))
        .order_by(col(Firm.name))
    ).all()
    blacks = _by_firm(session, edition)
    agents: dict[int, list[str]] = {}
    for firm_id, name in session.exec(
        select(FirmAgent.firm_id, Member.name).join(Member, col(Member.id) == FirmAgent.member_id)
    ):
        agents.setdefault(firm_id, []).append(name)
    served = _latest(session, Served, edition_id)
    looked = _latest(session, PreviewReading, edition_id)
    raised = dict(
        session.exec(
            select(Appeal.firm_id, func.count())
            .where(Appeal.edition_id == edition_id)
            .group_by(col(Appeal.firm_id))
        ).all()
    )
    rows = []
    for firm, count in counted:
        key = firm.id or 0
        shown, opened = served.get(key), looked.get(key)
        if shown is None or (opened is not None and opened < shown):
            opened = None
        rows.append(
            FirmRow(
                firm.code,
                firm.name,
                count,
                blacks.get(key, 0),
                tuple(agents.get(key, ())),
                shown,
                opened,
                raised.get(key, 0),
            )
        )
    return sorted(rows, key=lambda row: (-row.blacks, row.name))


def _by_firm(session: Session, edition: Edition) -> dict[int, int]:
    wanted = (
        select(Entrant.firm_id, func.count())
        .join(Placing, col(Placing.entrant_id) == Entrant.id)
        .where(Placing.computation_id == edition.computation_id, Placing.mark == Mark.BLACK)
        .group_by(col(Entrant.firm_id))
    )
    return {firm_id: count for firm_id, count in session.exec(wanted) if firm_id is not None}


def _latest(
    session: Session, table: type[Served] | type[PreviewReading], edition_id: int
) -> dict[int, datetime]:
    wanted = (
        select(table.firm_id, func.max(table.created_at))
        .where(table.edition_id == edition_id)
        .group_by(col(table.firm_id))
    )
    return dict(session.exec(wanted).all())


@dataclass(frozen=True)
class AppealRow:
    """One objection, with what it is about (异议)."""

    appeal: Appeal
    compound: str
    firm: str
    leaf: Indicator | None
    figure: Figure | None  # as it stands now
    gates: tuple[str, ...]  # that apply to the compound
    raised_by: str
    answered_by: str


def objections(session: Session, edition_id: int) -> list[AppealRow]:
    """Every objection to an edition, those that wait first."""
    edition = session.get_one(Edition, edition_id)
    body = body_of(session, edition)
    found = session.exec(
        select(Appeal, Entrant)
        .join(Entrant, col(Entrant.id) == Appeal.entrant_id)
        .where(Appeal.edition_id == edition_id)
        .order_by(col(Appeal.id))
    ).all()
    people = {one.raised_by for one, _ in found} | {one.answered_by for one, _ in found}
    names = _names(session, people)
    about = {appeal.entrant_id for appeal, _entrant in found}
    figures, gates = figures_of(session, edition_id, about), gates_of(session, about)
    rows = []
    for appeal, entrant in found:
        rows.append(
            AppealRow(
                appeal,
                entrant.name,
                entrant.firm_name,
                body.indicator(appeal.indicator),
                figures.get((appeal.entrant_id, appeal.indicator)),
                tuple(gates.get(appeal.entrant_id, ())),
                names.get(appeal.raised_by, ""),
                names.get(appeal.answered_by, ""),
            )
        )
    return sorted(rows, key=lambda row: row.appeal.state is not AppealState.OPEN)


@dataclass(frozen=True)
class RepairRow:
    """One request for repair (信用修复申请)."""

    repair: Repair
    compound: str
    firm: str
    asked_by: str
    answered_by: str


def repairs(session: Session, edition_id: int) -> list[RepairRow]:
    """Every request for repair of an edition, those that wait first."""
    found = session.exec(
        select(Repair, Entrant)
        .join(Entrant, col(Entrant.id) == Repair.entrant_id)
        .where(Repair.edition_id == edition_id)
        .order_by(col(Repair.id))
    ).all()
    people = {one.asked_by for one, _ in found} | {one.answered_by for one, _ in found}
    names = _names(session, people)
    rows = [
        RepairRow(
            repair,
            entrant.name,
            entrant.firm_name,
            names.get(repair.asked_by, ""),
            names.get(repair.answered_by, ""),
        )
        for repair, entrant in found
    ]
    return sorted(rows, key=lambda row: row.repair.granted is not None)


def _names(session: Session, people: set[int | None]) -> dict[int | None, str]:
    wanted = select(Member.id, Member.name).where(col(Member.id).in_(people))
    return dict(session.exec(wanted).all())


def previews(session: Session, member_id: int) -> list[tuple[Edition, Firm]]:
    """The editions that rate a firm for which this person speaks, newest first."""
    rated = (
        select(Entrant.edition_id, Entrant.firm_id)
        .where(
            col(Entrant.firm_id).in_(speaks_for(session, member_id)),
            Entrant.kind == EntrantKind.RATED,
        )
        .distinct()  # of the two numbers: not every column can be compared
        .subquery()
    )
    wanted = (
        select(Edition, Firm)
        .join(rated, rated.c.edition_id == Edition.id)
        .join(Firm, col(Firm.id) == rated.c.firm_id)
        .order_by(col(Edition.id).desc(), col(Firm.id))
    )
    return [(edition, firm) for edition, firm in session.exec(wanted)]
