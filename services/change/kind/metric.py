"""Metrics in a change set (指标): read as they would hold, their sums built when they hold."""

from sqlmodel import Session

from models.definition import DefinitionKind
from rules.definition import Problem, metric
from rules.permission import Visitor
from rules.refusal import N_
from services.change.kind.base import Change, Kind
from services.entity import entity_for
from services.metric.catalogue import metric as metric_of
from services.metric.catalogue import metrics
from services.metric.rollup import build_all


class MetricKind(Kind):
    """What is counted, of what, by which day."""

    kind = DefinitionKind.METRIC

    def problems(self, session: Session, change: Change) -> list[Problem]:
        """What its language cannot read; and, when it goes, which metrics rest on it."""
        if change.after is None:
            text = N_("The metric “{name}” follows from it.")
            return [
                Problem("", text, {"name": one.label, "name_en": one.label_en or one.label})
                for one in metrics(session)
                if change.key in one.parts
            ]
        path = change.place.path if change.place else "/"
        return metric.problems(
            change.key,
            change.after,
            lambda name: entity_for(session, name, path),
            lambda key: metric_of(session, key),
        )

    def apply(self, session: Session, actor: Visitor, change: Change) -> None:
        """Let it hold, and add up what it asks to be kept."""
        super().apply(session, actor, change)
        build_all(session)

    def revert(self, session: Session, actor: Visitor, change: Change) -> None:
        """Let what was there before hold again, with its sums."""
        super().revert(session, actor, change)
        build_all(session)
