"""Figures that have passed their line (指标预警): looked for by the clock, told to who owns them.

A figure is judged over its last whole period, or as it is now where it knows no time. Each place
has at most one alert of a metric at a time; it ends by itself when the figure is back within its
lines, and when nobody looks there any more: the metric, its lines or its level have gone. Nobody
writes one by hand, and none is taken back.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from sqlmodel import Session, col, or_, select

from models.base import now
from models.metric import Alert, AlertLevel
from models.place import Place, PlaceKind
from models.revision import Area
from rules.calendar import day_of
from rules.metric import Figure, Metric, Period, passed
from rules.permission import Held, Visitor
from rules.refusal import Refused
from services.metric import Asked, by, figure, figure_shown, label, metric, metrics
from services.metric.snapshot import may_see
from services.trail import HOUSE, record

MOST = 50  # shown to one person
ENDED = "ended"  # said in the place of a level
_TOPS = (PlaceKind.DISTRICT, PlaceKind.STREET)
_looked: list[tuple[date, int]] = []  # in which hour this process looked last


@dataclass(frozen=True)
class Raised:
    """An alert in words (预警)."""

    metric_key: str
    metric: str
    place: str
    place_code: str
    level: AlertLevel
    said: str
    period: str
    since: date


def hourly(session: Session) -> int:
    """Look once in every hour; how many alerts began or ended."""
    moment = now()
    hour = (moment.date(), moment.hour)
    if _looked == [hour]:
        return 0
    changed = watch(session)
    _looked[:] = [hour]  # what fails is tried again in a minute
    return changed


def watch(session: Session) -> int:
    """Judge every metric that has a line, at its places; how many alerts began or ended."""
    today = day_of(now())
    watched = [one for one in metrics(session) if not (one.warning is None and one.alarm is None)]
    changed = _left(session, watched)
    for one in watched:
        for place, found, span in _figures(session, one, today):
            if may_see(session, _owner(one, place), one, place.path):
                changed += _judged(session, one, place, found, span)
    return changed


def _left(session: Session, watched: list[Metric]) -> int:
    """End what nobody judges any more: it would be shown for ever. A place that is looked at, and
    has no figure just now, keeps what it has."""
    by_key = {one.key: one for one in watched}
    tops = {one.key: {place.path for place in _tops(session, one)} for one in watched}
    running = select(Alert, Place).join(Place, col(Place.id) == Alert.place_id)
    ended = 0
    for alert, place in session.exec(running.where(col(Alert.ended_at).is_(None))).all():
        one = by_key.get(alert.metric_key)
        below = one is not None and place.kind is one.level
        if one is None or not (alert.path in tops[one.key] or (below and _holds(one, alert))):
            _end(session, alert, place, alert.value)
            ended += 1
    return ended


def _holds(one: Metric, alert: Alert) -> bool:
    return alert.path.startswith(one.place_path)


def _end(session: Session, alert: Alert, place: Place, value: str) -> None:
    alert.ended_at = now()
    session.add(alert)
    session.flush()
    _told(session, "alert.ended", alert, place, value)


def _figures(session: Session, one: Metric, today: date) -> Iterator[tuple[Place, Figure, Period]]:
    """The figure of every place that the metric is told for."""
    span = Period.of(today, one.grain).shifted(-1) if one.has_time else Period.of(today, one.grain)
    asked = Asked(today=today, start=span.start, end=span.end)
    for top in _tops(session, one):
        here = replace(asked, path=top.path)
        try:
            yield top, figure(session, None, one, here), span
            if one.level is None or one.level is top.kind:
                continue
            parts = by(session, None, one, replace(here, level=one.level))
        except Refused:
            continue  # its table or column has gone: its own page says so
        places = _places(session, [part.place_id for part in parts])
        for part in parts:
            place = places.get(part.place_id or 0)
            if place is not None and place.kind is one.level:
                yield place, part.figure, span


def _owner(one: Metric, place: Place) -> Visitor:
    """Whoever holds the role there that a metric belongs to: he is told of nothing that he may not
    count himself, whoever wrote the metric."""
    return Visitor(member_id=0, held=(Held(one.owner, place.id or 0, place.path),))


def _tops(session: Session, one: Metric) -> list[Place]:
    """Where the metric itself holds: its own place, or the districts and streets of the house."""
    asked = select(Place)
    if one.place_path != "/":
        return list(session.exec(asked.where(Place.path == one.place_path)))
    return list(session.exec(asked.where(col(Place.kind).in_(_TOPS)).order_by(col(Place.path))))


def _places(session: Session, ids: list[int | None]) -> dict[int, Place]:
    found = session.exec(select(Place).where(col(Place.id).in_([one for one in ids if one])))
    return {place.id or 0: place for place in found}


def _judged(session: Session, one: Metric, place: Place, found: Figure, span: Period) -> int:
    if found.value is None:
        return 0  # nothing to judge: what was wrong is not right because nobody looked
    level = passed(one, found)
    running = session.exec(
        select(Alert).where(
            Alert.metric_key == one.key, Alert.path == place.path, col(Alert.ended_at).is_(None)
        )
    ).first()
    if running is not None and running.level is level:
        return 0
    changed = 0
    if running is not None:
        _end(session, running, place, str(found.value))
        changed += 1
    if level is not None:
        alert = Alert(
            metric_key=one.key,
            place_id=place.id,
            path=place.path,
            period=span.key,
            level=level,
            value=str(found.value),
        )
        session.add(alert)
        session.flush()
        _told(session, "alert.raised", alert, place, alert.value)
        changed += 1
    return changed


def _told(session: Session, code: str, alert: Alert, place: Place, value: str) -> None:
    """To the trail and, by it, to other systems: figures of places, nothing of people."""
    facts = {
        "metric": alert.metric_key,
        "level": ENDED if code == "alert.ended" else alert.level.value,
        "period": alert.period,
        "value": value,
    }
    record(session, HOUSE, code, f"alert:{alert.id}", place, moves=(Area.METRIC,), after=facts)


def raised(session: Session, here: Visitor, language: str) -> tuple[Raised, ...]:
    """What is past its line where ``here`` holds the role that owns the metric, the worst first."""
    paths = sorted({held.path for held in here.held})
    if not paths:
        return ()
    asked = (
        select(Alert, Place)
        .join(Place, col(Place.id) == Alert.place_id)
        .where(
            col(Alert.ended_at).is_(None),
            or_(*(col(Alert.path).startswith(path) for path in paths)),
        )
        .order_by(col(Alert.level), col(Alert.id).desc())
    )
    found = []
    for alert, place in session.exec(asked):
        try:
            one = metric(session, alert.metric_key)
        except Refused:
            continue
        if one.owner in here.roles_at(alert.path):
            found.append(_in_words(alert, place, one, language))
    return tuple(found[:MOST])


def _in_words(alert: Alert, place: Place, one: Metric, language: str) -> Raised:
    value = Figure(value=Fraction(alert.value))
    return Raised(
        one.key,
        label(one, language),
        place.name,
        place.code,
        alert.level,
        figure_shown(one, value, language),
        alert.period,
        day_of(alert.created_at),
    )
