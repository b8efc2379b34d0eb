"""Every metric that holds (指标目录)."""

import threading
from collections import OrderedDict
from functools import partial

from sqlmodel import Session

from models.definition import DefinitionKind
from rules.entity import Entity
from rules.metric import Metric, Op, read_metric
from rules.refusal import N_, Refused
from services.definition import Defined, bodies, one
from services.entity import entity_for

Version = tuple[tuple[str, str, int, str], ...]
_DRAWN_FROM = (
    DefinitionKind.METRIC,
    DefinitionKind.FIELD,
    DefinitionKind.OVERRIDE,
    DefinitionKind.FORM,
)
_MOST = 8  # drawings kept in one process
_kept: OrderedDict[Version, tuple[Metric, ...]] = OrderedDict()
_lock = threading.Lock()


def metrics(session: Session, path: str | None = None) -> tuple[Metric, ...]:
    """Every metric, by its label; with ``path`` those that hold there (指标目录).

    One whose table or column has gone since it was published is left out: its page says why.
    """
    found = _every(session)
    if path is not None:
        found = tuple(metric for metric in found if path.startswith(metric.place_path))
    return found


def version(session: Session) -> Version:
    """What the metrics, and the columns they may name, are drawn from: alike while it is alike."""
    return tuple(
        (defined.key, defined.path, defined.number, defined.sha256)
        for kind in _DRAWN_FROM
        for defined in bodies(session, kind)
    )


def _every(session: Session) -> tuple[Metric, ...]:
    """Drawn from the definitions once a change: every page of figures asks for them."""
    at = version(session)
    with _lock:
        kept = _kept.get(at)
    if kept is None:
        kept = _drawn(session)
        with _lock:
            _kept[at] = kept
            while len(_kept) > _MOST:
                _kept.popitem(last=False)
    return kept


def _drawn(session: Session) -> tuple[Metric, ...]:
    known: dict[tuple[str, str], Entity] = {}

    def entity_of(name: str, path: str) -> Entity:
        if (name, path) not in known:
            known[name, path] = entity_for(session, name, path)
        return known[name, path]

    found = []
    for given in bodies(session, DefinitionKind.METRIC):
        at = partial(entity_of, path=given.path)
        try:
            found.append(read_metric(given.key, given.body, at, given.number, given.path))
        except Refused:
            continue
    return tuple(sorted(found, key=lambda metric: (metric.place_path, metric.key)))


def metric(session: Session, key: str) -> Metric:
    """The metric with this key.

    Raises:
        Refused: there is none, or what it counts is no longer there.
    """
    defined = one(session, DefinitionKind.METRIC, key)
    if defined is None:
        raise Refused(N_("There is no such metric."))
    return _read(session, defined)


def read_here(session: Session, key: str, body: object, path: str = "/", number: int = 0) -> Metric:
    """A body that is not published yet, as a metric: for the builder's picture, and for checks."""
    return read_metric(key, body, lambda name: entity_for(session, name, path), number, path)


def _read(session: Session, defined: Defined) -> Metric:
    return read_here(session, defined.key, defined.body, defined.path, defined.number)


def is_cumulative(session: Session, of: Metric) -> bool:
    """Whether its sum holds all that was before the period, too (累计); a share never says so."""
    if of.parts:
        return all(is_cumulative(session, metric(session, key)) for key in of.parts)
    is_sum = of.denominator is None and all(one.op is not Op.SHARE for one in of.measures)
    return of.cumulative and is_sum
