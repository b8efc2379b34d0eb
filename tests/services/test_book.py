"""Which books there are, found by their compound and locked for an act."""

import pytest
from sqlmodel import Session

from rules.refusal import Refused
from services.book import book_of, books, the_book
from tests.ledgers import opened
from tests.neighbourhood import Neighbourhood


def test_a_compound_has_one_book_or_none(session: Session, here: Neighbourhood) -> None:
    assert book_of(session, here.fengyuan.id or 0) is None
    assert books(session) == []
    book = opened(session, here)
    assert book_of(session, here.fengyuan.id or 0) == the_book(session, book.id or 0) == book
    assert [(b.code, place.name) for b, place in books(session)] == [("fengyuan", "枫园小区")]
    with pytest.raises(Refused, match="no such book"):
        the_book(session, 999)
