"""A plan to share out, and the owners' decision on it (分配方案)."""

from dataclasses import dataclass

from sqlmodel import Session, col, func, select

from models.base import now
from models.choice import Parking, UnitKind
from models.distribution import Basis, Distribution, DistributionState, Share
from models.ledger import Account, AccountKind, Book, Entry, Fund, Turnover
from models.motion import Motion
from models.revision import Area
from models.roll import Unit
from rules import distribution as rule
from rules.calendar import day_of
from rules.jurisdiction import FloorBase
from rules.motion import must_give_reason
from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from rules.spending.request import must_be_titled
from rules.topic import tidy
from services.book import the_book
from services.jurisdiction import local
from services.place import voting_rule
from services.spending.deciding import must_allow
from services.spending.drawn import payments, total
from services.trail import record
from services.visitor import check, the_place

ITEMS = (9,)  # of Civil Code 278: another major matter of common ownership


@dataclass(frozen=True)
class Plan:
    """What somebody wants to share out, and how (分配方案内容)."""

    title: str
    basis: Basis
    total_fen: int
    fund_fen: int = 0
    note: str = ""  # where the owners agreed on something else than area
    parts: str = ""  # agreed parts, one unit a line


def plan_distribution(session: Session, actor: Visitor, book_id: int, plan: Plan) -> Distribution:
    """Write a plan with the share of every unit; from here on the shares do not move."""
    book = the_book(session, book_id)
    place = the_place(session, book.place_id)
    fresh = check(session, actor, Permission.ASK_SPENDING, place)
    title, note = must_be_titled(plan.title), rule.must_say_where_from(plan.basis, plan.note)
    must_be_lawful(session, book, plan.total_fen, plan.fund_fen)
    units = units_of(session, book, plan.basis)
    shares = shares_of(units, plan)
    made = Distribution(
        book_id=book_id,
        title=title,
        basis=plan.basis,
        total_fen=plan.total_fen,
        fund_fen=plan.fund_fen,
        agreed_note=note,
        made_by=fresh.member_id or 0,
    )
    session.add(made)
    session.flush()
    session.add_all(
        Share(
            distribution_id=made.id or 0,
            unit_id=unit.id or 0,
            label=unit.label,
            weight=weight,
            amount_fen=fen,
        )
        for unit, weight, fen in shares
    )
    session.flush()
    after = {"title": title, "total_fen": plan.total_fen, "units": len(shares)}
    about = f"distribution:{made.id}"
    record(session, fresh, "distribution.planned", about, place, moves=(Area.LEDGER,), after=after)
    return made


def must_be_lawful(session: Session, book: Book, total_fen: int, fund_fen: int) -> None:
    """Refuse to share out more than there is, or without the fund's part (补充维修资金下限)."""
    free = revenue_fen(session, book) - promised_fen(session, book)
    rule.must_be_there(total_fen, max(0, free))
    rule.must_leave_the_floor(total_fen, fund_fen, least_for_fund(session, book, total_fen))


def least_for_fund(session: Session, book: Book, total_fen: int) -> int:
    """What the law of the place wants for the maintenance fund first, out of ``total_fen``.

    How full the fund is, is not known here for certain, so the floor holds.
    """
    floor = local(session, book.jurisdiction).law.fund_floor
    if floor is None or not floor.holds(None, None, decided=True):
        return 0
    if floor.of is FloorBase.BALANCE:
        return min(total_fen, floor.least_fen(revenue_fen(session, book)))
    return floor.least_fen(total_fen)


def revenue_fen(session: Session, book: Book) -> int:
    """How much public revenue lies in the accounts."""
    summed = (
        select(func.coalesce(func.sum(Turnover.debit_fen - Turnover.credit_fen), 0))
        .join(Account, col(Account.id) == Turnover.account_id)
        .where(
            Account.book_id == book.id,
            Account.fund == Fund.REVENUE,
            Account.kind == AccountKind.ASSET,
        )
    )
    return int(session.exec(summed).one())


