"""What was published stays, whatever the rows say later."""

from collections.abc import Callable
from datetime import timedelta
from fractions import Fraction

import pytest
from sqlmodel import Session, col, select, update

from models.base import clock_at
from models.definition import DefinitionKind
from models.metric import Rollup, Snapshot
from models.register import WorkOrder
from rules.metric import Period
from rules.permission import STRANGER
from services.definition import append
from services.metric import Asked, chores, figure, metric
from services.metric.chores import keep_figures, mend_sums
from services.metric.cube import Cube, cubes
from services.metric.rollup import prove
from services.metric.snapshot import may_see, published, scaled
from tests import metrics as sample
from tests.conftest import NOON
from tests.neighbourhood import Neighbourhood
from tests.services.metric.test_rollup import ON_TIME


def _all_kept(session: Session) -> int:
    """Tick until there is nothing left to keep."""
    kept = 0
    while found := keep_figures(session):
        session.flush()
        kept += found
    return kept


def test_a_figure_is_kept_when_its_period_has_ended(session: Session, here: Neighbourhood) -> None:
    sample.rows_here(session, [here.places["fengyuan"], here.places["qinghe"]])
    append(session, None, DefinitionKind.METRIC, "on_time", None, {**ON_TIME, "grain": "quarter"})
    assert _all_kept(session) > 60
    assert _all_kept(session) == 0, "the clock comes every minute"
    told, period = metric(session, "on_time"), Period.read("2026-Q1")
    asked = Asked(today=sample.TODAY).of(period)
    before = figure(session, None, told, asked)
    path = here.places["zhelu"].path
    kept, number = published(session, "on_time", path, (period.key,))[period.key]
    assert scaled(told, kept) == before.value and number == 1
    for order in session.exec(select(WorkOrder)):
        order.on_time = False
    session.flush()
    assert figure(session, None, told, asked).value == 0
    assert _all_kept(session) == 0
    kept, _number = published(session, "on_time", path, (period.key,))[period.key]
    assert scaled(told, kept) == before.value != 0
    with clock_at(NOON + timedelta(days=100)):
        assert _all_kept(session) > 0
    periods = session.exec(select(Snapshot.period).where(Snapshot.metric_key == "on_time"))
    assert len(set(periods)) == 2


def test_a_new_version_is_kept_beside_the_old_one(session: Session, here: Neighbourhood) -> None:
    body = {**ON_TIME, "grain": "year"}
    append(session, None, DefinitionKind.METRIC, "on_time", None, body)
    _all_kept(session)
    append(session, None, DefinitionKind.METRIC, "on_time", None, {**body, "scale": "1"})
    assert _all_kept(session) == 4
    kept, number = published(session, "on_time", "/", ("2025",))["2025"]
    assert number == 1, "what was shown first stays"
    assert kept.numerator == Fraction(0)


def test_what_the_clock_slept_through_is_made_up(session: Session, here: Neighbourhood) -> None:
    """Three quarters without a clock leave no hole; and it ends somewhere."""
    body = {**ON_TIME, "grain": "quarter"}
    append(session, None, DefinitionKind.METRIC, "on_time", None, body)
    _all_kept(session)
    periods = select(Snapshot.period).where(Snapshot.metric_key == "on_time").distinct()
    assert set(session.exec(periods)) == {"2026-Q1"}, "before the first nothing is made up"
    with clock_at(NOON + timedelta(days=275)):
        _all_kept(session)
        assert _all_kept(session) == 0
    assert set(session.exec(periods)) == {"2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"}
    rows = session.exec(select(Snapshot).where(Snapshot.metric_key == "on_time")).all()
    assert len(rows) == len({(row.path, row.period) for row in rows})
    with clock_at(NOON + timedelta(days=365 * 30)):
        _all_kept(session)
    assert len(set(session.exec(periods))) == 5, "too long ago to be made up: the last alone"


@pytest.fixture
def rolled(
    session: Session, here: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> Callable[[], Cube]:
    """Sums of work orders, and what makes one of them wrong (汇总样本)."""
    monkeypatch.setattr(chores, "_proved", [])
    sample.rows_here(session, [here.places["fengyuan"]])
    body = {**ON_TIME, "rolled": True}
    append(session, None, DefinitionKind.METRIC, "on_time", None, body)
    keep_figures(session)
    mine = [one for one in cubes(session).values() if one.entity == "work_order"]

    def broken() -> Cube:
        spoilt = update(Rollup).where(col(Rollup.cube) == mine[0].name)
        done = session.execute(spoilt.values(row_count=Rollup.row_count + 1))
        assert done.rowcount > 0 and not prove(session, mine[0])
        return mine[0]

    return broken


def test_sums_are_proved_once_a_day_and_a_wrong_one_is_built_anew(
    session: Session, rolled: Callable[[], Cube]
) -> None:
    assert mend_sums(session) == 0
    wrong = rolled()
    assert mend_sums(session) == 0, "today they have been looked at"
    with clock_at(NOON + timedelta(days=1)):
        assert mend_sums(session) == 1
        assert prove(session, wrong)
        assert mend_sums(session) == 0


def test_what_could_not_be_proved_is_tried_again(
    session: Session, rolled: Callable[[], Cube], monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object) -> bool:
        raise RuntimeError("no database")

    rolled()
    with monkeypatch.context() as without, pytest.raises(RuntimeError):
        without.setattr(chores, "prove", failing)
        mend_sums(session)
    assert mend_sums(session) == 1


def test_what_was_kept_of_a_place_is_for_those_who_may_count_all_of_its_rows(
    session: Session, here: Neighbourhood
) -> None:
    body = {"label": "业主", "entity": "owner", "numerator": {"op": "count"}}
    append(session, None, DefinitionKind.METRIC, "owners", None, body)
    told, fengyuan, zhelu = metric(session, "owners"), here.places["fengyuan"], here.places["zhelu"]
    assert may_see(session, here.lin, told, fengyuan.path)
    assert not may_see(session, here.lin, told, zhelu.path), "he may count those of his place only"
    assert not may_see(session, here.chen, told, zhelu.path)
    assert not may_see(session, STRANGER, told, fengyuan.path)
