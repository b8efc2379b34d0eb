"""Minutes: published once, corrected only by dated additions."""

from datetime import timedelta

import pytest
from sqlmodel import Session

from models.base import clock_at, now
from models.meeting import Meeting, MeetingOutcome
from models.topic import Topic
from rules.refusal import Refused
from services.draft import draft, keep_draft
from services.meeting import minutes
from services.meeting.attendance import check_in, enter_by_hand, open_check_in
from services.meeting.calling import add_topic, cancel_meeting
from services.meeting.minutes import (
    Conclusion,
    add_to_minutes,
    file_minutes,
    others_writing,
)
from services.meeting.reading import account, of_topic
from tests.agenda import topic_at
from tests.neighbourhood import Neighbourhood
from tests.services.meeting.invitation import EVENING

AFTER = EVENING + timedelta(hours=1)
PROCEED = Conclusion(MeetingOutcome.PROCEED, "同意划线停车，先试行一个月。")


def filed(session: Session, here: Neighbourhood, meeting: Meeting, topic: Topic) -> Meeting:
    with clock_at(AFTER):
        return file_minutes(
            session, here.lin, meeting.id, "到会 6 人，讨论 1 项。", {topic.id: PROCEED}
        )


def test_minutes_carry_a_conclusion_for_each_topic(
    session: Session, here: Neighbourhood, meeting: Meeting, topic: Topic
) -> None:
    filed(session, here, meeting, topic)
    told = account(session, meeting.id)
    assert (told.minutes_by, told.meeting.minutes_at) == ("林秀英", AFTER)
    assert told.agenda[0].outcome is MeetingOutcome.PROCEED
    assert of_topic(session, topic.id)[0].conclusion == PROCEED.words


