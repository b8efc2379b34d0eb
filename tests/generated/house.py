"""One house for all tests of the generated screen: a described class of the tests, and rights."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import date

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from db import session as database
from models.base import clock_at
from models.definition import DefinitionKind
from rules.right import Action
from services import definition
from services.entity import entities
from tests.conftest import forget
from tests.emptied import NOON
from tests.neighbourhood import Neighbourhood, found
from tests.registers import disputes, orders, organisations
from tests.services.entity.test_registry import FruitTree, Ripeness

KEY = "fruit_tree"
TREES = 60
TODAY = date(2026, 6, 10)


@contextmanager
def house(
    fresh: Callable[[bool], AbstractContextManager[Engine]], patch: pytest.MonkeyPatch
) -> Iterator[Neighbourhood]:
    """The settled neighbourhood, sixty trees, some registers; and who may what with all tables."""
    with fresh(True) as engine:
        patch.setattr(database, "engine", lambda: engine)
        forget()
        FruitTree.__table__.create(engine)  # type: ignore[attr-defined]
        with clock_at(NOON), database.transaction() as session:
            here = found(session)
            for fill in (orders, organisations, disputes):
                fill(session, here)
            plant(session, here)
            allow(session)
        yield here
        FruitTree.__table__.drop(engine)  # type: ignore[attr-defined]
        forget()


def plant(session: Session, here: Neighbourhood) -> None:
    """Every third tree stands in 清河里; every second is ripe."""
    for number in range(1, TREES + 1):
        place = here.places["qinghe" if number % 3 == 0 else "fengyuan"]
        session.add(
            FruitTree(
                place_id=place.id or 0,
                name=f"第{number}号{'枇杷' if number % 2 else '石榴'}",
                ripeness=Ripeness.RIPE if number % 2 else Ripeness.GREEN,
                planted_on=date(2020, 1, 1 + number % 28),
                crop_fen=number * 1_000,
            )
        )


def allow(session: Session) -> None:
    """The council does everything with trees, the auditor reads them; the administrator of the
    district everything with every table, as far as its own rules let him."""
    every = [action.value for action in Action]
    told = {
        "council.fruit_tree": ("council", [KEY], every),
        "auditor.fruit_tree": ("auditor", [KEY], ["read"]),
        "administrator": ("administrator", sorted(entities()), every),
    }
    for key, (role, tables, actions) in told.items():
        body = {"role": role, "rights": [{"tables": tables, "actions": actions}]}
        definition.append(session, None, DefinitionKind.RIGHT, key, None, body)
