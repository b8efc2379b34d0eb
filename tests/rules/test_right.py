"""Rights are read strictly, and changed without opening anything that was not picked."""

from typing import Any

import pytest

from rules.refusal import Refused
from rules.right import Action, Right, read_rights
from rules.right.changing import changed

PUBLISHED = {"field": "minutes_at", "op": "filled"}
OPEN = Right("everyone", frozenset({"meeting"}), frozenset({Action.READ}), frozenset({"title"}))
MINUTES = Right(
    "everyone",
    frozenset({"meeting"}),
    frozenset({Action.READ}),
    frozenset({"minutes"}),
    rows=PUBLISHED,
)


def _changed(*now: Right, actions: set[Action], fields: list[str] | None) -> list[dict[str, Any]]:
    found = changed(now, "everyone", "meeting", actions, fields)
    read_rights(found)
    return list(found["rights"])


def test_what_was_read_in_some_rows_only_stays_so() -> None:
    found = _changed(
        MINUTES, OPEN, actions={Action.READ, Action.EXPORT}, fields=["title", "minutes", "venue"]
    )
    plain, ruled = found
    assert plain["fields"] == ["title", "venue"] and "rows" not in plain
    assert plain["actions"] == ["read", "export"]
    assert ruled == {
        "tables": ["meeting"],
        "actions": ["read"],
        "fields": ["minutes"],
        "rows": PUBLISHED,
    }


def test_a_column_or_an_action_that_is_taken_away_is_gone_everywhere() -> None:
    assert _changed(OPEN, MINUTES, actions={Action.READ}, fields=["title"]) == [
        {"tables": ["meeting"], "actions": ["read"], "fields": ["title"]}
    ]
    assert _changed(OPEN, MINUTES, actions=set(), fields=["title"]) == []


def test_a_role_without_rights_gets_what_was_picked() -> None:
    assert _changed(actions={Action.READ}, fields=None) == [
        {"tables": ["meeting"], "actions": ["read"], "fields": "*"}
    ]


def test_a_right_on_every_column_is_narrowed_to_those_picked() -> None:
    every = Right("everyone", frozenset({"meeting"}), frozenset({Action.READ}))
    (found,) = _changed(every, actions={Action.READ}, fields=["title"])
    assert found["fields"] == ["title"]


@pytest.mark.parametrize(
    "body",
    [
        None,
        [],
        {"role": "council"},
        {"role": "nobody", "rights": []},
        {"role": "council", "rights": {}},
        {"role": "council", "rights": [{}]},
        {"role": "council", "rights": [{"tables": "topic", "actions": ["read"]}]},
        {"role": "council", "rights": [{"tables": ["topic"], "actions": ["own"]}]},
        {"role": "council", "rights": [{"tables": ["topic"], "actions": [{}]}]},
        {"role": "council", "rights": [{"tables": ["topic"], "actions": ["read"], "fields": 5}]},
        {"role": "council", "rights": [{"tables": ["topic"], "actions": ["read"], "where": ""}]},
        {"role": ["council"], "rights": []},
    ],
    ids=str,
)
def test_a_body_that_is_none_is_refused(body: Any) -> None:
    with pytest.raises(Refused):
        read_rights(body)
