"""What people answered in a form is counted like any table, for those who may read the answers."""

import json
from typing import Any

import pytest
from sqlmodel import Session

from models.definition import DefinitionKind
from rules.calendar import day_of
from rules.metric import Grain, Period
from rules.permission import STRANGER, Visitor
from rules.refusal import Refused
from rules.table import read_wanted
from services.dashboard import At, answer, dashboard
from services.dashboard.of_metric import OF
from services.form import Given, answer_form, fingerprint
from services.metric import Asked, by, drill, figure, in_words, metric, rows_behind, series
from services.metric.chores import keep_figures
from services.metric.overview import countable
from services.table.listing import matching
from services.table.opening import opened
from tests.changes import published
from tests.conftest import NOON
from tests.forms import body
from tests.neighbourhood import Neighbourhood

TODAY = day_of(NOON)
ANSWERS: dict[str, Any] = {
    "label": "口味调查答卷",
    "entity": "form:taste",
    "time": "created_at",
    "numerator": {"op": "count"},
    "dimensions": ["x_like"],
    "grain": "month",
}
PEOPLE = {**ANSWERS, "label": "平均几人", "numerator": {"op": "average", "column": "x_count"}}
TEA = {**ANSWERS, "label": "喝茶的", "numerator": {"op": "share", "where": {
    "field": "x_like", "op": "is", "value": "tea"}}}  # fmt: skip
GIVEN = (
    ("tea", 3, "fengyuan"),
    ("tea", 4, "fengyuan"),
    ("rice", 2, "fengyuan"),
    ("rice", 9, "qinghe"),
)


@pytest.fixture(autouse=True)
def answered(session: Session, here: Neighbourhood) -> None:
    """Two forms and three metrics published; four answers to the one, one to the other."""
    published(
        session,
        here,
        here.places["fengyuan-community"].id,
        (DefinitionKind.FORM, "taste", body()),
        (DefinitionKind.FORM, "other", body()),
    )
    metrics = {"answers": ANSWERS, "people": PEOPLE, "tea": TEA}
    items = [(DefinitionKind.METRIC, key, one) for key, one in metrics.items()]
    published(session, here, here.places["fengyuan-community"].id, *items)
    for n, (like, count, code) in enumerate(GIVEN):
        _answer(session, here, "taste", f"10.0.0.{n}", like, count, code)
    _answer(session, here, "other", "10.0.0.9", "tea", 9, "fengyuan")
    session.flush()


def _answer(
    session: Session, here: Neighbourhood, form: str, sender: str, like: str, count: int, code: str
) -> None:
    values = {"x_like": like, "x_count": count}
    place = here.places[code].id or 0
    answer_form(session, STRANGER, form, Given(values, place, sender=fingerprint(form, sender)))


def _told(session: Session, viewer: Visitor | None, key: str, path: str = "/") -> dict[Any, Any]:
    asked = Asked(today=TODAY, path=path, by=("x_like",))
    return {
        part.values[0]: part.figure.value
        for part in by(session, viewer, metric(session, key), asked)
    }


def test_answers_are_counted_and_averaged_by_a_choice(
    session: Session, here: Neighbourhood
) -> None:
    assert _told(session, here.lin, "answers") == {"tea": 2, "rice": 2}
    assert {key: float(value) for key, value in _told(session, here.lin, "people").items()} == {
        "tea": 3.5, "rice": 5.5,
    }  # fmt: skip
    fengyuan = here.fengyuan.path
    assert _told(session, here.lin, "answers", fengyuan) == {"tea": 2, "rice": 1}
    whole = Asked(today=TODAY)
    assert figure(session, here.lin, metric(session, "tea"), whole).value == 1 / 2
    span = Period.of(TODAY, Grain.YEAR)
    months = series(session, here.lin, metric(session, "answers"), Asked(today=TODAY).of(span))
    assert [one.figure.value for one in months if one.figure.value] == [4]


def test_the_rows_behind_are_the_answers_themselves(session: Session, here: Neighbourhood) -> None:
    told = metric(session, "people")
    asked = Asked(today=TODAY, path=here.fengyuan.path, only=(("x_like", "tea"),))
    found = rows_behind(session, here.lin, told, asked)
    assert (found.n, found.total) == (2, 7) and "x_count" in found.names
    link = drill(told, found.entity, asked)
    assert link is not None
    table = opened(session, here.lin, link.table)
    said = {"where": json.dumps(link.where), "within": link.within}
    wanted, left_out = read_wanted(table.entity, table.names, said)
    assert not left_out
    listed = session.scalars(matching(session, here.lin, wanted, TODAY)).all()
    assert sorted(listed) == sorted(row[0] for row in found.rows)


def test_whoever_may_not_read_the_answers_is_told_nothing(
    session: Session, here: Neighbourhood
) -> None:
    for one in ("answers", "people", "tea"):
        told = metric(session, one)
        for who in (here.chen, here.wai, here.ma):
            with pytest.raises(Refused, match="does not allow"):
                figure(session, who, told, Asked(today=TODAY))
            with pytest.raises(Refused):
                by(session, who, told, Asked(today=TODAY, by=("x_like",)))
            with pytest.raises(Refused):
                rows_behind(session, who, told, Asked(today=TODAY))
        with pytest.raises(Refused, match="sign in"):
            figure(session, STRANGER, told, Asked(today=TODAY))
    assert "form:taste" in countable(session, here.lin)
    assert "form:taste" not in countable(session, here.chen)


def test_a_page_draws_it_and_the_clock_keeps_it(session: Session, here: Neighbourhood) -> None:
    board = dashboard(session, f"{OF}answers")
    top = here.places["jiangcheng"]
    at = At(top.id or 0, top.path, top.kind, top.name, Period.of(TODAY, Grain.YEAR), TODAY)
    drawn = {one.code: answer(session, here.lin, board, one, at, "zh_CN") for one in board.tiles}
    assert [one.refused for one in drawn.values()] == [None] * len(drawn)
    assert {row.names[0] for row in drawn["by_x_like"].rows} == {"茶", "饭"}
    assert all(
        one.refused is not None
        for one in (answer(session, here.chen, board, tile, at, "zh_CN") for tile in board.tiles)
    )
    assert "口味调查" in in_words(session, metric(session, "people"), "zh_CN")
    assert keep_figures(session) > 0
