"""Leaves are written once, in order, and the database keeps what proofs need."""

from datetime import date

import pytest
from sqlalchemy import update
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col, func, select

from models.ledger import Book
from models.log import Leaf, LeafKind, Node
from rules.log import proof
from rules.log import tree as rule
from services.log import tree
from tests.neighbourhood import Neighbourhood

COUNT = 21


@pytest.fixture
def book(session: Session, here: Neighbourhood) -> Book:
    made = Book(
        place_id=here.fengyuan.id,
        path=here.fengyuan.path,
        code="fengyuan",
        origin="wumin.local/ledger/fengyuan",
        opened_on=date(2026, 1, 1),
    )
    session.add(made)
    session.flush()
    return made


@pytest.fixture
def leaves(session: Session, book: Book) -> list[bytes]:
    for number in range(COUNT):
        tree.append(session, book, LeafKind.ENTRY, {"number": number})
    return [text.encode() for text in tree.bodies(session, book.id, 0, COUNT)]


def test_a_leaf_says_what_it_is_and_when(session: Session, book: Book) -> None:
    leaf = tree.append(session, book, LeafKind.ENTRY, {"number": 1, "purpose": "停车"})
    assert leaf.body == (
        '{"kind":"entry","number":1,"posted_at":"2026-06-10T04:00:00Z","purpose":"停车","v":1}'
    )
    assert (leaf.index, book.leaf_count) == (0, 1)


def test_every_root_and_proof_from_the_database_holds(
    session: Session, book: Book, leaves: list[bytes]
) -> None:
    get = rule.subtrees([rule.leaf_hash(leaf) for leaf in leaves])
    assert book.leaf_count == COUNT
    for size in range(COUNT + 1):
        assert tree.root(session, book.id, size) == rule.root(size, get)
    top = tree.root(session, book.id, COUNT)
    for index in range(COUNT):
        path = tree.inclusion(session, book.id, index, COUNT)
        assert proof.included(top, COUNT, rule.leaf_hash(leaves[index]), index, path)
        way = tree.consistency(session, book.id, index, COUNT)
        assert proof.consistent(rule.root(index, get), index, top, COUNT, way)


def test_one_hash_is_kept_for_each_full_subtree(
    session: Session, book: Book, leaves: list[bytes]
) -> None:
    counts = dict(session.exec(select(Node.level, func.count()).group_by(col(Node.level))).all())
    assert counts == {level: COUNT >> level for level in range(1, 5)}


def test_two_books_have_two_trees(
    session: Session, here: Neighbourhood, book: Book, leaves: list[bytes]
) -> None:
    other = Book(
        place_id=here.places["qinghe"].id,
        path=here.places["qinghe"].path,
        code="qinghe",
        origin="wumin.local/ledger/qinghe",
        opened_on=date(2026, 1, 1),
    )
    session.add(other)
    session.flush()
    tree.append(session, other, LeafKind.BOOK, {"name": "清河里"})
    only = tree.bodies(session, other.id, 0, 9)
    assert tree.root(session, other.id, 1) == rule.leaf_hash(only[0].encode())


def test_no_leaf_is_changed_and_no_place_is_filled_twice(
    session: Session, book: Book, leaves: list[bytes]
) -> None:
    with pytest.raises(DBAPIError), session.begin_nested():
        session.exec(update(Leaf).values(body="{}"))
    book.leaf_count -= 1
    with pytest.raises(DBAPIError), session.begin_nested():
        tree.append(session, book, LeafKind.ENTRY, {"number": "again"})
