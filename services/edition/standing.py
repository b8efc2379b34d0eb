"""Where an edition stands, and the one way an act is put down (期次现状)."""

from collections.abc import Iterable
from typing import Any

from sqlmodel import Session, col, select

from models.base import now
from models.edition import Edition, EditionAct, EditionActKind
from models.method import MethodVersion
from models.place import Place
from models.revision import Area
from rules.edition import Act, Stand, after, stand
from rules.edition.walk import NOBODY
from rules.method import Body
from rules.permission import Visitor
from rules.refusal import N_, Refused
from services.method.body import body_at
from services.trail import record

MOVES = (Area.RANKING,)


def the_edition(session: Session, edition_id: int, *, lock: bool = True) -> Edition:
    """The edition with this id, locked for the act that follows; refused when there is none."""
    edition = session.get(Edition, edition_id, with_for_update=lock or None, populate_existing=lock)
    if edition is None:
        raise Refused(N_("There is no such edition."))
    return edition


def version_of(session: Session, edition: Edition) -> MethodVersion:
    """The version of the method that the edition began with."""
    return session.get_one(MethodVersion, edition.method_version_id)


def body_of(session: Session, edition: Edition) -> Body:
    """The method of the edition, read."""
    return body_at(session, edition.method_version_id)


def acts_of(session: Session, edition_id: int | None) -> list[EditionAct]:
    """What was done to the edition, in order."""
    wanted = select(EditionAct).where(EditionAct.edition_id == edition_id)
    return list(session.exec(wanted.order_by(col(EditionAct.id))))


def act_of(row: EditionAct) -> Act:
    """An act as the rules see it."""
    return Act(
        kind=row.kind,
        at=row.at,
        by=row.member_id,
        computation=row.computation_id,
        appeal=row.appeal_id,
        blacks=frozenset(row.blacks),
        upheld=row.upheld,
    )


def stand_of(session: Session, edition: Edition) -> Stand:
    """What the acts on the edition add up to."""
    terms = body_of(session, edition).terms
    return stand(map(act_of, acts_of(session, edition.id)), terms)


def could(
    session: Session,
    actor: Visitor,
    edition: Edition,
    kind: EditionActKind,
    *,
    computation: int | None = None,
    appeal: int | None = None,
    blacks: Iterable[int] = NOBODY,
    upheld: bool = False,
) -> Stand:
    """How the edition would stand after the act; refused when it is not its time."""
    made = Act(kind, now(), actor.member_id, computation, appeal, frozenset(blacks), upheld)
    return _then(session, edition, made)


def _then(session: Session, edition: Edition, made: Act) -> Stand:
    return after(stand_of(session, edition), made, body_of(session, edition).terms)


def put_down(
    session: Session,
    actor: Visitor,
    edition: Edition,
    kind: EditionActKind,
    *,
    reason: str = "",
    **facts: Any,
) -> Stand:
    """Write the act, and what the edition is after it; refused when it is not its time.

    The moment that is judged is the one that is written: an act kept a hair later than it was
    judged could stand after a midnight, and the acts would never add up again.
    """
    made = Act(kind, now(), actor.member_id, **facts)
    then = _then(session, edition, made)
    session.add(
        EditionAct(
            edition_id=edition.id or 0,
            kind=kind,
            at=made.at,
            member_id=made.by,
            computation_id=made.computation,
            appeal_id=made.appeal,
            upheld=made.upheld,
            blacks=sorted(made.blacks),
            reason=reason,
        )
    )
    assert then.state is not None
    edition.state, edition.computation_id = then.state, then.computation
    edition.window_closes_at, edition.published_at = then.window_closes_at, then.published_at
    session.add(edition)
    session.flush()
    return then


def told(
    session: Session,
    actor: Visitor,
    edition: Edition,
    code: str,
    **after: object,
) -> None:
    """One line in the trail about the edition."""
    place = session.get_one(Place, edition.place_id)
    record(session, actor, code, f"edition:{edition.id}", place, moves=MOVES, after=after)
