"""What is collected for an edition: who may (采集权限)."""

from sqlmodel import Session, col, select

from models.firm import Firm, ServiceContract
from models.member import Member
from services.firm.standing import by_code
from services.scoring import figure, gathering
from services.scoring.figure import Given
from services.visitor import visitor
from tests.collecting import collecting
from tests.firms import Firms
from tests.rights.row import Row, Rows
from tests.rights.situation import Situation

STREET = frozenset({"qin"})
PROOF = "街道台账第 3 页"


def collect(session: Session, made: Situation) -> None:
    """An edition that collects."""
    rated = collecting(session, made.here, firms=_firms(session))
    made.at |= {"collected": rated.id, "collected_entrant": rated.fengyuan}


def _firms(session: Session) -> Firms:
    """Those that stand in the register already."""
    luo = session.exec(select(Member.id).where(Member.username == "luo")).one()
    anju, xinhe = by_code(session, "anju"), by_code(session, "xinhe")
    assert anju is not None and xinhe is not None
    first, second = _contract(session, anju), _contract(session, xinhe)
    return Firms(anju, xinhe, first, second, visitor(session, luo))


def _contract(session: Session, firm: Firm) -> ServiceContract:
    mine = select(ServiceContract).where(ServiceContract.firm_id == firm.id)
    return session.exec(mine.order_by(col(ServiceContract.id)).limit(1)).one()


ROWS: Rows = {
    figure.enter_figure: Row(
        STREET,
        lambda d, a, s: figure.enter_figure(
            d, a, s.collected_entrant, "hotline", Given("3", PROOF)
        ),
    ),
    gathering.gather_figures: Row(
        STREET, lambda d, a, s: gathering.gather_figures(d, a, s.collected)
    ),
}