def promised_fen(session: Session, book: Book) -> int:
    """What the plans that are decided have still to pay: no other plan shares that out again."""
    decided = select(Distribution).where(
        Distribution.book_id == book.id, Distribution.state == DistributionState.DECIDED
    )
    return sum(
        max(0, plan.total_fen - total(payments(session, col(Entry.distribution_id) == plan.id)))
        for plan in session.exec(decided)
    )


def units_of(session: Session, book: Book, basis: Basis) -> list[Unit]:
    """The exclusive parts that take part: parking spaces as the owners' own rules count them."""
    wanted = select(Unit).where(Unit.compound_id == book.place_id)
    parking = voting_rule(session, book.place_id).parking
    if basis is not Basis.AREA or parking is Parking.EXCLUDE:
        wanted = wanted.where(Unit.kind != UnitKind.PARKING)
    units = list(session.exec(wanted.order_by(col(Unit.label))))
    if not 0 < len(units) <= rule.MOST_UNITS:
        raise Refused(N_("Enter the owners' roll first: it says who gets a share."))
    return units


def shares_of(units: list[Unit], plan: Plan) -> list[tuple[Unit, int, int]]:
    """Each unit with its weight and its share in fen; together exactly what is left to share."""
    weights = _weights(units, plan)
    fen = rule.cut(plan.total_fen - plan.fund_fen, weights)
    return [(unit, weights[unit.label], fen[unit.label]) for unit in units]


def _weights(units: list[Unit], plan: Plan) -> dict[str, int]:
    match plan.basis:
        case Basis.AREA:
            return {unit.label: unit.area_cm2 for unit in units}
        case Basis.HOUSEHOLD:
            return {unit.label: 1 for unit in units}
        case Basis.AGREED:
            return rule.parts_of(plan.parts, [unit.label for unit in units])


def decide_distribution(
    session: Session, actor: Visitor, distribution_id: int, motion_id: int
) -> Distribution:
    """Tie the plan to the owners' motion that passed it; now its shares may be paid."""
    made, book = the_distribution(session, distribution_id)
    place = the_place(session, book.place_id)
    fresh = check(session, actor, Permission.ASK_SPENDING, place)
    _must_be_draft(made)
    must_be_lawful(session, book, made.total_fen, made.fund_fen)
    amounts = [fen for fen in (made.total_fen, made.fund_fen) if fen]
    motion: Motion = must_allow(session, book, motion_id, amounts, ITEMS)
    made.motion_id, made.state = motion_id, DistributionState.DECIDED
    made.decided_on = day_of(motion.decided_at or now())
    session.add(made)
    about, after = f"distribution:{distribution_id}", {"motion": motion_id}
    record(session, fresh, "distribution.decided", about, place, moves=(Area.LEDGER,), after=after)
    return made


def withdraw_distribution(
    session: Session, actor: Visitor, distribution_id: int, reason: str
) -> Distribution:
    """Take a plan back before it is decided."""
    made, book = the_distribution(session, distribution_id)
    place = the_place(session, book.place_id)
    fresh = check(session, actor, Permission.ASK_SPENDING, place)
    _must_be_draft(made)
    must_give_reason(reason)
    made.state = DistributionState.WITHDRAWN
    session.add(made)
    about, after = f"distribution:{distribution_id}", {"reason": tidy(reason)[:300]}
    record(
        session, fresh, "distribution.withdrawn", about, place, moves=(Area.LEDGER,), after=after
    )
    return made


def the_distribution(session: Session, distribution_id: int) -> tuple[Distribution, Book]:
    """The plan with its book, book locked; refused when there is none."""
    made = session.get(Distribution, distribution_id)
    if made is None:
        raise Refused(N_("There is no such plan."))
    book = the_book(session, made.book_id)
    session.refresh(made)
    return made, book


def _must_be_draft(made: Distribution) -> None:
    if made.state is not DistributionState.DRAFT:
        raise Refused(N_("“{title}” is decided or taken back already."), title=made.title)
