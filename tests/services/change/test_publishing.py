"""Change sets hold together or not at all, by two people where it matters (变更集)."""

from typing import Any

import pytest
from sqlmodel import Session, select

from models.definition import ChangeItem, ChangeSet, ChangeState, Definition, DefinitionKind
from models.member import Grant, Role
from models.trail import TrailLine
from rules.definition import Problem
from rules.definition.problem import Failing
from rules.permission import Visitor
from rules.refusal import Refused
from services.change import (
    ask_publication,
    check,
    draft_change,
    drop_change,
    publish_at_once,
    publish_change,
    put_item,
    refresh_item,
    take_item,
    undo_change,
)
from services.change.kind import KINDS, Change, Kind
from services.definition import bodies, one
from services.visitor import visitor
from tests.changes import LOOSE, POLICY, drafted, published
from tests.neighbourhood import Neighbourhood

LAYOUT = DefinitionKind.LAYOUT


class Paper(Kind):
    """A kind with rows that can fail, and with things that stand on each other."""

    kind = LAYOUT

    def problems(self, session: Session, change: Change) -> list[Problem]:
        known = {defined.key for defined in bodies(session, LAYOUT)}
        if change.after is None:
            users = [d for d in bodies(session, LAYOUT) if d.body.get("on") == change.key]
            return [Problem("", "Something stands on it.") for _user in users]
        missing = change.after.get("on")
        return [Problem("on", "It stands on nothing.")] if missing and missing not in known else []

    def failing(self, session: Session, actor: Visitor, change: Change) -> list[Failing]:
        count = (change.after or {}).get("fails", 0)
        return [Failing("{count} rows would fail.", count, "place", (1,))] if count else []


@pytest.fixture(autouse=True)
def _papers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(KINDS, LAYOUT, Paper())


@pytest.fixture
def second(session: Session, here: Neighbourhood) -> Visitor:
    """A second administrator of the whole house."""
    place = here.places["jiangcheng"].id
    member = here.members["tang"].id
    session.add(Grant(member_id=member, role=Role.ADMINISTRATOR, place_id=place))
    session.flush()
    return visitor(session, member)


def body(session: Session, key: str) -> Any:
    found = one(session, LAYOUT, key)
    return None if found is None else found.body


def test_a_set_is_drafted_published_and_rolled_back(session: Session, here: Neighbourhood) -> None:
    place = here.fengyuan.id
    found = drafted(session, here.lin, place, (LAYOUT, "a", {"text": "一"}), (LAYOUT, "b", {}))
    assert body(session, "a") is None
    publish_change(session, here.lin, found.id or 0, found.edit_count)
    assert body(session, "a") == {"text": "一"} and body(session, "b") == {}
    rows = session.exec(select(Definition).where(Definition.change_set_id == found.id)).all()
    assert {row.path for row in rows} == {here.fengyuan.path}
    undo_change(session, here.lin, found.id or 0)
    assert body(session, "a") is None and body(session, "b") is None
    assert found.state is ChangeState.UNDONE and found.undone_by == here.lin.member_id
    codes = session.exec(
        select(TrailLine.code).where(TrailLine.about == f"change_set:{found.id}")
    ).all()
    assert codes == [
        "change.drafted",
        "change.edited",
        "change.edited",
        "change.published",
        "change.undone",
    ]


def test_what_was_there_before_comes_back(session: Session, here: Neighbourhood) -> None:
    place = here.fengyuan.id
    for text in ("一", "二"):
        found = publish_at_once(session, here.lin, text, place, [(LAYOUT, "a", {"text": text})])
    undo_change(session, here.lin, found.id or 0)
    assert body(session, "a") == {"text": "一"}
    with pytest.raises(Refused, match="Only what was published"):
        undo_change(session, here.lin, found.id or 0)


def test_what_was_taken_away_comes_back_too(session: Session, here: Neighbourhood) -> None:
    place = here.fengyuan.id
    publish_at_once(session, here.lin, "有", place, [(LAYOUT, "a", {"text": "一"})])
    gone = publish_at_once(session, here.lin, "无", place, [(LAYOUT, "a", None)])
    assert body(session, "a") is None
    undo_change(session, here.lin, gone.id or 0)
    assert body(session, "a") == {"text": "一"}


def test_a_set_made_stale_by_another_is_refused_and_can_be_looked_at_again(
    session: Session, here: Neighbourhood
) -> None:
    place = here.fengyuan.id
    mine = drafted(session, here.lin, place, (LAYOUT, "a", {"text": "我"}), (LAYOUT, "b", {}))
    publish_at_once(session, here.tang, "她的", place, [(LAYOUT, "a", {"text": "她"})])
    assert [found.stale for found in check(session, here.lin, mine.id or 0).found] == [True, False]
    with pytest.raises(Refused, match="“a” was changed by somebody else since"):
        publish_change(session, here.lin, mine.id or 0, mine.edit_count)
    assert body(session, "a") == {"text": "她"} and body(session, "b") is None
    item = session.exec(select(ChangeItem).where(ChangeItem.change_set_id == mine.id)).first()
    assert item is not None
    refresh_item(session, here.lin, mine.id or 0, item.id or 0)
    assert item.before == {"text": "她"}
    publish_change(session, here.lin, mine.id or 0, mine.edit_count)
    assert body(session, "a") == {"text": "我"}


