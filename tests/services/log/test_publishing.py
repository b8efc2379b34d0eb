"""Checkpoints are signed once and stay the same; proofs stand on the best of them."""

import pytest
from sqlmodel import Session, func, select

from models.ledger import Book
from models.log import Checkpoint
from rules.log import checkpoint as rule
from rules.log import tree as trees
from rules.log.entry_proof import entry_proof
from rules.log.note import verifier
from rules.refusal import Refused
from services.log import key, publishing, tree, witness
from tests.ledgers import posted, receipt
from tests.neighbourhood import Neighbourhood


def test_a_checkpoint_says_name_size_and_root_and_the_key_signed_it(
    session: Session, book: Book
) -> None:
    made = publishing.checkpoint(session, book)
    head, signed = rule.read(made.note)
    bodies = tree.bodies(session, book.id, 0, 99)
    hashes = [trees.leaf_hash(body.encode()) for body in bodies]
    assert (head.origin, head.size) == ("gonggongshouyi/fengyuan", 6)
    assert head.root == trees.root(6, trees.subtrees(hashes))
    assert signed.signed_by(verifier(key.log_key(session, book).verifier))


def test_the_first_leaf_names_the_first_key(session: Session, book: Book) -> None:
    assert key.log_key(session, book).verifier in tree.bodies(session, book.id, 0, 1)[0]


def test_asked_again_it_is_the_same_one(session: Session, here: Neighbourhood, book: Book) -> None:
    first = publishing.checkpoint(session, book)
    posted(session, here, book, receipt(700))
    publishing.checkpoint(session, book)
    assert publishing.checkpoint(session, book, 6) is first
    assert session.exec(select(func.count()).select_from(Checkpoint)).one() == 2
    assert publishing.latest(session, book).size == 7
    assert publishing.latest(session, book, 6) is first


@pytest.mark.parametrize("size", [0, -1, 7])
def test_what_is_not_there_cannot_be_signed(session: Session, book: Book, size: int) -> None:
    with pytest.raises(Refused, match="6 leaves"):
        publishing.checkpoint(session, book, size)


def test_every_leaf_is_proved_under_the_present_state(session: Session, book: Book) -> None:
    shown = publishing.shown(session, book)
    assert publishing.kept(session, book, 6) is None  # a reader writes nothing
    for index, body in enumerate(tree.bodies(session, book.id, 0, 6)):
        proof = entry_proof(str(publishing.prove(session, book, index)))
        assert proof.shows(body.encode())
        assert proof.note == shown


def test_a_proof_stands_on_what_the_witness_saw(
    session: Session, here: Neighbourhood, book: Book
) -> None:
    made = publishing.checkpoint(session, book)
    witness.cosign(session, here.qin, made.id)
    posted(session, here, book, receipt(700))
    publishing.checkpoint(session, book)
    old, new = publishing.prove(session, book, 3), publishing.prove(session, book, 6)
    assert (old.head.size, len(old.note.signatures)) == (6, 2)
    assert (new.head.size, len(new.note.signatures)) == (7, 1)
    assert publishing.latest_witnessed(session, book) is made
    assert publishing.latest_witnessed(session, book, 5) is None
