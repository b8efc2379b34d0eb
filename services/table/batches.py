"""A bulk change that somebody made a moment ago (批次), so that he can take it back."""

from sqlmodel import Session

from models.history import Batch, BatchKind, BatchState
from rules.permission import Visitor


def own_batch(session: Session, here: Visitor, key: str, batch_id: int) -> Batch | None:
    """The visitor's own bulk change of this table that still stands; ``None`` otherwise."""
    found = session.get(Batch, batch_id) if batch_id else None
    if found is None or (found.member_id, found.entity) != (here.member_id, key):
        return None
    stands = found.kind is BatchKind.BULK and found.state is BatchState.DONE
    return found if stands else None
