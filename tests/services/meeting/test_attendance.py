"""Who came: by the code in the room, or by the chair's hand; one person, once."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from models.base import clock_at
from models.meeting import Meeting
from models.place import VotingRule
from rules.permission import STRANGER
from rules.refusal import Refused
from services.meeting.attendance import check_in, enter_by_hand, open_check_in, strike
from services.meeting.calling import call_meeting, cancel_meeting
from services.meeting.reading import account, sheet
from tests.neighbourhood import Neighbourhood
from tests.services.meeting.invitation import EVENING, call


def present(session: Session, meeting: Meeting) -> tuple[int, int]:
    told = account(session, meeting.id)
    return told.present, told.guests


def test_a_neighbour_signs_in_with_the_code(
    session: Session, here: Neighbourhood, meeting: Meeting
) -> None:
    with clock_at(EVENING):
        code = open_check_in(session, here.lin, meeting.id)
        row = check_in(session, here.chen, meeting.id, code)
    assert (row.name, row.by_code, row.guest) == ("陈静", True, False)
    assert present(session, meeting) == (1, 0)
    assert code not in meeting.check_in_hash and len(meeting.check_in_hash) == 64


def test_an_outsider_and_an_office_sit_in_and_are_not_counted(
    session: Session, here: Neighbourhood, meeting: Meeting
) -> None:
    with clock_at(EVENING):
        code = open_check_in(session, here.lin, meeting.id)
        for who in (here.wai, here.ma, here.qin):
            assert check_in(session, who, meeting.id, code).guest
    assert present(session, meeting) == (0, 3)


def test_a_stranger_is_asked_to_sign_in(
    session: Session, here: Neighbourhood, meeting: Meeting
) -> None:
    code = open_check_in(session, here.lin, meeting.id)
    with clock_at(EVENING), pytest.raises(Refused, match="sign in first"):
        check_in(session, STRANGER, meeting.id, code)


def test_the_code_is_valid_from_an_hour_before_to_the_end(
    session: Session, here: Neighbourhood, meeting: Meeting
) -> None:
    code = open_check_in(session, here.lin, meeting.id)
    for moment, sentence in (
        (EVENING - timedelta(minutes=61), "opens at"),
        (EVENING + timedelta(hours=2, seconds=1), "has ended"),
    ):
        with clock_at(moment), pytest.raises(Refused, match=sentence):
            check_in(session, here.chen, meeting.id, code)


def test_a_guessed_code_opens_nothing(
    session: Session, here: Neighbourhood, meeting: Meeting
) -> None:
    with clock_at(EVENING):
        for code in ("", "guess", "x" * 5000):
            with pytest.raises(Refused, match="not valid"):
                check_in(session, here.chen, meeting.id, code)  # before any code was shown
        open_check_in(session, here.lin, meeting.id)
        for code in ("", "guess", "x" * 5000):
            with pytest.raises(Refused, match="not valid"):
                check_in(session, here.chen, meeting.id, code)


def test_a_new_code_replaces_the_old_one(
    session: Session, here: Neighbourhood, meeting: Meeting
) -> None:
    with clock_at(EVENING):
        old = open_check_in(session, here.lin, meeting.id)
        new = open_check_in(session, here.tang, meeting.id)
        with pytest.raises(Refused, match="not valid"):
            check_in(session, here.chen, meeting.id, old)
        assert check_in(session, here.chen, meeting.id, new).id


def test_the_code_of_one_meeting_opens_no_other(
    session: Session, here: Neighbourhood, meeting: Meeting
) -> None:
    other = call_meeting(session, here.lin, here.fengyuan.id, call(title="另一场"), [])
    with clock_at(EVENING):
        open_check_in(session, here.lin, meeting.id)
        code = open_check_in(session, here.lin, other.id)
        with pytest.raises(Refused, match="not valid"):
            check_in(session, here.chen, meeting.id, code)


def test_nobody_signs_in_twice(session: Session, here: Neighbourhood, meeting: Meeting) -> None:
    with clock_at(EVENING):
        code = open_check_in(session, here.lin, meeting.id)
        check_in(session, here.chen, meeting.id, code)
        with pytest.raises(Refused, match="signed in already"):
            check_in(session, here.chen, meeting.id, code)
    assert present(session, meeting) == (1, 0)


def test_only_who_calls_meetings_keeps_the_sheet(
    session: Session, here: Neighbourhood, meeting: Meeting
) -> None:
    with clock_at(EVENING):
        (row,) = enter_by_hand(session, here.lin, meeting.id, "王奶奶")
        for who in (here.chen, here.ma, here.wai, here.gao):
            with pytest.raises(Refused, match="does not allow"):
                open_check_in(session, who, meeting.id)
            with pytest.raises(Refused, match="does not allow"):
                enter_by_hand(session, who, meeting.id, "张三")
            with pytest.raises(Refused, match="does not allow"):
                strike(session, who, row.id, "没来")


def test_the_chair_enters_by_hand_who_has_no_phone(
    session: Session, here: Neighbourhood, meeting: Meeting
) -> None:
    with clock_at(EVENING):
        enter_by_hand(session, here.lin, meeting.id, " 王 奶奶 ")
        enter_by_hand(session, here.lin, meeting.id, "街道来的小李", guest=True)
        with pytest.raises(Refused, match="on the sheet already"):
            enter_by_hand(session, here.lin, meeting.id, "王 奶奶")
    assert present(session, meeting) == (1, 1)


def test_many_names_are_entered_together_or_not_at_all(
    session: Session, here: Neighbourhood, meeting: Meeting
) -> None:
    with clock_at(EVENING):
        assert len(enter_by_hand(session, here.lin, meeting.id, "王奶奶\n李爷爷\n")) == 2
        with pytest.raises(Refused, match="李爷爷 is on the sheet already"):
            enter_by_hand(session, here.lin, meeting.id, "赵叔叔\n李爷爷")
        with pytest.raises(Refused, match="钱阿姨 is on the sheet already"):
            enter_by_hand(session, here.lin, meeting.id, "钱阿姨\n钱阿姨")
    assert present(session, meeting) == (2, 0)


def test_nobody_has_come_before_the_doors_open(
    session: Session, here: Neighbourhood, meeting: Meeting
) -> None:
    with pytest.raises(Refused, match="opens at"):
        enter_by_hand(session, here.lin, meeting.id, "王奶奶")


def test_a_name_on_the_sheet_and_its_owners_phone_are_one_person(
    session: Session, here: Neighbourhood, meeting: Meeting
) -> None:
    with clock_at(EVENING):
        code = open_check_in(session, here.lin, meeting.id)
        enter_by_hand(session, here.lin, meeting.id, "陈静")
        check_in(session, here.chen, meeting.id, code)
        with pytest.raises(Refused, match="on the sheet already"):
            enter_by_hand(session, here.lin, meeting.id, "陈静")
    assert present(session, meeting) == (1, 0)


def test_a_line_entered_by_mistake_is_struck_with_a_reason(
    session: Session, here: Neighbourhood, meeting: Meeting
) -> None:
    with clock_at(EVENING):
        (row,) = enter_by_hand(session, here.lin, meeting.id, "王奶奶")
        with pytest.raises(Refused, match="give a reason"):
            strike(session, here.lin, row.id, "")
        strike(session, here.lin, row.id, "记错人了")
        with pytest.raises(Refused, match="no longer on the sheet"):
            strike(session, here.lin, row.id, "记错人了")
    assert present(session, meeting) == (0, 0)


def test_nobody_signs_in_to_a_meeting_called_off(
    session: Session, here: Neighbourhood, meeting: Meeting
) -> None:
    code = open_check_in(session, here.lin, meeting.id)
    cancel_meeting(session, here.lin, meeting.id, "台风来了")
    with clock_at(EVENING), pytest.raises(Refused, match="called off"):
        check_in(session, here.chen, meeting.id, code)


def test_the_public_reads_masked_names_and_full_ones_of_officials(
    session: Session, here: Neighbourhood, meeting: Meeting
) -> None:
    with clock_at(EVENING):
        code = open_check_in(session, here.lin, meeting.id)
        for who in (here.chen, here.lin):
            check_in(session, who, meeting.id, code)
        enter_by_hand(session, here.lin, meeting.id, "欧阳奶奶")
    assert [line.shown for line in sheet(session, meeting.id)] == ["陈**", "林秀英", "欧阳**"]
    session.add(VotingRule(place_id=here.fengyuan.id, names_public=True))
    session.flush()
    assert [line.shown for line in sheet(session, meeting.id)] == ["陈静", "林秀英", "欧阳奶奶"]


PEOPLE = ("chen", "zhou", "sun", "wai", "lin")
NAMES = ("陈静", "周建国", "王奶奶", "王 奶奶", " 王奶奶 ")
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("code"), st.sampled_from(PEOPLE)),
        st.tuples(st.just("hand"), st.sampled_from(NAMES)),
    ),
    max_size=12,
)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(STEPS)
def test_present_never_exceeds_the_people_who_came(
    session: Session, here: Neighbourhood, steps: list[tuple[str, str]]
) -> None:
    starts_at = EVENING + timedelta(minutes=test_present_never_exceeds_the_people_who_came.runs)
    test_present_never_exceeds_the_people_who_came.runs += 1
    meeting = call_meeting(session, here.lin, here.fengyuan.id, call(starts_at), [])
    people: set[str] = set()
    with clock_at(starts_at):
        code = open_check_in(session, here.lin, meeting.id)
        for how, who in steps:
            try:
                if how == "code":
                    check_in(session, here.visitors[who], meeting.id, code)
                else:
                    enter_by_hand(session, here.lin, meeting.id, who)
            except Refused:
                continue
            name = here.visitors[who].name if how == "code" else " ".join(who.split())
            people.add(name)
    counted, guests = present(session, meeting)
    assert counted + guests <= len(people)


test_present_never_exceeds_the_people_who_came.runs = 0
