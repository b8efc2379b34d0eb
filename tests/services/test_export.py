"""The log of a book as it stood at some size: read in parts, and never another."""

import json

import pytest
from sqlmodel import Session

from db.session import transaction
from models.ledger import Book
from models.log import LeafKind
from rules.export import REPRODUCED, files
from rules.refusal import Refused
from services.book import the_book
from services.export import Log, Offer, State, offers, state_of
from services.ledger.chart import add_account
from services.log import tree
from tests.ledgers import opened, opening, payment, posted, receipt
from tests.neighbourhood import Neighbourhood


def kept(session: Session, here: Neighbourhood) -> Book:
    book = opened(session, here)
    posted(session, here, book, opening(1_000_000))
    posted(session, here, book, receipt(474_454))
    posted(session, here, book, payment(30_005))
    return book


def state(code: str = "fengyuan", size: int | None = None) -> State:
    with transaction() as session:
        found = state_of(session, code, size)
    assert found is not None
    return found


def test_everybody_sees_whose_books_there_are(session: Session, here: Neighbourhood) -> None:
    assert offers(session) == []
    book = kept(session, here)
    origin = "gonggongshouyi/fengyuan"
    assert offers(session) == [Offer("fengyuan", "枫园小区", origin, book.leaf_count)]


def test_a_compound_without_books_has_no_state(session: Session, here: Neighbourhood) -> None:
    assert state_of(session, "fengyuan") is None
    assert state_of(session, "nowhere", 1) is None


@pytest.mark.parametrize("size", [-1, 0, 5, 10**9])
def test_a_log_that_was_never_that_long_is_refused(
    session: Session, here: Neighbourhood, size: int
) -> None:
    book = kept(session, here)
    assert book.leaf_count == 4
    with pytest.raises(Refused, match="from 1 to 4"):
        state_of(session, "fengyuan", size)


def test_leaves_are_read_a_few_at_a_time(
    here: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    with transaction() as session:
        kept(session, here)
    whole = b"".join(Log(state()).lines())
    assert whole.count(b"\n") == 4
    for few in (1, 2, 3, 4, 5):
        monkeypatch.setattr("services.export.LEAVES", few)
        assert b"".join(Log(state()).lines()) == whole
        assert [leaf["kind"] for leaf in Log(state(size=3))] == ["book", "entry", "entry"]
    assert [json.loads(line) for line in whole.splitlines()] == list(Log(state()))


def test_every_state_stays_as_it_was_while_the_books_grow(here: Neighbourhood) -> None:
    with transaction() as session:
        book = kept(session, here)
    before = {size: (state(size=size), files(Log(state(size=size)))) for size in range(1, 5)}
    with transaction() as session:
        grown = the_book(session, book.id or 0)
        last = json.loads(tree.bodies(session, book.id or 0, 2, 3)[0])
        for number in range(4, 104):  # through the log's own door: postings would take seconds
            tree.append(session, grown, LeafKind.ENTRY, last | {"number": number})
        add_account(session, here.wu, book.id or 0, "Income:G01", "北门停车")
    for size, (stood, content) in before.items():
        assert state(size=size) == stood
        again = files(Log(state(size=size)))
        assert {name: again[name] for name in REPRODUCED} == {n: content[n] for n in REPRODUCED}
    assert state().size == 105
    assert "北门停车" in files(Log(state()))["accounts.csv"].decode()
