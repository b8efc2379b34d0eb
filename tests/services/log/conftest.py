"""Books that have something in them."""

import pytest
from sqlmodel import Session

from models.ledger import Book
from tests.ledgers import opened, opening, payment, posted, receipt
from tests.neighbourhood import Neighbourhood


@pytest.fixture
def book(session: Session, here: Neighbourhood) -> Book:
    """枫园小区's, with five entries: six leaves."""
    made = opened(session, here)
    for content in (opening(1_000_000), receipt(36_000), receipt(250_000, "G02"), payment(48_000)):
        posted(session, here, made, content)
    posted(session, here, made, receipt(1_200))
    return made
