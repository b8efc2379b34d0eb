"""Dashboards (看板) in a change set."""

from sqlmodel import Session

from models.definition import DefinitionKind
from rules.definition import Problem, dashboard
from services.change.kind.base import Change, Kind
from services.metric import metrics


class DashboardKind(Kind):
    """A dashboard names metrics that hold; a public one only what everybody may see."""

    kind = DefinitionKind.DASHBOARD

    def problems(self, session: Session, change: Change) -> list[Problem]:
        """What stops a dashboard from holding."""
        if change.after is None:
            return []
        known = metrics(session)
        return dashboard.problems(
            change.after,
            {metric.key: metric.dimensions for metric in known},
            [metric.key for metric in known if metric.public],
        )
