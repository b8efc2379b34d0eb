"""Keys are sealed, handed over by both, and brought back from a backup."""

import pytest
from sqlalchemy import text
from sqlmodel import Session

from models.ledger import Book
from models.log import LeafKind
from rules.log.canonical import parsed
from rules.log.note import verifier
from rules.log.rotation import rotated
from rules.refusal import Refused
from services.log import backup, key, publishing, tree
from services.trail import HOUSE
from tests.ledgers import posted, receipt
from tests.neighbourhood import Neighbourhood

PASSPHRASE = "滑梯 修好 了 孩子 们 都 很 高兴"


def test_no_private_half_can_be_read_in_the_database(session: Session, book: Book) -> None:
    kept = session.connection().execute(text("SELECT private FROM log_key")).scalars().all()
    assert kept
    assert not any("PRIVATE" in row for row in kept)
    assert key.whole(key.log_key(session, book)).verifier.name == book.origin


def test_a_new_key_is_signed_in_by_the_old_one(
    session: Session, here: Neighbourhood, book: Book
) -> None:
    old = key.log_key(session, book)
    before = publishing.checkpoint(session, book)
    new = key.rotate_key(session, here.wu, book.id)
    body = parsed(tree.bodies(session, book.id, 6, 7)[0])
    assert body["kind"] == LeafKind.KEY
    assert str(rotated(body, book.origin, 6, verifier(old.verifier))) == new.verifier
    assert (old.private, key.log_key(session, book)) == (None, new)
    assert publishing.checkpoint(session, book, 6) is before
    after = publishing.checkpoint(session, book)
    assert after.key_id == new.id


def test_the_old_key_signs_nothing_more(session: Session, here: Neighbourhood, book: Book) -> None:
    key.rotate_key(session, here.wu, book.id)
    with pytest.raises(Refused, match="private half"):
        publishing.checkpoint(session, book, 6)  # was never published


def test_whoever_does_not_open_books_changes_no_key(
    session: Session, here: Neighbourhood, book: Book
) -> None:
    for person in (here.ma, here.shen, here.qin, here.wai):
        with pytest.raises(Refused):
            key.rotate_key(session, person, book.id)
    with pytest.raises(Refused, match="no such book"):
        key.rotate_key(session, here.wu, 999)


def test_a_backup_brings_the_key_back(session: Session, book: Book) -> None:
    made = backup.backup(session, book, PASSPHRASE)
    before = publishing.checkpoint(session, book).note
    session.connection().execute(text("UPDATE log_key SET private = 'lost'"))
    session.expire_all()
    assert backup.write_restored(session, HOUSE, book, made, PASSPHRASE)
    session.expire_all()
    assert str(publishing._issued(session, book, 6)[0]) == before


def test_a_backup_is_of_no_use_without_its_passphrase_or_after_its_key(
    session: Session, here: Neighbourhood, book: Book
) -> None:
    made = backup.backup(session, book, PASSPHRASE)
    with pytest.raises(Refused, match="passphrase"):
        backup.write_restored(session, HOUSE, book, made, "something else")
    with pytest.raises(Refused, match="12 characters"):
        backup.backup(session, book, "short")
    with pytest.raises(Refused, match="not the backup"):
        backup.write_restored(session, HOUSE, book, "nonsense", PASSPHRASE)
    key.rotate_key(session, here.wu, book.id)
    with pytest.raises(Refused, match="replaced"):
        backup.write_restored(session, HOUSE, book, made, PASSPHRASE)


def test_the_first_entry_after_a_rotation_goes_on_as_before(
    session: Session, here: Neighbourhood, book: Book
) -> None:
    key.rotate_key(session, here.wu, book.id)
    entry = posted(session, here, book, receipt(900))
    assert (entry.number, entry.leaf_index) == (6, 7)
