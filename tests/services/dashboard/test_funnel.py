"""How many topics come how far: each once a step that it reached, whatever became of it."""

from sqlmodel import Session

from models.topic import StepEntry, Topic
from rules.calendar import day_of
from rules.metric import Grain, Period
from rules.permission import STRANGER
from services.dashboard import At, answer, dashboard
from tests.conftest import NOON
from tests.neighbourhood import Neighbourhood
from tests.stage import raised

STEPS = ("ti", "yi", "jue", "ping", "xiang")


def _came_to(session: Session, topic: Topic, *codes: str) -> None:
    for n, code in enumerate(codes):
        stay = StepEntry(topic_id=topic.id or 0, step_code=code, step_name=code, round=1 + n // 3)
        session.add(stay)
        topic.step_code = code
    session.flush()


def test_the_funnel_of_the_five_steps_counts_what_reached_each(
    session: Session, here: Neighbourhood
) -> None:
    topics = [raised(session, here, f"第 {n} 件") for n in range(4)]
    _came_to(session, topics[0], "yi", "jue", "ping", "xiang")
    _came_to(session, topics[1], "yi", "jue", "yi")  # sent back a step
    _came_to(session, topics[2], "yi")
    _came_to(session, topics[3], "elsewhere")  # a step of another procedure
    board, today = dashboard(session, "resident"), day_of(NOON)
    tile = board.tile("steps")
    assert tile is not None and tile.order == STEPS
    place = here.fengyuan
    span = Period.of(today, Grain.YEAR)
    at = At(place.id or 0, place.path, place.kind, place.name, span, today)
    told = answer(session, STRANGER, board, tile, at, "zh_CN")
    assert told.refused is None
    assert [row.code for row in told.rows] == list(STEPS)
    assert [row.figure.value for row in told.rows] == [4, 3, 2, 1, 1]
    assert [row.said for row in told.rows][:2] == ["4 件", "3 件"]
