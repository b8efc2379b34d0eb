"""Households are counted, not heads."""

import pytest
from sqlmodel import Session

from models.member import Grant, Member, Role
from rules.refusal import Refused
from services.approval import approve
from services.topic.ending import close
from services.topic.support import endorse, household, take_back
from services.visitor import visitor
from tests.neighbourhood import Neighbourhood
from tests.services.topic.test_proposing import raised


def test_two_members_of_one_home_are_one_household(session: Session, here: Neighbourhood) -> None:
    topic = raised(session, here)
    flat = here.places["fengyuan-1-102"]
    wife = Member(username="wife", name="周太太")
    session.add(wife)
    session.flush()
    session.add(Grant(member_id=wife.id, role=Role.RESIDENT, place_id=flat.id))
    session.flush()
    one = endorse(session, here.zhou, topic.id)
    two = endorse(session, visitor(session, wife.id), topic.id)
    assert one.household == two.household == f"unit:{flat.id}"
    assert topic.standing[0]["facts"]["n"] == 1


def test_supporting_twice_is_refused_and_taking_back_works_once(
    session: Session, here: Neighbourhood
) -> None:
    topic = raised(session, here)
    endorse(session, here.zhou, topic.id)
    with pytest.raises(Refused, match="already support"):
        endorse(session, here.zhou, topic.id)
    take_back(session, here.zhou, topic.id)
    assert topic.standing[0]["state"] == "pending"
    with pytest.raises(Refused, match="no support"):
        take_back(session, here.zhou, topic.id)


def test_a_council_member_from_outside_does_not_count_as_a_neighbour(
    session: Session, here: Neighbourhood
) -> None:
    topic = raised(session, here)
    with pytest.raises(Refused, match="role"):
        endorse(session, here.lin, topic.id)


def test_a_topic_that_has_ended_takes_no_support(session: Session, here: Neighbourhood) -> None:
    topic = raised(session, here)
    close(session, here.lin, topic.id, "已经由物业解决")
    with pytest.raises(Refused, match="come to its end"):
        endorse(session, here.zhou, topic.id)


def test_support_is_gathered_in_the_first_step_only(session: Session, here: Neighbourhood) -> None:
    topic = raised(session, here)
    endorse(session, here.zhou, topic.id)
    approve(session, here.lin, topic.id, 1, True, "同意受理，安排议事会")
    assert topic.step_code == "yi"
    with pytest.raises(Refused, match="first step"):
        endorse(session, here.sun, topic.id)


def test_a_household_is_named_by_the_unit_of_the_member(here: Neighbourhood) -> None:
    path = here.fengyuan.path
    unit = here.places["fengyuan-1-101"].id
    assert household(None, here.chen, path) == f"unit:{unit}"  # type: ignore[arg-type]
