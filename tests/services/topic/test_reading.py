"""The page of a topic tells its whole story; like topics are found."""

from sqlmodel import Session

from services.approval import approve
from services.topic import reading
from services.topic.support import endorse
from tests.neighbourhood import Neighbourhood
from tests.services.topic.test_proposing import raised


def test_an_account_tells_the_whole_story(session: Session, here: Neighbourhood) -> None:
    topic = raised(session, here)
    endorse(session, here.zhou, topic.id)
    approve(session, here.lin, topic.id, 1, True, "同意受理这件事")
    told = reading.account(session, topic.id)
    assert told is not None
    assert [(entry.step_code, entry.outcome) for entry in told.entries] == [
        ("ti", "success"),
        ("yi", ""),
    ]
    assert [(a.approved, name) for a, name in told.approvals] == [(True, "林秀英")]
    assert [text.number for text in told.texts] == [1]
    assert reading.endorsed_text(session, topic.id, here.zhou.member_id) == 1
    assert reading.endorsed_text(session, topic.id, here.sun.member_id) == 0
    assert reading.account(session, 404) is None


def test_like_topics_are_found_while_writing(session: Session, here: Neighbourhood) -> None:
    topic = raised(session, here)
    found = reading.similar(session, here.fengyuan.path, "东门晚上停车很混乱")
    assert [row.id for row, percent in found if percent >= 30] == [topic.id]
    assert reading.similar(session, here.fengyuan.path, "文明养宠") == []
    assert reading.similar(session, here.fengyuan.path, "") == []
