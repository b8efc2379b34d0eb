"""Rights go through change sets, and nobody takes the keys from the last administrator."""

from typing import Any

import pytest
from sqlmodel import Session

from models.definition import DefinitionKind
from models.member import Grant, Role
from rules.definition.right import problems
from rules.permission import Visitor
from rules.refusal import Refused
from rules.right import Action
from services.change import (
    ask_publication,
    publish_change,
    reverse_change,
    undo_change,
    undo_takes_two,
)
from services.definition import shipped
from services.entity import entity_for
from services.right import reach
from services.visitor import visitor
from tests.changes import drafted
from tests.neighbourhood import Neighbourhood

RIGHT = DefinitionKind.RIGHT


@pytest.fixture
def second(session: Session, here: Neighbourhood) -> Visitor:
    """A second administrator of the whole house."""
    place, member = here.places["jiangcheng"].id, here.members["tang"].id
    session.add(Grant(member_id=member, role=Role.ADMINISTRATOR, place_id=place))
    session.flush()
    return visitor(session, member)


def body(role: str, *rights: dict[str, Any]) -> dict[str, Any]:
    return {"role": role, "rights": list(rights)}


def _publish(session: Session, here: Neighbourhood, second: Visitor, key: str, given: Any) -> Any:
    found = drafted(session, here.guan, None, (RIGHT, key, given))
    ask_publication(session, here.guan, found.id or 0, found.edit_count)
    return publish_change(session, second, found.id or 0, found.edit_count)


def test_a_published_right_holds_at_once_and_is_rolled_back(
    session: Session,
    here: Neighbourhood,
    second: Visitor,
) -> None:
    with pytest.raises(Refused):
        reach(session, here.chen, "work_order")
    given = body("resident", {"tables": ["work_order"], "actions": ["read"], "fields": ["title"]})
    found = _publish(session, here, second, "resident.work_order", given)
    assert reach(session, here.chen, "work_order").names == {"id", "title"}
    undo_change(session, here.guan, found.id)
    with pytest.raises(Refused):
        reach(session, here.chen, "work_order")


def test_what_two_people_closed_is_not_opened_again_by_one(
    session: Session, here: Neighbourhood, second: Visitor
) -> None:
    assert "cost_fen" in reach(session, here.lin, "work_order").names
    narrow = {"tables": ["work_order"], "actions": ["read"], "fields": ["title"]}
    found = _publish(session, here, second, "council.work_order", body("council", narrow))
    assert undo_takes_two(session, found.id)
    for person in (here.guan, second):
        with pytest.raises(Refused, match="two people have closed"):
            undo_change(session, person, found.id)
    back = reverse_change(session, here.guan, found.id, "撤回")
    assert reach(session, here.lin, "work_order").names == {"id", "title"}
    with pytest.raises(Refused, match="somebody else"):
        publish_change(session, here.guan, back.id or 0, back.edit_count)
    publish_change(session, second, back.id or 0, back.edit_count)
    assert "cost_fen" in reach(session, here.lin, "work_order").names


@pytest.mark.parametrize("table", ["member", "role_grant", "definition", "change_set"])
def test_the_last_administrator_is_not_locked_out(
    session: Session,
    here: Neighbourhood,
    second: Visitor,
    table: str,
) -> None:
    key = f"administrator.{table}"
    for given in (
        body("administrator"),
        body("administrator", {"tables": [table], "actions": ["read"], "fields": ["id"]}),
        body(
            "administrator",
            {
                "tables": [table],
                "actions": ["read"],
                "rows": {"field": "id", "op": "lt", "value": 5},
            },
        ),
    ):
        with pytest.raises(Refused, match="nobody could look after"):
            _publish(session, here, second, key, given)
    assert reach(session, here.guan, table, Action.READ).names


@pytest.mark.parametrize(
    ("key", "given"),
    [
        ("mayor", body("mayor")),
        ("council", body("owner")),
        ("council", {"role": "council"}),
        ("council", {"role": "council", "rights": [], "sql": "1=1"}),
        ("council", body("council", {"tables": ["nothing"], "actions": ["read"]})),
        ("council", body("council", {"tables": ["topic"], "actions": ["drop"]})),
        ("council", body("council", {"tables": ["topic"], "actions": [["read"]]})),
        (
            "council",
            body("council", {"tables": ["owner"], "actions": ["read"], "fields": ["phone"]}),
        ),
        ("council", body("council", {"tables": ["entry"], "actions": ["change"]})),
        ("council", body("council", {"tables": ["topic"], "actions": ["create"]})),
        ("council", body("council", {"tables": ["topic"], "actions": ["read"], "rows": "1=1"})),
        ("council.topic", body("council", {"tables": ["task"], "actions": ["read"]})),
        ("everyone", body("everyone", {"tables": ["work_order"], "actions": ["change"]})),
    ],
    ids=str,
)
def test_a_right_that_makes_no_sense_is_refused(
    session: Session,
    here: Neighbourhood,
    second: Visitor,
    key: str,
    given: Any,
) -> None:
    with pytest.raises(Refused):
        _publish(session, here, second, key, given)


def test_rights_are_changed_for_the_whole_house_by_those_who_look_after_it(
    session: Session, here: Neighbourhood
) -> None:
    given = body("resident", {"tables": ["work_order"], "actions": ["read"]})
    with pytest.raises(Refused):
        drafted(session, here.lin, here.fengyuan.id, (RIGHT, "resident.work_order", given))


def test_what_ships_makes_sense(session: Session, here: Neighbourhood) -> None:
    for key, one in shipped(RIGHT).items():
        assert not problems(one.body, key, lambda table: entity_for(session, table))
