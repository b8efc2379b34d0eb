"""Every metric with its figure (指标一览), for whoever looks."""

from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from models.definition import DefinitionKind
from rules.metric import Figure, Grain, Metric, Period, Standing, last, standing
from rules.permission import Visitor
from rules.refusal import Refused
from rules.right import Action
from services.definition import bodies
from services.entity import entities, entity_for
from services.metric.asking import Asked
from services.metric.catalogue import metrics
from services.metric.figures import figure
from services.right import reach

MONTHS = 12  # what happened is told for so many months


@dataclass(frozen=True)
class Line:
    """One metric with its figure (指标行); ``refused`` says why there is none."""

    metric: Metric
    figure: Figure
    standing: Standing | None = None
    refused: Refused | None = None


def overview(session: Session, viewer: Visitor, path: str, today: date) -> tuple[Line, ...]:
    """Every metric that the viewer may know of, as it stands at ``path``."""
    mine = (one for one in metrics(session, path) if one.public or viewer.signed_in)
    return tuple(_line(session, viewer, one, path, today) for one in mine)


def asked_now(metric: Metric, path: str, today: date) -> Asked:
    """What stands in a list: the last twelve months of what happens, all of what there is."""
    if metric.cumulative or metric.parts or not metric.has_time:
        return Asked(today=today, path=path)
    start, end = last(MONTHS, today, Grain.MONTH)
    return Asked(today=today, start=start, end=end, path=path)


def countable(session: Session, viewer: Visitor) -> tuple[str, ...]:
    """The tables whose rows the viewer may count, the answers to forms among them."""
    forms = [f"form:{one.key}" for one in bodies(session, DefinitionKind.FORM)]
    return tuple(key for key in (*entities(), *forms) if _may_count(session, viewer, key))


def _may_count(session: Session, viewer: Visitor, key: str) -> bool:
    try:
        reach(session, viewer, entity_for(session, key), Action.MEASURE)
    except Refused:
        return False
    return True


def _line(session: Session, viewer: Visitor, metric: Metric, path: str, today: date) -> Line:
    try:
        found = figure(session, viewer, metric, asked_now(metric, path, today))
    except Refused as refused:
        return Line(metric, Figure(), refused=refused)
    year = Period.of(today, Grain.YEAR)
    return Line(metric, found, standing(metric, found, year))
