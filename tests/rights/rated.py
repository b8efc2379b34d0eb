"""Editions in every state, for whoever tries to act on them (评价权限样本)."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from models.base import clock_at
from models.firm import Firm, FirmAgent, ServiceContract
from models.member import Member
from services.edition import computing, serving
from services.firm.standing import by_code
from services.hearing import answering, raising, repairing
from services.visitor import visitor
from tests import editions
from tests.editions import Rated
from tests.firms import Firms
from tests.rights.situation import Situation

LOW, HIGH = ("松园", "杏园"), ("橡园", "枫园小区")  # all served by 安居: qin is not tied to it
TEXT = "这项数据与我们的台账不一致，请核对原始记录。"
BEFORE = timedelta(days=28)  # enough for both terms of the small method
SINCE = timedelta(days=2)  # when the decisions were taken

Walk = Callable[[Session, Rated, datetime], object]


def rate(session: Session, made: Situation) -> None:
    """An edition for each thing that is done to one, each of a year of its own."""
    rated = editions.rated(session, made.here, None, _firms(session))
    made.at["rating_version"] = (rated.method and rated.method.id) or 0
    made.at["street"] = made.here.places["zhelu"].id or 0
    chen = made.people["chen"].member_id or 0
    session.add(FirmAgent(firm_id=rated.firms["anju"].id or 0, member_id=chen))
    for year, (name, walk) in enumerate(WALKS.items(), 2_000):
        with clock_at(made.moment - BEFORE):
            editions.begun(session, rated, date(year, 1, 1), date(year, 6, 30))
            editions.measured(session, rated, LOW, HIGH)
        walk(session, rated, made.moment)
        entrant = rated.entrant(session, "杏园").id or 0
        made.at |= {name: rated.id, f"{name}_entrant": entrant}
        for draft in editions.computed_rows(session, rated):  # the last one stays
            made.at[f"{name}_draft"] = draft.id or 0
    _heard_of(session, made, rated)


def _heard_of(session: Session, made: Situation, rated: Rated) -> None:
    """Objections that wait, one to take back and one to answer; a request for repair."""
    with clock_at(made.moment - SINCE):
        luo, entrant = rated.luo, made.at["disputed_entrant"]
        for name, code in (("objection", "complaints"), ("own_objection", "inspection")):
            row = raising.raise_objection(session, luo, entrant, code, TEXT)
            made.at[name] = row.id or 0
        asked = repairing.ask_repair(session, luo, made.at["repairing_entrant"], TEXT)
    made.at["repair"] = asked.id or 0


def _firms(session: Session) -> Firms:
    """Those that stand in the register already."""
    luo = session.exec(select(Member.id).where(Member.username == "luo")).one()
    anju, xinhe = by_code(session, "anju"), by_code(session, "xinhe")
    assert anju is not None and xinhe is not None
    return Firms(
        anju, xinhe, _contract(session, anju), _contract(session, xinhe), visitor(session, luo)
    )


def _contract(session: Session, firm: Firm) -> ServiceContract:
    mine = select(ServiceContract).where(ServiceContract.firm_id == firm.id)
    return session.exec(mine.order_by(col(ServiceContract.id)).limit(1)).one()


def _collecting(session: Session, rated: Rated, moment: datetime) -> None:
    pass


def _drafted(session: Session, rated: Rated, moment: datetime) -> None:
    with clock_at(moment - BEFORE):
        computing.compute(session, rated.here.qin, rated.id)


def _shown(session: Session, rated: Rated, moment: datetime) -> None:
    _drafted(session, rated, moment)
    with clock_at(moment - BEFORE):
        serving.serve(session, rated.here.qin, rated.id)


def _window(session: Session, rated: Rated, moment: datetime) -> None:
    _shown(session, rated, moment)
    editions.open_window(session, rated)


def _heard(session: Session, rated: Rated, moment: datetime) -> None:
    _shown(session, rated, moment)
    editions.hear(session, rated)


def _agreed(session: Session, rated: Rated, moment: datetime) -> None:
    _heard(session, rated, moment)
    editions.agree(session, rated, moment - SINCE)


def _published(session: Session, rated: Rated, moment: datetime) -> None:
    _agreed(session, rated, moment)
    editions.publish(session, rated, moment - SINCE)


def _upheld(session: Session, rated: Rated, moment: datetime) -> None:
    """After publication, and not computed yet."""
    _published(session, rated, moment)
    entrant = rated.entrant(session, "杏园").id or 0
    with clock_at(moment - SINCE):
        raised = raising.raise_objection(session, rated.luo, entrant, "complaints", TEXT)
        ruling = answering.Ruling(True, TEXT, "20")
        answering.answer_objection(session, rated.lu, raised.id or 0, ruling)


def _corrected(session: Session, rated: Rated, moment: datetime) -> None:
    """Computed anew by lu: another officer decides."""
    _upheld(session, rated, moment)
    with clock_at(moment - SINCE):
        computing.compute_correction(session, rated.lu, rated.id)


WALKS: dict[str, Walk] = {
    "collecting": _collecting,
    "drafted": _drafted,
    "shown": _shown,
    "window": _window,
    "to_decide": _heard,
    "agreed": _agreed,
    "upheld": _upheld,
    "corrected": _corrected,
    "repairing": _published,
    "listed": _published,
    "disputed": _published,
}
