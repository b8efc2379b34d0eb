"""Namesakes: found, joined when they are one, told apart when they are two."""

import pytest
from sqlmodel import Session, select

from models.roll import Owner, Ownership
from rules.refusal import Refused
from services.roll.namesake import join_all, join_owners, namesakes, part_owner
from services.roll.totals import totals
from tests.neighbourhood import Neighbourhood
from tests.services.roll.test_importing import take

ROWS = (
    ["3-501", "", "80", "张三", "11010519491231002X", "", "", ""],
    ["3-502", "", "80", "张三", "", "13800000001", "", ""],
    ["3-503", "", "80", "张三", "", "", "", ""],
    ["3-504", "", "80", "张三", "", "", "", ""],
)


def zhangs(session: Session) -> list[Owner]:
    return list(session.exec(select(Owner).where(Owner.name == "张三").order_by(Owner.id)))  # type: ignore


def test_namesakes_without_an_id_number_are_shown(session: Session, here: Neighbourhood) -> None:
    compound_id = here.fengyuan.id or 0
    assert namesakes(session, compound_id) == []
    take(session, here, *ROWS)
    found = namesakes(session, compound_id)
    assert [(group.name, len(group.owner_ids)) for group in found] == [("张三", 3)]


def test_joined_owners_are_one_head_with_all_their_marks(
    session: Session, here: Neighbourhood
) -> None:
    take(session, here, *ROWS)
    compound_id = here.fengyuan.id or 0
    before = totals(session, compound_id).heads
    first, second, third = zhangs(session)
    join_owners(session, here.lin, first.id or 0, second.id or 0)
    join_owners(session, here.lin, first.id or 0, third.id or 0)
    assert first.phone == "13800000001"
    assert totals(session, compound_id).heads == before - 2
    held = session.exec(select(Ownership).where(Ownership.owner_id == first.id)).all()
    assert len(held) == 4
    assert namesakes(session, compound_id) == []


def test_a_joined_owner_stays_joined_when_the_file_comes_again(
    session: Session, here: Neighbourhood
) -> None:
    take(session, here, *ROWS)
    first, second, _third = zhangs(session)
    join_owners(session, here.lin, first.id or 0, second.id or 0)
    again = take(session, here, *ROWS)
    assert (again.added_count, again.changed_count, again.same_count) == (0, 0, 4)


def test_two_people_of_one_name_are_told_apart(session: Session, here: Neighbourhood) -> None:
    take(session, here, *ROWS)
    compound_id = here.fengyuan.id or 0
    before = totals(session, compound_id).heads
    third = zhangs(session)[2]
    unit_id = session.exec(select(Ownership.unit_id).where(Ownership.owner_id == third.id)).all()[1]
    part_owner(session, here.lin, third.id or 0, unit_id)
    assert totals(session, compound_id).heads == before + 1
    assert take(session, here, *ROWS).same_count == 4
    with pytest.raises(Refused, match="nobody to tell apart"):
        part_owner(session, here.lin, third.id or 0, unit_id)


def test_those_who_are_not_the_same_are_not_joined(session: Session, here: Neighbourhood) -> None:
    take(session, here, *ROWS, ["3-505", "", "80", "李四", "440524188001010014", "", "", ""])
    first = zhangs(session)[0]
    li = session.exec(select(Owner).where(Owner.name == "李四")).one()
    zhou = session.exec(select(Owner).where(Owner.name == "周建国")).one()
    zhu = session.exec(select(Owner).where(Owner.name == "朱红")).one()
    other = session.exec(select(Owner).where(Owner.name == "外小区居民")).one()
    with pytest.raises(Refused, match="different ID numbers"):
        join_owners(session, here.lin, first.id or 0, li.id or 0)
    with pytest.raises(Refused, match="different accounts"):
        join_owners(session, here.lin, zhou.id or 0, zhu.id or 0)
    with pytest.raises(Refused, match="one compound"):
        join_owners(session, here.lin, zhou.id or 0, other.id or 0)
    with pytest.raises(Refused, match="role"):
        join_owners(session, here.chen, first.id or 0, zhou.id or 0)


def test_several_are_joined_into_the_one_that_is_known_best(
    session: Session, here: Neighbourhood
) -> None:
    take(session, here, *ROWS)
    first, second, third = zhangs(session)
    ids = (third.id or 0, second.id or 0, first.id or 0)
    assert join_all(session, here.lin, ids).id == first.id
    with pytest.raises(Refused, match="at least two"):
        join_all(session, here.lin, (first.id or 0, first.id or 0))
