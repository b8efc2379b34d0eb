"""What was picked, in words (已选条件)."""

from sqlmodel import Session

from rules.dashboard import Dashboard
from rules.refusal import Refused
from services.dashboard import naming
from services.metric import metric
from services.metric.asking import Value


def told(
    session: Session, board: Dashboard, only: tuple[tuple[str, Value], ...], language: str
) -> dict[str, str]:
    """The picked values by their dimension; what no figure of the board knows is left out."""
    found = {}
    for name, value in only:
        for tile in board.tiles:
            try:
                one = metric(session, tile.metric)
            except Refused:
                continue
            if name in one.dimensions:
                words = naming.values(session, one, name, [value], language)
                head = naming.head(session, one, name, language)
                found[name] = f"{head}: {words.get(value, value)}"
                break
    return found
