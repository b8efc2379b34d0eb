"""Every metric that holds (指标目录)."""

import threading

from sqlmodel import Session

from models.definition import DefinitionKind
from rules.metric import Metric, read_metric
from rules.refusal import N_, Refused
from services.definition import Defined, bodies, one, state
from services.entity import entity_for

_kept: dict[tuple[str, int], tuple[Metric, ...]] = {}
_lock = threading.Lock()


def metrics(session: Session, path: str | None = None) -> tuple[Metric, ...]:
    """Every metric, by its label; with ``path`` those that hold there (指标目录).

    One whose table or column has gone since it was published is left out: its page says why.
    """
    found = _every(session)
    if path is not None:
        found = tuple(metric for metric in found if path.startswith(metric.place_path))
    return found


def _every(session: Session) -> tuple[Metric, ...]:
    """Drawn from the definitions once a change: every page of figures asks for them."""
    at = state(session)
    with _lock:
        kept = _kept.get(at) if at else None
    if kept is not None:
        return kept
    found = []
    for defined in bodies(session, DefinitionKind.METRIC):
        try:
            found.append(_read(session, defined))
        except Refused:
            continue
    drawn = tuple(sorted(found, key=lambda metric: (metric.place_path, metric.key)))
    if at is not None:
        with _lock:
            _kept.clear()
            _kept[at] = drawn
    return drawn


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
