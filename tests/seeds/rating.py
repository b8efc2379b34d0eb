"""What the demo street promises of its red and black lists."""

from collections import Counter
from collections.abc import Sequence

from sqlmodel import Session, col, func, select

from models.base import now
from models.consequence import (
    Consequence,
    ConsequenceKind,
    Rectification,
    RectificationState,
    RectificationTask,
)
from models.edition import Computation, Edition, EditionState, Entrant, EntrantKind, Mark, Placing
from models.firm import Firm, FirmKind
from models.hearing import Appeal, AppealState, Repair
from models.member import Member
from models.place import Place, PlaceKind
from models.scoring import Assignment, Figure, Sheet, SurveyAnswer
from models.topic import Category, Topic, TopicState
from rules.calendar import day_of
from services.edition.checking import recheck

KIND = ConsequenceKind
Placed = Sequence[tuple[Placing, Entrant]]


def must_be_told(session: Session) -> None:
    """40 compounds, 12 firms, three lists that hang, one that is collected."""
    compounds = select(func.count()).where(Place.kind == PlaceKind.COMPOUND)
    assert session.exec(compounds).one() == 40
    firms = Counter(session.exec(select(Firm.kind)))
    assert firms == {FirmKind.COMPANY: 11, FirmKind.PARTY_LED: 1}
    first, second, third, now_ = session.exec(select(Edition).order_by(col(Edition.id))).all()
    for edition in (first, second, third):
        _hangs(session, edition)
    _first(session, first)
    _second(session, second)
    _third(session, third)
    _now(session, now_)
    _put_right(session)


def _hangs(session: Session, edition: Edition) -> None:
    """Reds and blacks came out by the rule, and everything comes out again."""
    assert edition.state is EditionState.PUBLISHED
    assert recheck(session, edition).faults == ()
    kinds = Counter(session.exec(select(Entrant.kind).where(Entrant.edition_id == edition.id)))
    assert kinds == {EntrantKind.RATED: 36, EntrantKind.PARTY_LED: 2, EntrantKind.UNSERVED: 2}
    rows = _placed(session, edition.computation_id)
    marks = Counter(placing.mark for placing, _one in rows)
    assert marks[Mark.RED] == 3 and 1 <= marks[Mark.BLACK] <= 3
    values = select(Figure).where(Figure.edition_id == edition.id)
    for figure in session.exec(values.where(Figure.indicator == "satisfaction")):
        assert 3.4 <= float(figure.value) <= 4.8 and 12 <= (figure.count or 0) < 1291
    for figure in session.exec(values.where(Figure.indicator == "onsite")):
        assert 50 <= float(figure.value) <= 98


def _first(session: Session, edition: Edition) -> None:
    rows = _placed(session, edition.computation_id)
    shared = Counter((placing.peers, placing.rank) for placing, _one in rows)
    ties = [one.name for placing, one in rows if shared[placing.peers, placing.rank] > 1]
    assert ties == ["北桥家园一区", "北桥家园二区"]
    assert _names(rows, Mark.BLACK) == {"清河里", "工人新村"}


def _second(session: Session, edition: Edition) -> None:
    """An objection changed a figure and the row; one was rejected; a run; a repair."""
    drafts = session.exec(
        select(Computation.id).where(Computation.edition_id == edition.id).order_by(Computation.id)
    ).all()
    before, after = (_names(_placed(session, draft), Mark.BLACK) for draft in drafts)
    assert before - after == {"江景花园"}
    assert after == {"清河里", "纺织厂宿舍"}
    said = {
        session.get_one(Entrant, appeal.entrant_id).name: appeal.state
        for appeal in session.exec(select(Appeal).where(Appeal.edition_id == edition.id))
    }
    assert said == {"江景花园": AppealState.UPHELD, "清河里": AppealState.REJECTED}
    (run,) = session.exec(select(Consequence).where(Consequence.kind == KIND.ESCALATION)).all()
    assert session.get_one(Entrant, run.entrant_id).name == "清河里" and run.run == 2
    repair = session.exec(select(Repair)).one()
    assert session.get_one(Entrant, repair.entrant_id).name == "纺织厂宿舍" and repair.granted


def _third(session: Session, edition: Edition) -> None:
    """One black row, whose owners are asked; some went up, some went down."""
    assert _names(_placed(session, edition.computation_id), Mark.BLACK) == {"桂苑小区"}
    topic = session.exec(
        select(Topic)
        .join(Consequence, col(Consequence.topic_id) == Topic.id)
        .where(Consequence.edition_id == edition.id)
    ).one()
    place = session.exec(select(Place).where(Place.code == "guiyuan")).one()
    assert (topic.state, topic.category) == (TopicState.OPEN, Category.PROPERTY)
    assert topic.compound_id == topic.place_id == place.id
    ranks = {
        edition_id: {one.name: placing.rank or 0 for placing, one in _placed(session, made)}
        for edition_id, made in session.exec(select(Edition.id, Edition.computation_id))
    }
    last, before = ranks[edition.id], ranks[(edition.id or 0) - 1]
    moved = {name: before[name] - rank for name, rank in last.items()}
    assert moved["桂苑小区"] < -5 < 0 < moved["清河里"]


def _now(session: Session, edition: Edition) -> None:
    """Experts have sheets to fill in, owners have questions to answer."""
    assert edition.state is EditionState.COLLECTING
    of_it = (Entrant.edition_id == edition.id,)
    fang = session.exec(select(Member.id).where(Member.username == "fang")).one()
    drawn = session.exec(select(Assignment).join(Entrant).where(*of_it)).all()
    assert len(drawn) == 72 and fang in {one.member_id for one in drawn}
    sheets = session.exec(select(Sheet).join(Entrant).where(*of_it)).all()
    assert [one.member_id for one in sheets if one.signed_at is None] == [fang]
    answered = session.exec(select(SurveyAnswer.unit_id).join(Entrant).where(*of_it)).all()
    homes = session.exec(
        select(Place.code).where(col(Place.code).in_(["fengyuan-1-102", "fengyuan-2-101"]))
    ).all()
    assert len(answered) == 45 and len(homes) == 2


def _put_right(session: Session) -> None:
    """Something is done, something is late, something came off the list."""
    today = day_of(now())
    states = Counter(session.exec(select(Rectification.state)))
    assert states == {RectificationState.OPEN: 3, RectificationState.DONE: 1}
    open_ = (Rectification.state == RectificationState.OPEN,)
    tasks = session.exec(select(RectificationTask).join(Rectification).where(*open_)).all()
    late = [task.title for task in tasks if task.done_on is None and task.due_on < today]
    assert late == ["修好 7 至 9 号楼之间的五盏路灯"]
    assert sum(task.done_on is not None for task in tasks) == 1


def _placed(session: Session, computation_id: int | None) -> Placed:
    return session.exec(
        select(Placing, Entrant)
        .join(Entrant, col(Entrant.id) == Placing.entrant_id)
        .where(Placing.computation_id == computation_id)
        .order_by(col(Placing.rank), col(Placing.id))
    ).all()


def _names(rows: Placed, mark: Mark) -> set[str]:
    return {one.name for placing, one in rows if placing.mark is mark}