def test_filing_is_what_has_the_gates_judged_again(
    session: Session,
    here: Neighbourhood,
    meeting: Meeting,
    topic: Topic,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[int] = []
    monkeypatch.setattr(
        minutes.walk, "refresh", lambda _session, _actor, topic: seen.append(topic.id)
    )
    filed(session, here, meeting, topic)
    assert seen == [topic.id]


def test_the_second_editor_is_told_and_the_first_text_stays(
    session: Session, here: Neighbourhood, meeting: Meeting, topic: Topic
) -> None:
    filed(session, here, meeting, topic)
    with clock_at(AFTER), pytest.raises(Refused, match="林秀英 has published the minutes"):
        file_minutes(session, here.tang, meeting.id, "我记的不一样。", {})
    assert meeting.minutes == "到会 6 人，讨论 1 项。"


def test_the_second_editor_loses_nothing_and_each_knows_of_the_other(
    session: Session, here: Neighbourhood, meeting: Meeting, topic: Topic
) -> None:
    form = minutes.form(meeting.id)
    keep_draft(session, here.lin, form, {"text": "到会 6 人"})
    keep_draft(session, here.tang, form, {"text": "到会 7 人"})
    assert others_writing(session, meeting.id, here.lin.member_id) == [("唐敏", now())]
    filed(session, here, meeting, topic)
    assert draft(session, here.lin, form) == {}
    assert draft(session, here.tang, form) == {"text": "到会 7 人"}
    add_to_minutes(session, here.tang, meeting.id, "到会 7 人")
    assert draft(session, here.tang, form) == {}


def test_published_minutes_are_only_added_to(
    session: Session, here: Neighbourhood, meeting: Meeting, topic: Topic
) -> None:
    with pytest.raises(Refused, match="no minutes yet"):
        add_to_minutes(session, here.lin, meeting.id, "补充")
    filed(session, here, meeting, topic)
    with clock_at(AFTER + timedelta(days=1)):
        add_to_minutes(session, here.tang, meeting.id, " 到会应为 7 人。 ")
        moment = now()
    (addition,) = account(session, meeting.id).additions
    assert (addition.text, addition.name, addition.at) == ("到会应为 7 人。", "唐敏", moment)
    with pytest.raises(Refused, match="between 1 and 2000"):
        add_to_minutes(session, here.lin, meeting.id, " ")


def test_the_sheet_closes_with_the_minutes(
    session: Session, here: Neighbourhood, meeting: Meeting, topic: Topic
) -> None:
    with clock_at(AFTER):
        code = open_check_in(session, here.lin, meeting.id)
    filed(session, here, meeting, topic)
    with clock_at(AFTER):
        with pytest.raises(Refused, match="nothing changes any more"):
            check_in(session, here.chen, meeting.id, code)
        with pytest.raises(Refused, match="nothing changes any more"):
            enter_by_hand(session, here.lin, meeting.id, "王奶奶")
        with pytest.raises(Refused, match="nothing changes any more"):
            cancel_meeting(session, here.lin, meeting.id, "没开成")


def test_minutes_say_something_and_not_everything(
    session: Session, here: Neighbourhood, meeting: Meeting
) -> None:
    for text, sentence in (("  ", "are empty"), ("记" * 10_001, "too long")):
        with clock_at(AFTER), pytest.raises(Refused, match=sentence):
            file_minutes(session, here.lin, meeting.id, text, {})


def test_there_are_no_minutes_of_what_has_not_begun(
    session: Session, here: Neighbourhood, meeting: Meeting
) -> None:
    with pytest.raises(Refused, match="after the meeting has begun"):
        file_minutes(session, here.lin, meeting.id, "都同意", {})


def test_there_are_none_of_a_meeting_called_off(
    session: Session, here: Neighbourhood, meeting: Meeting
) -> None:
    cancel_meeting(session, here.lin, meeting.id, "台风来了")
    with clock_at(AFTER), pytest.raises(Refused, match="called off"):
        file_minutes(session, here.lin, meeting.id, "都同意", {})


def test_nothing_is_concluded_that_was_not_on_the_agenda(
    session: Session, here: Neighbourhood, meeting: Meeting
) -> None:
    with clock_at(AFTER), pytest.raises(Refused, match="Only topics on the agenda"):
        file_minutes(session, here.lin, meeting.id, "还说了别的", {999: PROCEED})


def test_others_write_no_minutes(
    session: Session, here: Neighbourhood, meeting: Meeting, topic: Topic
) -> None:
    others = (here.chen, here.ma, here.wai, here.gao, here.guan)
    for who in others:
        with clock_at(AFTER), pytest.raises(Refused, match="does not allow"):
            file_minutes(session, who, meeting.id, "都同意", {})
    filed(session, here, meeting, topic)
    for who in others:
        with pytest.raises(Refused, match="does not allow"):
            add_to_minutes(session, who, meeting.id, "补充")


def _came(session: Session, here: Neighbourhood, meeting: Meeting, heads: int) -> None:
    names = "\n".join(f"邻居 {number + 1}" for number in range(heads))
    enter_by_hand(session, here.lin, meeting.id, names)


def test_a_meeting_with_notice_and_half_of_those_due_moves_its_topic_on(
    session: Session, here: Neighbourhood, meeting: Meeting, topic: Topic
) -> None:
    with clock_at(AFTER):
        _came(session, here, meeting, 5)  # of ten
    filed(session, here, meeting, topic)
    assert topic.step_code == "rate"


def test_too_few_or_only_guests_do_not_move_it(
    session: Session, here: Neighbourhood, meeting: Meeting, topic: Topic
) -> None:
    with clock_at(AFTER):
        _came(session, here, meeting, 4)
        enter_by_hand(session, here.lin, meeting.id, "街道来的小李", guest=True)
    filed(session, here, meeting, topic)
    assert topic.step_code == "discuss"


def test_a_topic_talked_over_again_stays(
    session: Session, here: Neighbourhood, meeting: Meeting, topic: Topic
) -> None:
    with clock_at(AFTER):
        _came(session, here, meeting, 9)
        again = Conclusion(MeetingOutcome.AGAIN, "方案再改改")
        file_minutes(session, here.lin, meeting.id, "没有议成", {topic.id: again})
    assert topic.step_code == "discuss"


def test_a_topic_added_too_late_is_not_agreed_on_however_many_came(
    session: Session, here: Neighbourhood, meeting: Meeting, topic: Topic
) -> None:
    late = topic_at(session, here, topic.version_id, "临时加的事")
    with clock_at(EVENING - timedelta(days=1)):
        add_topic(session, here.lin, meeting.id, late.id)
    with clock_at(AFTER):
        _came(session, here, meeting, 9)
        with pytest.raises(Refused, match="临时加的事” was not announced in time"):
            both = {topic.id: PROCEED, late.id: PROCEED}
            file_minutes(session, here.lin, meeting.id, "两项都议成", both)
        again = Conclusion(MeetingOutcome.AGAIN, "下次再议")
        file_minutes(session, here.lin, meeting.id, "一项议成", {topic.id: PROCEED, late.id: again})
    assert (topic.step_code, late.step_code) == ("rate", "discuss")
