"""The street's office signs what grew out of what it signed before, and nothing else."""

from collections.abc import Callable

import pytest
from sqlalchemy import text
from sqlmodel import Session

from models.base import now
from models.ledger import Book
from models.log import Checkpoint
from rules.log import checkpoint as rule
from rules.log.note import Algorithm, Signer, signature, verifier
from rules.refusal import Refused
from services.log import key, publishing, witness
from services.log.key import name_witness, witness_keys
from tests.ledgers import posted, receipt
from tests.neighbourhood import Neighbourhood

ELSEWHERE = Signer("jianzheng/zhelu/at-home", Algorithm.COSIGNATURE, bytes(range(32)))


@pytest.fixture
def published(session: Session, book: Book) -> Checkpoint:
    return publishing.checkpoint(session, book)


def _unguarded(session: Session, table: str) -> None:
    """What an attacker with the database does first: away with the triggers."""
    if session.connection().dialect.name == "sqlite":
        session.connection().execute(text(f"DROP TRIGGER {table}_no_update"))
    else:
        session.connection().execute(text(f"ALTER TABLE {table} DISABLE TRIGGER ALL"))


def test_the_office_cosigns_and_anybody_can_check_it(
    session: Session, here: Neighbourhood, book: Book, published: Checkpoint
) -> None:
    made = witness.cosign(session, here.qin, published.id)
    head, _ = rule.read(published.note)
    own = verifier(witness_keys(session, here.places["zhelu"].id)[0].verifier)
    assert rule.witnessed(head, signature(made.line), own) == now()
    assert len(publishing.with_witnesses(session, published).signatures) == 2


def test_only_the_office_may(
    session: Session, here: Neighbourhood, book: Book, published: Checkpoint
) -> None:
    for person in (here.wu, here.lin, here.shen, here.guan, here.wai):
        with pytest.raises(Refused, match="role"):
            witness.cosign(session, person, published.id)
        with pytest.raises(Refused, match="role"):
            name_witness(session, person, here.places["zhelu"].id)
    with pytest.raises(Refused, match="no such checkpoint"):
        witness.cosign(session, here.qin, 999)


def test_what_waits_is_listed_until_it_is_signed(
    session: Session, here: Neighbourhood, book: Book
) -> None:
    path = here.places["zhelu"].path
    assert witness.unwitnessed(session, path) == []
    made = publishing.checkpoint(session, book)
    assert [row.checkpoint_id for row in witness.unwitnessed(session, path)] == [made.id]
    witness.cosign(session, here.qin, made.id)
    assert witness.unwitnessed(session, path) == []
    with pytest.raises(Refused, match="already"):
        witness.cosign(session, here.qin, made.id)


def test_a_longer_history_is_signed_and_an_older_one_is_not(
    session: Session, here: Neighbourhood, book: Book
) -> None:
    early = publishing.checkpoint(session, book, 3)
    witness.cosign(session, here.qin, publishing.checkpoint(session, book).id)
    with pytest.raises(Refused, match="or a later one"):
        witness.cosign(session, here.qin, early.id)
    posted(session, here, book, receipt(700))
    witness.cosign(session, here.qin, publishing.checkpoint(session, book).id)


Attack = Callable[[Session, Book], None]


def _edit_a_leaf(session: Session, book: Book) -> None:
    _unguarded(session, "leaf")
    changed = "UPDATE leaf SET body = replace(body, '36000', '16000')"
    session.connection().execute(text(changed))


def _rewrite_what_was_signed(session: Session, book: Book) -> None:
    """The last cosigned checkpoint is made to look as if it had said something else."""
    _unguarded(session, "checkpoint")
    other = publishing._issued(session, book, 5)[0]
    session.connection().execute(
        text("UPDATE checkpoint SET note = :note WHERE size = 6"), {"note": str(other)}
    )


@pytest.mark.parametrize("attack", [_edit_a_leaf, _rewrite_what_was_signed])
def test_a_history_that_was_changed_is_not_signed(
    session: Session, here: Neighbourhood, book: Book, published: Checkpoint, attack: Attack
) -> None:
    witness.cosign(session, here.qin, published.id)
    posted(session, here, book, receipt(700))
    after = publishing.checkpoint(session, book)
    attack(session, book)
    session.expire_all()
    with pytest.raises(Refused, match=r"changed them|tampered"):
        witness.cosign(session, here.qin, after.id)


def test_a_history_that_was_rewritten_with_the_books_own_key_is_not_signed(
    session: Session, here: Neighbourhood, book: Book, published: Checkpoint
) -> None:
    witness.cosign(session, here.qin, published.id)
    _edit_a_leaf(session, book)
    session.expire_all()
    root = witness._root(session, book, 6)
    posted(session, here, book, receipt(700))
    head = rule.Head(book.origin, 7, witness._root(session, book, 7))
    own = key.log_key(session, book)
    forged = Checkpoint(
        book_id=book.id,
        size=7,
        root=root,
        note=str(rule.issued(head, key.whole(own))),
        key_id=own.id,
    )
    session.add(forged)
    session.flush()
    with pytest.raises(Refused, match="not the history"):
        witness.cosign(session, here.qin, forged.id)


def test_an_office_may_keep_its_key_elsewhere(
    session: Session, here: Neighbourhood, book: Book, published: Checkpoint
) -> None:
    street = here.places["zhelu"].id
    name_witness(session, here.qin, street, str(ELSEWHERE.verifier))
    with pytest.raises(Refused, match="private half"):
        witness.cosign(session, here.qin, published.id)
    head, _ = rule.read(published.note)
    other = rule.Head(head.origin, head.size - 1, head.root)
    wrong = rule.cosigned(other, now(), ELSEWHERE)
    for line in (str(wrong), "nonsense", "— a b"):
        with pytest.raises(Refused, match="not a cosignature"):
            witness.cosign(session, here.qin, published.id, line)
    line = str(rule.cosigned(head, now(), ELSEWHERE))
    assert witness.cosign(session, here.qin, published.id, f"{line}\n").line == line


def test_a_new_key_of_the_office_retires_the_old_one(
    session: Session, here: Neighbourhood, book: Book, published: Checkpoint
) -> None:
    street = here.places["zhelu"].id
    first = name_witness(session, here.qin, street)
    witness.cosign(session, here.qin, published.id)
    second = name_witness(session, here.qin, street, str(ELSEWHERE.verifier))
    assert (first.private, first.retired_at, second.private) == (None, now(), None)
    for wrong in ("", "x"):
        with pytest.raises(Refused):
            name_witness(session, here.qin, street, wrong or str(ELSEWHERE.verifier))
    with pytest.raises(Refused, match="street"):
        name_witness(session, here.qin, here.fengyuan.id)
