"""What a figure was when its period had ended (指标快照): kept once, and never changed.

Rows are corrected later, and versions of a metric come and go: what was published stays beside
what the rows say today.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from fractions import Fraction

from sqlalchemy import text
from sqlmodel import Session, col, select

from models.base import now
from models.metric import Snapshot
from models.place import Place, PlaceKind
from models.revision import Area
from rules.calendar import day_of
from rules.metric import Figure, Metric, Period
from rules.permission import Visitor
from rules.refusal import Refused
from services.metric.asking import Asked
from services.metric.catalogue import metric as metric_of
from services.metric.catalogue import metrics
from services.metric.figures import figure, must_be_open
from services.metric.kept import used
from services.metric.viewing import counts_all
from services.trail import HOUSE, record

LEVELS = (PlaceKind.DISTRICT, PlaceKind.STREET, PlaceKind.COMMUNITY)
MOST_BACK = 24  # periods that are made up when the clock stood still
AT_ONCE = 60  # figures in one transaction: the clock comes again in a minute
_ONE_AT_A_TIME = 7_310_524  # the number of a lock of ours
_Wanted = tuple[Metric, Period, int | None, str]


def keep_snapshots(session: Session) -> int:
    """Keep the figures of every period that has ended since the clock came last (留存)."""
    today = day_of(now())
    if next(_missing(session, today), None) is None:
        return 0
    if session.connection().dialect.name == "postgresql":  # another replica may have been first
        lock = text("SELECT pg_advisory_xact_lock(:number)").bindparams(number=_ONE_AT_A_TIME)
        session.connection().execute(lock)
    missing, kept = _missing(session, today), 0
    for metric, period, place_id, path in missing:
        session.add(_taken(session, metric, period, (place_id, path), today))
        kept += 1
        if kept == AT_ONCE:
            break
    record(
        session, HOUSE, "metric.snapshotted", "snapshot", None, moves=(Area.METRIC,),
        after={"figures": kept},
    )  # fmt: skip
    return kept


def may_see(session: Session, viewer: Visitor, metric: Metric, path: str) -> bool:
    """Whether all rows behind a figure that was kept at ``path`` are the viewer's to count.

    The house itself took the figure: whoever may count some of the rows is told of no others.
    """
    try:
        must_be_open(viewer, metric)
        if metric.derivation is not None:
            parts = [metric_of(session, key) for key in metric.parts]
            return all(may_see(session, viewer, part, path) for part in parts)
        for measure in filter(None, (metric.numerator, metric.denominator)):
            if not counts_all(session, viewer, measure.entity, used(measure), path):
                return False
    except Refused:
        return False
    return True


def published(
    session: Session, key: str, path: str, periods: tuple[str, ...]
) -> dict[str, tuple[Figure, int]]:
    """What was kept at a place: by period, with the version of the metric that said so.

    The figure is not scaled: its numerator and its denominator are what was kept.
    """
    rows = session.exec(
        select(Snapshot)
        .where(Snapshot.metric_key == key, Snapshot.path == path)
        .where(col(Snapshot.period).in_(periods))
        .order_by(col(Snapshot.id).desc())  # the first that was kept is read last, and stays
    )
    return {row.period: (_figure(row), row.number) for row in rows}


def scaled(metric: Metric, kept: Figure) -> Fraction | None:
    """What was shown of a figure that was kept."""
    if kept.numerator is None:
        return None
    if kept.denominator is None:
        return kept.numerator * metric.scale
    return kept.numerator / kept.denominator * metric.scale if kept.denominator else None


def _missing(session: Session, today: date) -> Iterator[_Wanted]:
    every = metrics(session)
    ended = {grain: Period.of(today, grain).shifted(-1) for grain in {m.grain for m in every}}
    keys = {period.key for period in ended.values()}
    asked = select(Snapshot.metric_key, Snapshot.number, Snapshot.path, Snapshot.period)
    there = set(session.exec(asked.where(col(Snapshot.period).in_(keys))))
    spots = [
        (place_id, path)
        for place_id, path in session.exec(
            select(Place.id, Place.path).where(col(Place.kind).in_(LEVELS)).order_by(Place.path)
        )
    ]
    lacking: list[tuple[Metric, int | None, str]] = []
    for metric in every:
        period = ended[metric.grain]
        here = [(None, "/")] if metric.place_path == "/" else []
        below = [spot for spot in spots if spot[1].startswith(metric.place_path)]
        for place_id, path in (*here, *below):
            if (metric.key, metric.number, path, period.key) not in there:
                lacking.append((metric, place_id, path))
    kept = _kept_of_late(session, ended.values()) if lacking else {}
    for metric, place_id, path in lacking:
        for period in _since(kept.get((metric.key, path), frozenset()), ended[metric.grain]):
            yield metric, period, place_id, path


def _kept_of_late(
    session: Session, ended: Iterable[Period]
) -> dict[tuple[str, str], frozenset[str]]:
    """Of which periods something was kept, by metric and place."""
    keys = {last.shifted(-n).key for last in ended for n in range(MOST_BACK)}
    asked = select(Snapshot.metric_key, Snapshot.path, Snapshot.period).distinct()
    found: dict[tuple[str, str], frozenset[str]] = {}
    for key, path, period in session.exec(asked.where(col(Snapshot.period).in_(keys))):
        found[key, path] = found.get((key, path), frozenset()) | {period}
    return found


def _since(kept: Collection[str], ended: Period) -> list[Period]:
    """The last period that has ended, and before it those through which the clock stood still,
    the oldest first: what is half made up goes on where it was."""
    back = [ended.shifted(-n) for n in range(MOST_BACK)]
    last = next((n for n, period in enumerate(back) if period.key in kept), 0)
    return back[:last][::-1] or [ended]


def _taken(
    session: Session, metric: Metric, period: Period, spot: tuple[int | None, str], today: date
) -> Snapshot:
    asked = Asked(today=today, path=spot[1]).of(period)
    try:
        found = figure(session, None, metric, asked)
    except Refused:  # a metric that rests on one that is gone
        found = Figure()
    return Snapshot(
        metric_key=metric.key,
        number=metric.number,
        place_id=spot[0],
        path=spot[1],
        period=period.key,
        numerator="" if found.numerator is None else str(found.numerator),
        denominator="" if found.denominator is None else str(found.denominator),
        row_count=found.n,
    )


def _figure(row: Snapshot) -> Figure:
    top = Fraction(row.numerator) if row.numerator else None
    bottom = Fraction(row.denominator) if row.denominator else None
    return Figure(None, top, bottom, row.row_count)
