"""What is collected for an edition: who may (采集权限)."""

from datetime import date

from sqlmodel import Session, col, select

from models.firm import Firm, ServiceContract
from models.member import Member
from models.scoring import Assignment, GateFact, Sheet
from rules.scoring.table import layout_of, read_table
from services.firm.standing import by_code
from services.photo import developed
from services.scoring import drawing, figure, filling, gathering, importing, stack, survey, veto
from services.scoring.figure import Given
from services.scoring.importing import Upload
from services.scoring.stack import Paper
from services.scoring.standing import body_of
from services.scoring.survey import Answer
from services.visitor import visitor
from tests.collecting import collecting
from tests.firms import Firms
from tests.picture import picture
from tests.rights.row import DESK, REASON, Row, Rows
from tests.rights.situation import Situation

STREET, WU = frozenset({"qin"}), frozenset({"wu"})
PROOF = "街道台账第 3 页"
ANSWER = Answer({"overall": 4, "clean": 4})


def collect(session: Session, made: Situation) -> None:
    """An edition that collects."""
    rated = collecting(session, made.here, firms=_firms(session))
    made.at |= {"collected": rated.id, "collected_entrant": rated.fengyuan}
    for name in ("wu", "gone"):  # both were drawn once; the account of one is closed
        drawn = Assignment(
            entrant_id=rated.fengyuan,
            sheet_code="onsite",
            member_id=made.people[name].member_id or 0,
        )
        session.add(drawn)
        session.flush()
        made.at[f"drawn_{name}"] = drawn.id or 0
    made.at["home"] = rated.unit("1-102")
    sheet = Sheet(
        entrant_id=rated.fengyuan,
        sheet_code="committee",
        member_id=made.people["wu"].member_id or 0,
        role="committee",
        points={"m01": 9000},
    )
    fact = GateFact(
        entrant_id=rated.fengyuan, gate="fire", evidence=PROOF, happened_on=date(2026, 2, 1)
    )
    session.add(sheet)
    session.add(fact)
    session.flush()
    made.at["gate_fact"] = fact.id or 0
    body = body_of(session, rated.edition)
    rows = [["小区", "表彰奖励"], ["枫园小区", "3"]]
    table = read_table(rows, layout_of(rows, body))
    made.kept["figures"] = Upload("数据.xlsx", "0" * 64, table)


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
    importing.preview: Row(
        STREET, lambda d, a, s: importing.preview(d, a, s.collected, s.kept["figures"])
    ),
    importing.import_figures: Row(
        STREET, lambda d, a, s: importing.import_figures(d, a, s.collected, s.kept["figures"])
    ),
    drawing.draw_experts: Row(STREET, lambda d, a, s: drawing.draw_experts(d, a, s.collected)),
    drawing.step_back: Row(WU, lambda d, a, s: drawing.step_back(d, a, s.drawn_wu, REASON)),
    filling.keep_points: Row(
        WU, lambda d, a, s: filling.keep_points(d, a, s.collected_entrant, "committee", {"m01": 8})
    ),
    filling.keep_note: Row(
        WU, lambda d, a, s: filling.keep_note(d, a, s.collected_entrant, "committee", "m01", "好")
    ),
    filling.hang_photo: Row(
        WU,
        lambda d, a, s: filling.hang_photo(
            d, a, s.collected_entrant, "committee", "m01", developed(picture())
        ),
    ),
    filling.sign_sheet: Row(
        WU, lambda d, a, s: filling.sign_sheet(d, a, s.collected_entrant, "committee", 0)
    ),
    survey.answer_survey: Row(
        frozenset({"zhou"}),
        lambda d, a, s: survey.answer_survey(d, a, s.collected_entrant, s.home, ANSWER),
    ),
    survey.enter_paper_answer: Row(
        DESK,
        lambda d, a, s: survey.enter_paper_answer(d, a, s.collected_entrant, "1-102", ANSWER),
    ),
    stack.enter_papers: Row(
        DESK,
        lambda d, a, s: stack.enter_papers(
            d, a, s.collected_entrant, [Paper("1-102", ANSWER.points)]
        ),
    ),
    veto.find_veto: Row(
        STREET,
        lambda d, a, s: veto.find_veto(d, a, s.collected_entrant, "fire", PROOF, date(2026, 3, 1)),
    ),
    veto.withdraw_veto: Row(STREET, lambda d, a, s: veto.withdraw_veto(d, a, s.gate_fact, REASON)),
    gathering.gather_figures: Row(
        STREET, lambda d, a, s: gathering.gather_figures(d, a, s.collected)
    ),
}
