"""What would lift a compound out of the black list, from the inputs that count now (改进测算)."""

from sqlmodel import Session

from models.edition import Computation
from rules.edition.compute import unpacked
from rules.edition.lift import Lifts, lifts
from services.edition.standing import the_edition


def lifts_of(session: Session, edition_id: int, entrant_id: int) -> Lifts:
    """What would do, each verified by computing the edition again; the page asks who may know."""
    edition = the_edition(session, edition_id, lock=False)
    made = session.get(Computation, edition.computation_id or 0)
    return lifts(unpacked(made.inputs), entrant_id) if made is not None else Lifts()
