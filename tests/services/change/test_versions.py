"""Procedures and methods are published and rolled back by change sets (规程与办法变更)."""

from copy import deepcopy
from typing import Any

import pytest
from sqlmodel import Session, select

from models.definition import ChangeSet, DefinitionKind
from models.member import Grant, Role
from models.method import MethodVersion
from models.procedure import Procedure, ProcedureVersion, VersionState
from rules.method.change import changed
from rules.permission import Visitor
from rules.refusal import Refused
from services.change import ask_publication, publish_change, undo_change
from services.change.kind import the_kind
from services.method import shipping as methods
from services.method.drafting import copy_for as copy_method
from services.method.drafting import draft_of as method_draft_of
from services.numbered import METHODS
from services.plan import newest
from services.procedure.drafting import affected_by, copy_for, draft_of, publish, save_draft
from services.visitor import visitor
from tests.agenda import topic_at
from tests.changes import drafted
from tests.neighbourhood import Neighbourhood

PROCEDURE, METHOD = DefinitionKind.PROCEDURE, DefinitionKind.METHOD


def by_two(
    session: Session,
    here: Neighbourhood,
    people: tuple[Visitor, Visitor],
    kind: DefinitionKind,
    key: str,
    after: Any,
    place_id: int | None,
) -> ChangeSet:
    first, second = people
    found = drafted(session, first, place_id, (kind, key, after))
    ask_publication(session, first, found.id or 0, found.edit_count)
    return publish_change(session, second, found.id or 0, found.edit_count)


@pytest.fixture
def own(session: Session, here: Neighbourhood) -> Procedure:
    """A procedure of the compound's own, published once."""
    source = session.exec(select(Procedure).where(Procedure.code == "wumin")).one()
    made = copy_for(session, here.lin, source.id or 0, here.fengyuan.id or 0, "own", "自己的")
    draft = draft_of(session, here.lin, made.id or 0)
    publish(session, here.lin, draft.version_id, draft.edit_count, "首版")
    return made


def renamed(session: Session, key: str, name: str) -> dict[str, Any]:
    body = deepcopy(dict(the_kind(PROCEDURE).holds(session, key) or {}))
    body["steps"][0]["name"] = name
    return body


def first_step(session: Session, key: str) -> str:
    return newest(session, key).steps[0].name


def test_a_procedure_goes_to_its_next_version_and_back_while_topics_stay_on_theirs(
    session: Session, here: Neighbourhood, own: Procedure
) -> None:
    before = first_step(session, "own")
    held = newest(session, "own")
    council = (here.lin, here.tang)
    given = (PROCEDURE, "own", renamed(session, "own", "新的一步"), here.fengyuan.id)
    found = by_two(session, here, council, *given)
    assert first_step(session, "own") == "新的一步"
    version = session.get_one(ProcedureVersion, newest(session, "own").version_id)
    topic = topic_at(session, here, version.id or 0)
    undo_change(session, here.lin, found.id or 0)
    assert newest(session, "own") == held and first_step(session, "own") == before
    assert topic.version_id == version.id and version.state is VersionState.RETIRED


def test_an_open_draft_that_says_the_same_becomes_the_version_and_another_one_stays(
    session: Session, here: Neighbourhood, own: Procedure
) -> None:
    council, place = (here.lin, here.tang), here.fengyuan.id
    draft = draft_of(session, here.lin, own.id or 0)
    other = renamed(session, "own", "别的")
    by_two(session, here, council, PROCEDURE, "own", other, place)
    kept = session.get_one(ProcedureVersion, draft.version_id)
    assert kept.state is VersionState.DRAFT and newest(session, "own").version_id != kept.id
    from rules.definition.procedure import read_steps  # noqa: PLC0415

    mine = renamed(session, "own", "我的")
    save_draft(session, here.lin, draft.version_id, draft.edit_count, read_steps(mine))
    by_two(session, here, council, PROCEDURE, "own", mine, place)
    assert newest(session, "own").version_id == draft.version_id


def test_a_procedure_can_come_with_a_set_and_go_with_it_unless_compounds_follow_it(
    session: Session, here: Neighbourhood
) -> None:
    from tests.ballot_box import rules_of  # noqa: PLC0415

    body = renamed(session, "wumin", "开头")
    found = by_two(
        session, here, (here.lin, here.tang), PROCEDURE, "brought", body, here.fengyuan.id
    )
    assert first_step(session, "brought") == "开头"
    rules_of(session, here, procedure_code="brought")
    with pytest.raises(Refused, match="follow this procedure"):
        undo_change(session, here.lin, found.id or 0)
    rules_of(session, here, procedure_code="wumin")
    undo_change(session, here.lin, found.id or 0)
    with pytest.raises(Refused, match="no such procedure"):
        newest(session, "brought")


def test_a_draft_begins_with_what_held_last_when_all_of_it_was_rolled_back(
    session: Session, here: Neighbourhood
) -> None:
    body = renamed(session, "wumin", "开头")
    given = (PROCEDURE, "carried", body, here.fengyuan.id)
    found = by_two(session, here, (here.lin, here.tang), *given)
    undo_change(session, here.lin, found.id or 0)
    came = session.exec(select(Procedure).where(Procedure.code == "carried")).one()
    steps = draft_of(session, here.lin, came.id or 0).steps
    assert [step.code for step in steps] == [step["code"] for step in body["steps"]]
    assert steps[0].name == "开头"


