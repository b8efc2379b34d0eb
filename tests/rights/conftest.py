"""One situation for every act: nothing that is tried in it stays."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from db import session as database
from services import definition, plan
from tests.rights.changes import keep_changes
from tests.rights.firms import keep_firms
from tests.rights.forms import keep_forms
from tests.rights.ledger import keep_books
from tests.rights.loads import keep_loads
from tests.rights.methods import keep_methods
from tests.rights.rated import rate
from tests.rights.scored import collect
from tests.rights.situation import Situation, arranged
from tests.rights.tables import keep_tables


@pytest.fixture(scope="module")
def house(
    fresh_sqlite: Callable[[bool], AbstractContextManager[Engine]],
) -> Iterator[tuple[Session, Situation]]:
    """The situation, and the one transaction in which everybody tries his luck."""
    from models.base import clock_at  # noqa: PLC0415 beside its one use
    from tests.emptied import NOON  # noqa: PLC0415

    plan.forget()
    definition.forget()
    with fresh_sqlite(True) as engine, pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "engine", lambda: engine)
        with database.transaction() as session:
            with clock_at(NOON):
                made = arranged(session)
                keep_books(session, made)
                keep_firms(session, made)
                keep_methods(session, made)
                rate(session, made)
                collect(session, made)
                keep_changes(session, made)
                keep_forms(session, made)
                keep_tables(session, made)
                keep_loads(session, made)
            session.flush()
            yield session, made
    plan.forget()
    definition.forget()
