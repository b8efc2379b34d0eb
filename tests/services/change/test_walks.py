"""Any sequence of change sets rolled back in reverse leaves what was there (撤回的规律)."""

import random
from collections.abc import Mapping
from typing import Any

import pytest
from sqlmodel import Session

from models.definition import DefinitionKind
from services.change import publish_at_once, undo_change
from services.change.kind import KINDS
from services.definition import bodies, digest
from tests.neighbourhood import Neighbourhood
from tests.services.change.test_publishing import Paper

LAYOUT = DefinitionKind.LAYOUT
KEYS = "abcde"
SETS = 8


class Loose(Paper):
    """A kind in which nothing stands on anything."""

    def problems(self, *_: Any) -> list[Any]:
        return []


@pytest.fixture(autouse=True)
def _papers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(KINDS, LAYOUT, Loose())


def holding(session: Session) -> dict[str, str]:
    return {one.key: one.sha256 for one in bodies(session, LAYOUT) if one.key in KEYS}


def a_change(chance: random.Random, held: Mapping[str, str], key: str) -> Any:
    """Another body for a key, or nothing where there is something."""
    if key in held and chance.random() < 0.3:
        return LAYOUT, key, None
    body = {"n": chance.randrange(4)}
    while digest(body) == held.get(key):
        body = {"n": chance.randrange(4)}
    return LAYOUT, key, body


@pytest.mark.parametrize("seed", range(6))
def test_what_was_published_and_rolled_back_leaves_no_trace_in_what_holds(
    session: Session, here: Neighbourhood, seed: int
) -> None:
    chance, place = random.Random(seed), here.fengyuan.id
    stack = []
    for number in range(SETS):
        held = holding(session)
        keys = chance.sample(KEYS, chance.randint(1, 4))
        given = [a_change(chance, held, key) for key in keys]
        found = publish_at_once(session, here.lin, f"第 {number} 组", place, given)
        stack.append((found.id or 0, held))
    for number, before in reversed(stack):
        undo_change(session, here.lin, number)
        assert holding(session) == before
