"""One house for a whole file, on each database; what a test does there does not stay."""

from collections.abc import Iterator

import pytest
from sqlmodel import Session

from db.session import transaction
from tests.generated.house import house
from tests.neighbourhood import Neighbourhood


@pytest.fixture(scope="module", params=["fresh_sqlite", "fresh_postgres"])
def grove(request: pytest.FixtureRequest) -> Iterator[Neighbourhood]:
    """The neighbourhood, with a table that only the tests know."""
    fresh = request.getfixturevalue(request.param)
    with pytest.MonkeyPatch.context() as patch, house(fresh, patch) as here:
        yield here


@pytest.fixture
def session(grove: Neighbourhood) -> Iterator[Session]:
    """A transaction of which nothing stays."""
    with transaction() as session:
        with session.begin_nested() as attempt:
            yield session
            attempt.rollback()
        session.info.clear()
