"""Rights that come back open nothing where every one of them is covered by what holds."""

import pytest

from rules.right import Action, Right, opens

READ = frozenset({Action.READ})
MEASURE = frozenset({Action.MEASURE})
TOPICS = frozenset({"topic"})
ANSWERS = frozenset({"form_answer"})
OWN = {"field": "state", "op": "is", "value": "open"}


def right(role: str = "council", **more: object) -> Right:
    return Right(**({"role": role, "tables": TOPICS, "actions": READ} | more))  # type: ignore[arg-type]


def held(*rights: Right) -> dict[str, tuple[Right, ...]]:
    roles = {one.role for one in rights}
    return {role: tuple(one for one in rights if one.role == role) for role in roles}


@pytest.mark.parametrize(
    ("now", "then", "more"),
    [
        (held(right()), held(right()), False),
        (held(right()), {}, False),
        ({}, held(right()), True),
        (held(right("everyone")), held(right("council")), False),
        (held(right("council")), held(right("everyone")), True),
        (held(right()), held(right(actions=MEASURE)), False),
        (held(right(actions=MEASURE)), held(right()), True),
        (held(right()), held(right(rows=OWN)), False),
        (held(right(rows=OWN)), held(right(rows=OWN)), False),
        (held(right(rows=OWN)), held(right()), True),
        (held(right(fields=frozenset("ab"))), held(right(fields=frozenset("a"))), False),
        (held(right(fields=frozenset("a"))), held(right(fields=frozenset("ab"))), True),
        (held(right(fields=frozenset("a"))), held(right()), True),
        (held(right(without=frozenset("a"))), held(right()), True),
        (held(right(without=frozenset("a"))), held(right(fields=frozenset("b"))), False),
        (held(right(without=frozenset("a"))), held(right(fields=frozenset("ab"))), True),
        (held(right(tables=ANSWERS)), held(right(tables=frozenset({"form:x"}))), False),
    ],
)  # fmt: skip
def test_what_opens_more(now: object, then: object, more: bool) -> None:
    assert opens(now, then) is more  # type: ignore[arg-type]
