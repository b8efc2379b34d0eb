"""A published body is read once a transaction; a draft is read anew each time."""

from sqlmodel import Session, select

from models.method import Method, MethodVersion
from models.procedure import VersionState
from services.method.body import body_at
from services.method.shipping import ship
from tests.neighbourhood import Neighbourhood


def version(session: Session) -> MethodVersion:
    ship(session)
    wanted = select(MethodVersion).join(Method).where(Method.code == "liaocheng")
    return session.exec(wanted).one()


def test_what_is_published_is_read_once(session: Session, here: Neighbourhood) -> None:
    kept = version(session)
    assert body_at(session, kept.id or 0) is body_at(session, kept.id or 0)


def test_a_draft_is_read_as_it_now_is(session: Session, here: Neighbourhood) -> None:
    kept = version(session)
    draft = MethodVersion(
        method_id=kept.method_id, number=2, state=VersionState.DRAFT, body=kept.body
    )
    session.add(draft)
    session.flush()
    assert body_at(session, draft.id or 0).turnout * 2 == 1
    draft.body = kept.body | {"turnout": "0.4"}
    session.flush()
    assert body_at(session, draft.id or 0).turnout * 5 == 2
