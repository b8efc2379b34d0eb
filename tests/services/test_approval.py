"""A named role says yes or no, once each, with a reason."""

import pytest
from sqlmodel import Session

from models.topic import TopicState
from rules.refusal import Refused
from services.approval import approve
from services.topic.support import endorse
from tests.neighbourhood import Neighbourhood
from tests.services.topic.test_proposing import raised

REASON = "属于本小区的事，同意受理"


def test_the_council_accepts_and_the_topic_waits_for_its_neighbours(
    session: Session, here: Neighbourhood
) -> None:
    topic = raised(session, here)
    approve(session, here.lin, topic.id, 1, True, REASON)
    assert topic.step_code == "ti"
    endorse(session, here.zhou, topic.id)
    assert topic.step_code == "yi"


def test_declining_ends_the_topic_with_its_reason(session: Session, here: Neighbourhood) -> None:
    topic = raised(session, here)
    approve(session, here.lin, topic.id, 1, False, "属于城管职责，已转办")
    assert topic.state is TopicState.DECLINED


def test_a_resident_accepts_nothing(session: Session, here: Neighbourhood) -> None:
    topic = raised(session, here)
    with pytest.raises(Refused, match="role"):
        approve(session, here.chen, topic.id, 1, True, REASON)


def test_a_gate_that_is_no_approval_takes_none(session: Session, here: Neighbourhood) -> None:
    topic = raised(session, here)
    for gate in (-1, 0, 2):
        with pytest.raises(Refused, match="waits for an approval"):
            approve(session, here.lin, topic.id, gate, True, REASON)


def test_one_person_speaks_once(session: Session, here: Neighbourhood) -> None:
    topic = raised(session, here)
    approve(session, here.lin, topic.id, 1, True, REASON)
    with pytest.raises(Refused, match="somebody else"):
        approve(session, here.lin, topic.id, 1, False, REASON)


def test_a_reason_is_asked_for(session: Session, here: Neighbourhood) -> None:
    topic = raised(session, here)
    with pytest.raises(Refused, match="reason"):
        approve(session, here.lin, topic.id, 1, True, "行")
