"""A search counts and lists only what may be read, on both databases: each finds words its own way.

The marked house and what should be seen are those of ``test_leaks``.
"""

from collections.abc import Iterator

import pytest

from rules.table import Wanted
from services.entity import entities, entity_for
from services.table import listing
from tests.services.right.test_leaks import ROLES, TODAY, House, marked


@pytest.fixture(autouse=True)
def _house() -> None:
    """No database of its own for each test here: they only read."""


@pytest.fixture(scope="module", params=["fresh_sqlite", "fresh_postgres"])
def house(request: pytest.FixtureRequest) -> Iterator[House]:
    """One database of each kind for all."""
    with marked(request.getfixturevalue(request.param)) as made:
        yield made


@pytest.mark.parametrize("role", ROLES)
def test_a_search_counts_and_lists_only_what_may_be_read(house: House, role: str) -> None:
    who, secrets, seen = house.secrets.personas[role], house.secrets, 0
    known = [entity_for(house.session, key) for key in entities()]
    searched = [one for one in known if (one.key, "in") in secrets.ids and one.search]
    for entity in searched:
        granted = house.granted(role, entity)
        if not granted.named:
            continue
        for side in ("in", "out"):
            for name in entity.search:
                word = secrets.marks[entity.key, side, name][0]
                may = (entity.key, side, name) in granted.shown
                wanted = Wanted(entity.key, words=word)
                total, page = listing.opened_at(house.session, who, wanted, 1, TODAY)
                expected = (secrets.ids[entity.key, side],) if may else ()
                assert (page.ids, total) == (expected, (len(expected), False)), entity.key
                seen += len(expected)
    assert seen