def test_an_older_change_cannot_be_rolled_back_under_a_newer_one(
    session: Session, here: Neighbourhood
) -> None:
    place = here.fengyuan.id
    old = publish_at_once(session, here.lin, "旧", place, [(LAYOUT, "a", {"n": 1})])
    new = publish_at_once(session, here.lin, "新", place, [(LAYOUT, "a", {"n": 2})])
    with pytest.raises(Refused, match="changed again since"):
        undo_change(session, here.lin, old.id or 0)
    undo_change(session, here.lin, new.id or 0)
    undo_change(session, here.lin, old.id or 0)
    assert body(session, "a") is None


def test_what_others_built_on_a_change_keeps_it_from_being_rolled_back(
    session: Session, here: Neighbourhood
) -> None:
    place = here.fengyuan.id
    ground = publish_at_once(session, here.lin, "地基", place, [(LAYOUT, "a", {})])
    publish_at_once(session, here.lin, "房子", place, [(LAYOUT, "b", {"on": "a"})])
    with pytest.raises(Refused, match="Something stands on it"):
        undo_change(session, here.lin, ground.id or 0)
    assert body(session, "a") == {}


def test_parts_of_one_set_may_stand_on_each_other_and_a_wrong_one_stops_all(
    session: Session, here: Neighbourhood
) -> None:
    place = here.fengyuan.id
    whole = drafted(session, here.lin, place, (LAYOUT, "b", {"on": "a"}), (LAYOUT, "a", {}))
    assert check(session, here.lin, whole.id or 0).sound
    publish_change(session, here.lin, whole.id or 0, whole.edit_count)
    wrong = drafted(session, here.lin, place, (LAYOUT, "c", {}), (LAYOUT, "d", {"on": "nothing"}))
    with pytest.raises(Refused, match="It stands on nothing"):
        publish_change(session, here.lin, wrong.id or 0, wrong.edit_count)
    assert body(session, "c") is None and wrong.state is ChangeState.DRAFT


def test_rows_that_would_fail_are_told_and_must_be_accepted(
    session: Session, here: Neighbourhood
) -> None:
    found = drafted(session, here.lin, here.fengyuan.id, (LAYOUT, "a", {"fails": 37}))
    checked = check(session, here.lin, found.id or 0)
    assert checked.failing == 37 and checked.sound
    for accepted in (0, 36, -1):
        with pytest.raises(Refused, match="37 rows"):
            publish_change(session, here.lin, found.id or 0, found.edit_count, accepted)
    publish_change(session, here.lin, found.id or 0, found.edit_count, 37)
    assert body(session, "a") == {"fails": 37}


def test_a_check_writes_nothing(session: Session, here: Neighbourhood) -> None:
    found = drafted(session, here.lin, here.fengyuan.id, (LAYOUT, "a", {"fails": 1}))
    session.flush()
    before = len(session.exec(select(Definition)).all())
    check(session, here.lin, found.id or 0)
    assert not session.new and not session.dirty
    assert len(session.exec(select(Definition)).all()) == before


def test_what_takes_two_is_published_by_somebody_with_no_hand_in_it(
    session: Session, here: Neighbourhood, second: Visitor
) -> None:
    found = drafted(session, here.guan, None, (POLICY, "publication", LOOSE))
    number = found.id or 0
    with pytest.raises(Refused, match="ask for publication first"):
        publish_change(session, second, number, found.edit_count)
    with pytest.raises(Refused, match="second person"):
        publish_at_once(session, here.guan, "独自", None, [(POLICY, "publication", LOOSE)])
    ask_publication(session, here.guan, number, found.edit_count)
    with pytest.raises(Refused, match="You worked on this change set yourself"):
        publish_change(session, here.guan, number, found.edit_count)
    publish_change(session, second, number, found.edit_count)
    kept = one(session, POLICY, "publication")
    assert kept is not None and kept.body == LOOSE
    undo_change(session, here.guan, number)
    kept = one(session, POLICY, "publication")
    assert kept is not None and "webhook" in kept.body["two_people"]


