"""A figure that passes its line is told once, to who owns it, and ends by itself."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from models.base import clock_at, now
from models.definition import DefinitionKind
from models.metric import Alert, AlertLevel
from models.register import WorkOrder
from models.trail import TrailLine
from services import alert
from services.alert import hourly, raised, watch
from services.definition import append
from tests import dashboards as sample
from tests.neighbourhood import Neighbourhood


@pytest.fixture(autouse=True)
def drawn(session: Session, here: Neighbourhood) -> None:
    sample.rows(session, here)
    body = sample.ON_TIME | {"owner": "street_officer", "level": "compound"}
    append(session, None, DefinitionKind.METRIC, "on_time", None, body)


def _running(session: Session) -> list[tuple[str, AlertLevel, str]]:
    """The alerts of our metric; those that ship judge this empty street too."""
    mine = select(Alert).where(Alert.metric_key == "on_time")
    found = session.exec(mine.where(Alert.ended_at == None))  # noqa: E711 SQL's own
    return sorted((one.path, one.level, one.value) for one in found)


def test_the_last_whole_month_is_judged_place_by_place(
    session: Session, here: Neighbourhood
) -> None:
    assert watch(session) > 0
    levels = {path: level for path, level, _value in _running(session)}
    assert levels[here.places["qinghe"].path] is AlertLevel.WARNING  # 3 of 5 in May: 60 %
    assert here.places["fengyuan"].path not in levels
    assert levels[here.places["zhelu"].path] is AlertLevel.WARNING


def test_nobody_is_told_of_a_figure_that_he_may_not_count(
    session: Session, here: Neighbourhood
) -> None:
    body = sample.ON_TIME | {"level": "compound", "where": {"field": "title", "op": "filled"}}
    for owner, is_told in (("owner", False), ("street_officer", True)):
        append(session, None, DefinitionKind.METRIC, "on_time", None, body | {"owner": owner})
        watch(session)
        assert bool(_running(session)) is is_told


def test_looking_twice_tells_nothing_twice(session: Session) -> None:
    watch(session)
    before = _running(session)
    assert watch(session) == 0
    assert _running(session) == before


def test_an_alert_ends_when_the_figure_is_back_within_its_lines(
    session: Session, here: Neighbourhood
) -> None:
    watch(session)
    for order in session.exec(select(WorkOrder)):
        order.on_time = True
        session.add(order)
    session.flush()
    watch(session)
    assert _running(session) == []
    lines = [one for one in session.exec(select(TrailLine)) if (one.after or {}).get("metric")]
    codes = [line.code for line in lines if line.after and line.after["metric"] == "on_time"]
    assert codes.count("alert.raised") == codes.count("alert.ended") > 0


def test_a_worse_line_takes_the_place_of_the_first(session: Session, here: Neighbourhood) -> None:
    watch(session)
    for order in session.exec(select(WorkOrder)):
        order.on_time = False
        session.add(order)
    session.flush()
    watch(session)
    assert {level for _path, level, _value in _running(session)} == {AlertLevel.ALARM}


def test_a_month_without_figures_ends_nothing(session: Session) -> None:
    watch(session)
    before = _running(session)
    with clock_at(now() + timedelta(days=90)):
        watch(session)
    assert _running(session) == before


def test_only_who_owns_the_metric_there_is_told(session: Session, here: Neighbourhood) -> None:
    watch(session)
    told = raised(session, here.qin, "zh_CN")
    assert [(one.metric, one.said) for one in told if one.place_code == "qinghe"] == [
        ("按期办结率", "60.0%")
    ]
    for other in (here.chen, here.lin, here.wai, here.guan):
        assert "on_time" not in [one.metric_key for one in raised(session, other, "zh_CN")]


def test_a_metric_without_a_line_is_never_told(session: Session) -> None:
    plain = {key: value for key, value in sample.ON_TIME.items() if key not in ("warning", "alarm")}
    append(session, None, DefinitionKind.METRIC, "on_time", None, plain)
    watch(session)
    assert _running(session) == []


def _drawn_anew(session: Session, **changed: Any) -> None:
    body = sample.ON_TIME | {"owner": "street_officer", "level": "compound"} | changed
    append(session, None, DefinitionKind.METRIC, "on_time", None, body)


def test_a_metric_that_loses_its_lines_leaves_no_alert(
    session: Session, here: Neighbourhood
) -> None:
    watch(session)
    assert _running(session)
    _drawn_anew(session, warning=None, alarm=None)
    assert watch(session) > 0
    assert _running(session) == []
    assert "on_time" not in [one.metric_key for one in raised(session, here.qin, "zh_CN")]
    assert watch(session) == 0


def test_a_metric_that_is_taken_away_leaves_no_alert(session: Session) -> None:
    watch(session)
    assert _running(session)
    append(session, None, DefinitionKind.METRIC, "on_time", None, None)
    watch(session)
    assert _running(session) == []


def test_places_that_are_no_longer_told_apart_leave_no_alert(
    session: Session, here: Neighbourhood
) -> None:
    watch(session)
    assert here.places["qinghe"].path in [path for path, _level, _value in _running(session)]
    _drawn_anew(session, level="street")
    watch(session)
    paths = [path for path, _level, _value in _running(session)]
    assert paths == [here.places[code].path for code in ("jiangcheng", "zhelu")]


def test_the_clock_looks_once_an_hour(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[int] = []
    monkeypatch.setattr(alert, "watch", lambda _session: looked.append(1) or 1)
    monkeypatch.setattr(alert, "_looked", [])
    for minutes in (0, 1, 59, 60, 61):
        with clock_at(now() + timedelta(minutes=minutes)):
            hourly(session)
    assert len(looked) == 2


def test_what_fails_is_looked_at_again_in_a_minute(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[int] = []

    def watching(_session: Session) -> int:
        looked.append(1)
        if len(looked) == 1:
            raise RuntimeError("no database")
        return 3

    monkeypatch.setattr(alert, "watch", watching)
    monkeypatch.setattr(alert, "_looked", [])
    with pytest.raises(RuntimeError):
        hourly(session)
    assert [hourly(session), hourly(session)] == [3, 0]
