"""The matrix says what holds, and why somebody may or may not."""

import pytest
from sqlmodel import Session

from rules.refusal import Refused
from rules.right import Action
from services.right import Answer, Question, lines, reach, secured, terms, why
from services.wording import worded
from tests.neighbourhood import Neighbourhood
from tests.services.right.test_reach import grant, order


def _said(answer: Answer) -> list[str]:
    return [
        worded("en", {"sentence": one.sentence, "facts": dict(one.facts)})
        for path in answer.paths
        for one in path.reasons
    ] + [worded("en", limit.sentence) for limit in answer.limits]


def test_every_table_has_its_line_and_every_role_its_square(session: Session) -> None:
    found = {line.entity.key: line for line in lines(session, ("everyone", "council"))}
    work = {square.role: square for square in found["work_order"].squares}
    assert work["everyone"].actions == ()
    assert Action.CREATE in work["council"].actions and not work["council"].part
    topic = {square.role: square for square in found["topic"].squares}
    assert topic["everyone"].actions == (Action.READ,) and topic["everyone"].part
    assert Action.CREATE not in topic["council"].actions


def test_a_square_opens_into_the_rights_it_is_made_of(session: Session) -> None:
    own, *others = terms(session, "council", "statement")
    assert own.columns is None and own.source == "council" and not own.by_everyone
    (everyones,) = others
    assert everyones.by_everyone
    assert [column.name for column in everyones.columns or ()] == ["created_at", "topic_id", "text"]
    assert worded("en", everyones.rows) == "Hidden is empty"


def test_a_yes_and_a_no_say_their_reasons(session: Session, here: Neighbourhood) -> None:
    row = order(session, here, "fengyuan", number="a")
    rule = {"field": "number", "op": "is", "value": "b"}
    right = {"tables": ["work_order"], "actions": ["read"], "fields": ["number"], "rows": rule}
    asked = Question("work_order", Action.READ, row.id, "title")
    yes = why(session, here.qin, here.lin, asked)
    assert yes.may
    assert _said(yes) == [
        "The role is held at 枫园社区, and this row belongs there.",
        "“Title” is among its columns.",
    ]
    grant(session, "council.work_order", right)
    no = why(session, here.qin, here.lin, asked)
    assert not no.may
    assert _said(no) == [
        "The role is held at 枫园社区, and this row belongs there.",
        "Its row rule does not hold: Number is b. In this row: Number is a.",
        "“Title” is not among its columns.",
    ]


def test_what_the_asker_may_not_read_is_not_told_by_a_rule_about_it(
    session: Session, here: Neighbourhood
) -> None:
    row = order(session, here, "fengyuan", number="a")
    asked = Question("work_order", Action.READ, row.id)
    right = {"tables": ["work_order"], "actions": ["read"], "fields": ["number"]}
    for number in ("a", "b"):
        rule = {"field": "number", "op": "is", "value": number}
        grant(session, "council.work_order", right | {"rows": rule})
        assert why(session, here.qin, here.lin, asked).may is (number == "a")
        grant(session, "secretary.work_order", right | {"fields": ["title"]})
        told = why(session, here.shi, here.lin, asked)
        assert (told.may, [path.holds for path in told.paths]) == (None, [None])
        assert "columns that you may not read" in _said(told)[-1]


def test_a_row_of_another_place_and_a_role_without_rights(
    session: Session, here: Neighbourhood
) -> None:
    row = order(session, here, "zhelu")
    asked = Question("work_order", Action.READ, row.id)
    elsewhere = why(session, here.qin, here.lin, asked)
    assert not elsewhere.may
    assert "this row belongs elsewhere" in _said(elsewhere)[0]
    nothing = why(session, here.qin, here.chen, asked)
    assert not nothing.may and nothing.paths == ()


def test_what_no_right_can_open_is_said_too(session: Session, here: Neighbourhood) -> None:
    assert not why(session, here.qin, here.qin, Question("topic", Action.CREATE)).may
    locked = why(session, here.qin, here.lin, Question("topic", Action.CHANGE, None, "title"))
    assert not locked.may and "own page" in _said(locked)[-1]


def test_nobody_asks_about_a_row_that_he_may_not_read(
    session: Session, here: Neighbourhood
) -> None:
    row = order(session, here, "zhelu")
    with pytest.raises(Refused):
        why(session, here.lin, here.qin, Question("work_order", Action.READ, row.id))


@pytest.mark.parametrize("person", ["lin", "qin", "chen", "shen", "gao", "ma", "guan", "wai"])
def test_the_answer_is_what_the_select_does(
    session: Session, here: Neighbourhood, person: str
) -> None:
    who = here.visitors[person]
    made = [order(session, here, code) for code in ("fengyuan", "fengyuan-1", "qinghe", "zhelu")]
    try:
        found = {row[0] for row in session.execute(secured(reach(session, who, "work_order")))}
    except Refused:
        found = set()
    for row in made:
        asked = Question("work_order", Action.READ, row.id)
        assert why(session, here.qin, who, asked).may is (row.id in found)
