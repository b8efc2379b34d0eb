"""What the dimensions of a metric are called (维度名称)."""

from sqlmodel import Session

from rules.metric import Metric
from services.dashboard.naming import head


def heads_of(session: Session, metric: Metric, language: str) -> dict[str, str]:
    """Each dimension with its name."""
    return {name: head(session, metric, name, language) for name in metric.dimensions}
