"""The methods that ship are there after the first migration, once."""

from sqlmodel import Session, select

from models.method import Method, MethodVersion
from models.procedure import VersionState
from rules.notice import text_hash
from services.method.shipping import ORDER, ship


def test_what_ships_is_added_once_and_published_with_its_hash(session: Session) -> None:
    assert ship(session) == len(ORDER)
    assert ship(session) == 0
    assert set(session.exec(select(Method.code))) == set(ORDER)
    for version in session.exec(select(MethodVersion)):
        assert (version.state, version.number) == (VersionState.PUBLISHED, 1)
        assert version.sha256 == text_hash(version.body)
