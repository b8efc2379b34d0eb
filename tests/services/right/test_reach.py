"""What a role reaches of a table: the rows of its places, the columns of its rights."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest
from sqlmodel import Session, col, delete, select

from models.definition import DefinitionKind
from models.member import Grant
from models.register import OrderSource, WorkOrder
from models.roll import Owner
from models.trail import TrailLine
from rules.condition import read_condition
from rules.permission import STRANGER, Visitor
from rules.refusal import Refused
from rules.right import Action, Door
from services import definition
from services.right import allowed, at_door, may_write, note_reading, reach, secured
from tests.neighbourhood import Neighbourhood


def order(session: Session, here: Neighbourhood, code: str, **facts: Any) -> WorkOrder:
    """A work order at the place with this code."""
    place = here.places[code]
    row = WorkOrder(
        number=facts.pop("number", f"N-{code}"),
        place_id=place.id,
        path=place.path,
        title=facts.pop("title", "路灯不亮"),
        source=OrderSource.HOTLINE,
        received_on=date(2026, 6, 1),
        **facts,
    )
    session.add(row)
    session.flush()
    return row


def grant(session: Session, key: str, *rights: dict[str, Any]) -> None:
    """Let these be the rights under ``key``."""
    body = {"role": key.partition(".")[0], "rights": list(rights)}
    definition.append(session, None, DefinitionKind.RIGHT, key, None, body)


def seen(
    session: Session, actor: Visitor, table: str = "work_order", *names: str, **how: Any
) -> list[tuple[Any, ...]]:
    """The rows that ``actor`` gets."""
    found = session.execute(secured(reach(session, actor, table, **how), *names))
    return [tuple(row) for row in found]


def _numbers(rows: Iterable[tuple[Any, ...]]) -> set[Any]:
    return {row[1] for row in rows}


def test_a_role_reaches_the_rows_of_its_place_and_below(
    session: Session, here: Neighbourhood
) -> None:
    for code in ("fengyuan", "fengyuan-1", "qinghe", "zhelu"):
        order(session, here, code)
    inside = {"N-fengyuan", "N-fengyuan-1", "N-qinghe"}
    assert _numbers(seen(session, here.lin, "work_order", "number")) == inside
    assert _numbers(seen(session, here.gao, "work_order", "number")) == {"N-fengyuan-1"}
    assert _numbers(seen(session, here.qin, "work_order", "number")) == inside | {"N-zhelu"}


def test_whoever_has_no_right_is_refused(session: Session, here: Neighbourhood) -> None:
    for nobody in (here.wai, here.chen, STRANGER):
        with pytest.raises(Refused):
            reach(session, nobody, "work_order")
    with pytest.raises(Refused):
        reach(session, here.lin, "no_such_table")


def test_a_row_rule_is_part_of_the_rows(session: Session, here: Neighbourhood) -> None:
    order(session, here, "fengyuan", handled_on=date(2026, 6, 2), number="done")
    order(session, here, "fengyuan", number="open")
    rule = {"field": "handled_on", "op": "empty"}
    grant(
        session,
        "council.work_order",
        {"tables": ["work_order"], "actions": ["read"], "rows": rule},
    )
    assert _numbers(seen(session, here.lin, "work_order", "number")) == {"open"}


def test_a_column_that_is_not_granted_is_refused_like_one_that_is_not_there(
    session: Session, here: Neighbourhood
) -> None:
    grant(
        session,
        "council.work_order",
        {"tables": ["work_order"], "actions": ["read"], "fields": ["number"]},
    )
    mine = reach(session, here.lin, "work_order")
    assert mine.names == {"id", "number"}
    said = set()
    for name in ("title", "nothing", "path", "extra"):
        with pytest.raises(Refused) as refused:
            secured(mine, name)
        said.add(str(refused.value))
    assert len(said) == 1
    by_title = read_condition({"field": "title", "op": "contains", "value": "灯"}, mine.entity)
    with pytest.raises(Refused):
        mine.where(by_title)


def test_a_column_is_empty_in_the_rows_where_it_is_not_granted(
    session: Session, here: Neighbourhood
) -> None:
    order(session, here, "fengyuan", number="a", title="甲", cost_fen=500)
    order(session, here, "qinghe", number="b", title="乙", cost_fen=700)
    grant(
        session,
        "council.work_order",
        {"tables": ["work_order"], "actions": ["read"], "fields": ["number"]},
        {
            "tables": ["work_order"],
            "actions": ["read"],
            "fields": ["cost_fen"],
            "rows": {"field": "number", "op": "is", "value": "a"},
        },
    )
    mine = reach(session, here.lin, "work_order")
    shown = {row[1]: row[2] for row in session.execute(secured(mine, "number", "cost_fen"))}
    assert shown == {"a": 500, "b": None}
    assert not mine.plain("cost_fen")
    rich = read_condition({"field": "cost_fen", "op": "gt", "value": 600}, mine.entity)
    assert not session.execute(secured(mine, "number").where(mine.where(rich))).all()


def test_names_of_people_are_masked_until_somebody_with_the_right_opens_them(
    session: Session, here: Neighbourhood
) -> None:
    masked = _numbers(seen(session, here.lin, "owner", "name"))
    assert "周**" in masked
    assert not any("周建国" in str(name) for name in masked)
    opened = _numbers(seen(session, here.lin, "owner", "name", full=True))
    assert "周建国" in opened
    auditor = _numbers(seen(session, here.shen, "owner", "name", full=True))
    assert "周**" in auditor
    assert "周建国" not in auditor


def test_a_masked_name_cannot_be_guessed_by_filtering_or_searching(
    session: Session, here: Neighbourhood
) -> None:
    mine = reach(session, here.lin, "owner")
    guess = read_condition({"field": "name", "op": "contains", "value": "建国"}, mine.entity)
    assert not session.execute(secured(mine).where(mine.where(guess))).all()
    assert not session.execute(secured(mine).where(mine.says("建国"))).all()


def test_reading_in_full_is_left_in_the_trail(session: Session, here: Neighbourhood) -> None:
    owner = session.exec(select(Owner)).first()
    note_reading(session, here.lin, reach(session, here.lin, "owner").entity, [owner.id])
    session.flush()
    line = session.exec(select(TrailLine).order_by(col(TrailLine.id).desc())).first()
    assert (line.code, line.about) == ("row.read", f"owner:{owner.id}")


def test_what_may_be_read_may_be_measured_and_not_the_other_way_round(
    session: Session, here: Neighbourhood
) -> None:
    assert at_door(session, here.lin, "work_order", Door.METRIC).names
    assert at_door(session, STRANGER, "work_order", Door.METRIC).names
    with pytest.raises(Refused):
        at_door(session, STRANGER, "work_order", Door.LIST)


def test_writing_asks_the_very_row(session: Session, here: Neighbourhood) -> None:
    ours, theirs = order(session, here, "fengyuan"), order(session, here, "zhelu")
    mine = may_write(session, here.lin, "work_order", Action.CHANGE)
    assert "title" in allowed(session, mine, ours.id)
    assert "id" not in allowed(session, mine, ours.id)
    assert allowed(session, mine, theirs.id) == frozenset()


def test_a_right_that_was_taken_away_a_second_ago_is_gone(
    session: Session, here: Neighbourhood
) -> None:
    session.execute(delete(Grant).where(col(Grant.member_id) == here.lin.member_id))
    with pytest.raises(Refused):
        may_write(session, here.lin, "work_order", Action.CHANGE)


def test_a_rule_about_a_column_that_is_gone_opens_nothing(
    session: Session, here: Neighbourhood
) -> None:
    order(session, here, "fengyuan")
    rule = {"field": "x_gone", "op": "empty"}
    grant(
        session,
        "council.work_order",
        {"tables": ["work_order"], "actions": ["read"], "rows": rule},
    )
    with pytest.raises(Refused):
        reach(session, here.lin, "work_order")