def test_whoever_edits_what_was_asked_for_makes_it_a_draft_again_and_has_a_hand_in_it(
    session: Session, here: Neighbourhood, second: Visitor
) -> None:
    found = drafted(session, here.guan, None, (POLICY, "publication", LOOSE))
    number = found.id or 0
    ask_publication(session, here.guan, number, found.edit_count)
    seen = found.edit_count
    put_item(session, second, number, POLICY, "publication", {"two_people": []})
    assert found.state is ChangeState.DRAFT
    with pytest.raises(Refused, match="Somebody else has edited"):
        publish_change(session, second, number, seen)
    ask_publication(session, here.guan, number, found.edit_count)
    with pytest.raises(Refused, match="You worked on this"):
        publish_change(session, second, number, found.edit_count)


def test_a_place_may_ask_for_two_people_where_the_house_does_not(
    session: Session, here: Neighbourhood
) -> None:
    street, inside = here.places["zhelu"].id, here.fengyuan.id
    published(
        session,
        here,
        here.fengyuan.id,
        (POLICY, "publication.fengyuan", {"two_people": ["layout"]}),
    )
    with pytest.raises(Refused, match="second person"):
        publish_at_once(session, here.lin, "内", inside, [(LAYOUT, "a", {})])
    publish_at_once(session, here.qin, "外", street, [(LAYOUT, "b", {})])


def test_a_set_changes_only_what_belongs_to_its_own_place(
    session: Session, here: Neighbourhood
) -> None:
    publish_at_once(session, here.qin, "街道", here.places["zhelu"].id, [(LAYOUT, "a", {"n": 1})])
    with pytest.raises(Refused, match="belongs to 赭麓街道"):
        drafted(session, here.lin, here.fengyuan.id, (LAYOUT, "a", {"n": 2}))
    with pytest.raises(Refused, match="holds everywhere"):
        drafted(session, here.lin, here.fengyuan.id, (POLICY, "publication", LOOSE))


@pytest.mark.parametrize(
    ("who", "place"),
    [
        ("lin", None),
        ("lin", "zhelu"),
        ("qin", "jiangcheng"),
        ("chen", "fengyuan"),
        ("wai", "qinghe"),
        ("shen", "zhelu"),
        ("wu", "fengyuan"),
    ],
)
def test_who_does_not_look_after_a_place_changes_nothing_there(
    session: Session, here: Neighbourhood, who: str, place: str | None
) -> None:
    place_id = here.places[place].id if place else None
    with pytest.raises(Refused):
        draft_change(session, here.visitors[who], "不行", place_id)
    assert not session.exec(select(ChangeSet)).all()


def test_a_set_is_edited_until_it_is_dropped(session: Session, here: Neighbourhood) -> None:
    found = drafted(session, here.lin, here.fengyuan.id, (LAYOUT, "a", {}), (LAYOUT, "b", {}))
    number = found.id or 0
    items = session.exec(select(ChangeItem).where(ChangeItem.change_set_id == number)).all()
    take_item(session, here.lin, number, items[0].id or 0)
    assert [one.key for one in session.exec(select(ChangeItem))] == ["b"]
    with pytest.raises(Refused, match="no longer in the set"):
        take_item(session, here.lin, number, 9_999)
    drop_change(session, here.lin, number)
    for attempt in (
        lambda: put_item(session, here.lin, number, LAYOUT, "c", {}),
        lambda: publish_change(session, here.lin, number, found.edit_count),
        lambda: drop_change(session, here.lin, number),
    ):
        with pytest.raises(Refused, match="no longer open"):
            attempt()


@pytest.mark.parametrize(
    ("key", "after", "why"),
    [
        ("a", {"text": "一"}, "Nothing has changed"),
        ("nothing", None, "nothing to take away"),
        ("Not A Key", {}, "A key is made of"),
        ("x" * 81, {}, "A key is made of"),
        ("b", {"share": 0.5}, "numbers must be whole"),
    ],
)
def test_a_change_that_is_none_is_refused(
    session: Session, here: Neighbourhood, key: str, after: dict[str, Any] | None, why: str
) -> None:
    place = here.fengyuan.id
    publish_at_once(session, here.lin, "有", place, [(LAYOUT, "a", {"text": "一"})])
    found = draft_change(session, here.lin, "改", place)
    with pytest.raises(Refused, match=why):
        put_item(session, here.lin, found.id or 0, LAYOUT, key, after)
    with pytest.raises(Refused, match="nothing in this change set"):
        publish_change(session, here.lin, found.id or 0, found.edit_count)


def test_a_policy_is_closed_and_never_taken_away(session: Session, here: Neighbourhood) -> None:
    for after, why in (
        (None, "cannot be taken away"),
        ({"two_people": ["everything"]}, "is one of"),
        ({"two_people": ["right", "right"]}, "twice"),
        ({"two_people": [], "one_person": []}, "not known"),
    ):
        found = drafted(session, here.guan, None, (POLICY, "publication", after))
        with pytest.raises(Refused, match=why):
            ask_publication(session, here.guan, found.id or 0, found.edit_count)
