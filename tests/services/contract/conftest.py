"""The books that contracts belong to."""

import pytest
from sqlmodel import Session

from models.ledger import Book
from tests.ledgers import opened
from tests.neighbourhood import Neighbourhood


@pytest.fixture
def book(session: Session, here: Neighbourhood) -> Book:
    return opened(session, here)
