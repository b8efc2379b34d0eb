"""Owners ask about posted accounts; who answers has nothing to do with the entry."""

from datetime import date, timedelta

import pytest
from sqlmodel import Session

from models.base import clock_at
from rules.refusal import Refused
from services.disclosure.objection import (
    MOST_OPEN,
    answer_objection,
    link_correction,
    raise_objection,
)
from services.disclosure.sheet import is_late, posted
from services.ledger.reversal import reverse_entry
from tests.conftest import NOON
from tests.ledgers import DAY, approved
from tests.neighbourhood import Neighbourhood
from tests.posted import hung, owning

TEXT, ANSWER = "滑梯维修为什么要三百元？", "维修用料和工时见票据，已附公开副本。"


@pytest.fixture
def hanging(session: Session, here: Neighbourhood) -> tuple[int, int]:
    """The ids of a posted statement and of the repair in it."""
    owning(session, here)
    made, spent = hung(session, here)
    return made.id or 0, spent.id or 0


def test_an_owner_asks_and_is_answered(
    session: Session, here: Neighbourhood, hanging: tuple[int, int]
) -> None:
    asked = raise_objection(session, here.zhou, hanging[0], f"  {TEXT} ")
    assert (asked.text, asked.due_on) == (TEXT, date(2026, 6, 15))  # 13 June is a Saturday
    answer_objection(session, here.lin, asked.id or 0, ANSWER)
    sheet = posted(session, hanging[0])
    assert sheet is not None
    (row,) = sheet.objections
    assert (row.by, row.text, row.answer) == ("周**", TEXT, ANSWER)
    assert not is_late(row, NOON + timedelta(days=90))


def test_only_owners_ask(session: Session, here: Neighbourhood, hanging: tuple[int, int]) -> None:
    for person in (here.chen, here.wai, here.ma):
        with pytest.raises(Refused, match="role does not allow"):
            raise_objection(session, person, hanging[0], TEXT)


@pytest.mark.parametrize("text", ["", "    ", "为何", "长" * 1001])
def test_an_objection_says_something(
    session: Session, here: Neighbourhood, hanging: tuple[int, int], text: str
) -> None:
    with pytest.raises(Refused, match="Please write"):
        raise_objection(session, here.zhou, hanging[0], text)


def test_it_is_about_accounts_and_entries_that_exist(
    session: Session, here: Neighbourhood, hanging: tuple[int, int]
) -> None:
    with pytest.raises(Refused, match="not posted"):
        raise_objection(session, here.zhou, 999, TEXT)
    with pytest.raises(Refused, match="no such entry"):
        raise_objection(session, here.zhou, hanging[0], TEXT, 999)
    with pytest.raises(Refused, match="no such objection"):
        answer_objection(session, here.lin, 999, ANSWER)


def test_nobody_floods_the_page(
    session: Session, here: Neighbourhood, hanging: tuple[int, int]
) -> None:
    for n in range(MOST_OPEN):
        raise_objection(session, here.zhou, hanging[0], f"{TEXT}{n}")
    with pytest.raises(Refused, match="wait for an answer"):
        raise_objection(session, here.zhou, hanging[0], TEXT)
    raise_objection(session, here.he, hanging[0], TEXT)


def test_who_wrote_the_entry_does_not_answer_for_it(
    session: Session, here: Neighbourhood, hanging: tuple[int, int]
) -> None:
    asked = raise_objection(session, here.zhou, hanging[0], TEXT, hanging[1])
    with pytest.raises(Refused, match="somebody else answers"):
        answer_objection(session, here.wu, asked.id or 0, ANSWER)
    answer_objection(session, here.tang, asked.id or 0, ANSWER)


def test_an_answer_stands_as_it_is(
    session: Session, here: Neighbourhood, hanging: tuple[int, int]
) -> None:
    asked = raise_objection(session, here.zhou, hanging[0], TEXT)
    answer_objection(session, here.lin, asked.id or 0, ANSWER)
    with pytest.raises(Refused, match="answered already"):
        answer_objection(session, here.tang, asked.id or 0, "另一个答复，改口了。")


def test_a_late_answer_stays_late(
    session: Session, here: Neighbourhood, hanging: tuple[int, int]
) -> None:
    asked = raise_objection(session, here.zhou, hanging[0], TEXT)
    sheet = posted(session, hanging[0])
    assert sheet is not None
    assert is_late(sheet.objections[0], NOON + timedelta(days=6))
    with clock_at(NOON + timedelta(days=6)):
        answer_objection(session, here.lin, asked.id or 0, ANSWER)
    sheet = posted(session, hanging[0])
    assert sheet is not None
    assert is_late(sheet.objections[0], NOON)


def test_a_reversal_stands_beside_the_objection_that_led_to_it(
    session: Session, here: Neighbourhood, hanging: tuple[int, int]
) -> None:
    asked = raise_objection(session, here.zhou, hanging[0], TEXT, hanging[1])
    other = raise_objection(session, here.he, hanging[0], TEXT)
    with pytest.raises(Refused, match="A correction goes beside an answer"):
        link_correction(session, here.lin, asked.id or 0, hanging[1])
    answer_objection(session, here.lin, asked.id or 0, "确有多付，将红冲更正。")
    draft = reverse_entry(session, here.wu, hanging[1], DAY, "多付五十元，红冲重记")
    entry = approved(session, here, draft.id or 0)
    with pytest.raises(Refused, match="is a reversal"):
        link_correction(session, here.lin, asked.id or 0, hanging[1])
    link_correction(session, here.lin, asked.id or 0, entry.id or 0)
    with pytest.raises(Refused, match="A correction goes beside an answer"):
        link_correction(session, here.lin, asked.id or 0, entry.id or 0)
    answer_objection(session, here.lin, other.id or 0, ANSWER, entry.id)
    sheet = posted(session, hanging[0])
    assert sheet is not None
    assert {row.correction for row in sheet.objections} == {(entry.id, entry.number)}
    assert {row.entry for row in sheet.objections} == {None, (hanging[1], 3)}
