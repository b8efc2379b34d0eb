"""Reading figures from the sums that are kept while writing (读日汇总)."""

from sqlmodel import Session

from rules.metric import Measure, Metric
from rules.permission import Visitor
from services.metric.asking import Asked, Cells


def kept_cells(
    session: Session, viewer: Visitor | None, metric: Metric, measure: Measure, asked: Asked
) -> Cells | None:
    """The cells of ``measure`` from its sums; ``None`` where they cannot say."""
    return None