def test_a_method_too_begins_with_what_held_last(session: Session, here: Neighbourhood) -> None:
    methods.ship(session)
    weighted = the_kind(METHOD).holds(session, "weighted")
    assert weighted is not None
    street = here.places["zhelu"].id or 0
    session.add(Grant(member_id=here.members["tang"].id, role=Role.STREET_OFFICER, place_id=street))
    session.flush()
    people = (here.qin, visitor(session, here.members["tang"].id))
    found = by_two(session, here, people, METHOD, "carried", dict(weighted), street)
    undo_change(session, here.qin, found.id or 0)
    came = METHODS.by_code(session, "carried")
    assert came is not None
    assert method_draft_of(session, here.qin, came.id or 0).body == weighted["body"]


@pytest.mark.parametrize(
    ("spoiled", "why"),
    [
        ({"steps": []}, "list of 1 to 12"),
        ({"steps": [{"code": "a"}]}, "is missing"),
        ({"sql": "drop"}, "not known"),
    ],
)
def test_a_procedure_that_is_none_is_refused(
    session: Session, here: Neighbourhood, own: Procedure, spoiled: dict[str, Any], why: str
) -> None:
    body = renamed(session, "own", "新") | spoiled
    found = drafted(session, here.lin, here.fengyuan.id, (PROCEDURE, "own", body))
    with pytest.raises(Refused, match=why):
        ask_publication(session, here.lin, found.id or 0, found.edit_count)


def test_steps_are_read_strictly(session: Session, here: Neighbourhood, own: Procedure) -> None:
    for part, value, why in (
        ("on_success", "nowhere", "does not exist"),
        ("gates", [{"kind": "magic"}], "is one of"),
        ("gates", [{"kind": "work", "python": "1"}], "not known"),
        ("gates", [{"kind": "notice", "days": True}], "whole number"),
        ("icon", "x: y", "signs that cannot"),
        ("actors", ["king"], "is one of"),
    ):
        body = renamed(session, "own", "新")
        body["steps"][0][part] = value
        found = drafted(session, here.lin, here.fengyuan.id, (PROCEDURE, "own", body))
        with pytest.raises(Refused, match=why):
            ask_publication(session, here.lin, found.id or 0, found.edit_count)


def test_who_may_not_edit_procedures_puts_none_into_a_set(
    session: Session, here: Neighbourhood, own: Procedure
) -> None:
    body = renamed(session, "own", "新")
    with pytest.raises(Refused):  # a street officer configures, but does not edit procedures
        drafted(session, here.qin, here.fengyuan.id, (PROCEDURE, "own", body))
    with pytest.raises(Refused, match="holds everywhere"):
        drafted(session, here.lin, here.fengyuan.id, (PROCEDURE, "wumin", body))
    with pytest.raises(Refused, match="not taken away"):
        found = drafted(session, here.lin, here.fengyuan.id, (PROCEDURE, "own", None))
        ask_publication(session, here.lin, found.id or 0, found.edit_count)


def test_a_method_goes_to_its_next_version_and_back(session: Session, here: Neighbourhood) -> None:
    methods.ship(session)
    from models.method import Method  # noqa: PLC0415

    street = here.places["zhelu"].id or 0
    source = session.exec(select(Method).where(Method.code == "liaocheng")).one()
    own = copy_method(session, here.qin, source.id or 0, street, "zhelu", "赭麓办法")
    session.add(Grant(member_id=here.members["tang"].id, role=Role.STREET_OFFICER, place_id=street))
    session.flush()
    people = (here.qin, visitor(session, here.members["tang"].id))
    body = the_kind(METHOD).holds(session, "liaocheng")
    assert body is not None
    by_two(session, here, people, METHOD, "zhelu", dict(body), street)
    before = METHODS.published(session, own.id)
    again = dict(body) | {"body": changed(body["body"], "hotline", {"name": "热线工单"})}
    found = by_two(session, here, people, METHOD, "zhelu", again, street)
    after = METHODS.published(session, own.id)
    assert before is not None and after is not None and after.number > before.number
    undo_change(session, people[0], found.id or 0)
    assert METHODS.published(session, own.id) == before
    kept = session.get_one(MethodVersion, after.id)
    assert kept.state is VersionState.RETIRED and kept.body == again["body"]


def test_a_method_that_is_not_sound_is_refused(session: Session, here: Neighbourhood) -> None:
    methods.ship(session)
    body = dict(the_kind(METHOD).holds(session, "liaocheng") or {})
    street = here.places["zhelu"].id
    for spoiled in ({"body": {}}, {"body": 7}, {"body": body["body"] | {"red": {"share": "0.9"}}}):
        found = drafted(session, here.qin, street, (METHOD, "own", body | spoiled))
        with pytest.raises(Refused):
            ask_publication(session, here.qin, found.id or 0, found.edit_count)


def test_the_shipped_ones_are_sound_as_a_set_carries_them(
    session: Session, here: Neighbourhood
) -> None:
    from rules.definition import method, procedure  # noqa: PLC0415

    methods.ship(session)
    for code in ("wumin", "liushi", "sanjie", "siyi", "quliu"):
        held = the_kind(PROCEDURE).holds(session, code)
        assert held is not None and procedure.problems(held) == []
    for kept in methods.shipped():
        held = the_kind(METHOD).holds(session, kept["code"])
        assert held is not None and method.problems(held) == []


def test_how_many_topics_stay_is_told_to_whoever_may_change_the_procedure(
    session: Session, here: Neighbourhood, own: Procedure
) -> None:
    topic_at(session, here, newest(session, "own").version_id)
    assert affected_by(session, here.lin, "own", None) == 1
    assert affected_by(session, here.lin, "not-there-yet", here.fengyuan) == 0
    for code, place in (("own", None), ("not-there-yet", here.fengyuan), ("wumin", None)):
        with pytest.raises(Refused):
            affected_by(session, here.chen, code, place)
    with pytest.raises(Refused):  # what ships is not the compound's
        affected_by(session, here.lin, "wumin", here.fengyuan)
