"""Merged, withdrawn, closed: each by whom, and with a reason."""

import pytest
from sqlmodel import Session

from models.topic import TopicState
from rules.refusal import Refused
from services.topic.ending import close, merge, withdraw
from services.topic.support import endorse
from tests.neighbourhood import Neighbourhood
from tests.services.topic.test_proposing import raised


def test_supporters_go_along_when_topics_are_merged(session: Session, here: Neighbourhood) -> None:
    one, two = raised(session, here), raised(session, here, "东门晚上停车堵路")
    endorse(session, here.zhou, one.id)
    merge(session, here.lin, one.id, two.id, "两件是同一件事")
    assert (one.state, one.merged_into_id) == (TopicState.MERGED, two.id)
    assert two.standing[0]["state"] == "met"


def test_a_topic_is_not_merged_into_itself_or_into_an_ended_one(
    session: Session, here: Neighbourhood
) -> None:
    one, two = raised(session, here), raised(session, here, "东门晚上停车堵路")
    with pytest.raises(Refused, match="into itself"):
        merge(session, here.lin, one.id, one.id, "两件是同一件事")
    close(session, here.lin, two.id, "已经由物业解决")
    with pytest.raises(Refused, match="come to its end"):
        merge(session, here.lin, one.id, two.id, "两件是同一件事")


def test_only_its_proposer_withdraws(session: Session, here: Neighbourhood) -> None:
    topic = raised(session, here)
    with pytest.raises(Refused, match="Only its proposer"):
        withdraw(session, here.zhou, topic.id, "不需要了，谢谢")
    withdraw(session, here.chen, topic.id, "不需要了，谢谢")
    assert topic.state is TopicState.WITHDRAWN


def test_closing_needs_the_council_and_a_reason(session: Session, here: Neighbourhood) -> None:
    topic = raised(session, here)
    with pytest.raises(Refused, match="role"):
        close(session, here.chen, topic.id, "已经由物业解决")
    with pytest.raises(Refused, match="reason"):
        close(session, here.lin, topic.id, " ")
    close(session, here.lin, topic.id, "已经由物业解决")
    assert (topic.state, topic.end_reason) == (TopicState.CLOSED, "已经由物业解决")
    with pytest.raises(Refused, match="come to its end"):
        close(session, here.lin, topic.id, "再关一次试试")
