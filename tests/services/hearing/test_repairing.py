"""Off the black list on evidence: asked by the firm, decided by the street, once."""

import pytest
from sqlmodel import Session

from models.base import clock_at
from rules.edition.hearing import LONGEST_ANSWER
from rules.refusal import Refused
from services.hearing.repairing import answer_repair, ask_repair
from tests import editions
from tests.neighbourhood import Neighbourhood

TEXT = "已增派两名维修人员，投诉当日回访，附台账照片。"


def test_a_black_row_is_repaired_on_evidence(session: Session, here: Neighbourhood) -> None:
    made, moment = editions.published(session, here)
    entrant = made.entrant(session, "杏园").id or 0
    with clock_at(moment):
        asked = ask_repair(session, made.luo, entrant, TEXT)
        with pytest.raises(Refused, match="asked for already"):
            ask_repair(session, made.luo, entrant, TEXT)
        answer_repair(session, here.qin, asked.id or 0, False, "照片是去年的，请补充。")
        again = ask_repair(session, made.luo, entrant, TEXT)
        answer_repair(session, here.qin, again.id or 0, True, "现场核实，已整改到位。")
        assert (asked.granted, again.granted) == (False, True)
        with pytest.raises(Refused, match="has its answer"):
            answer_repair(session, here.qin, again.id or 0, False, "现场核实，没有整改。")
        with pytest.raises(Refused, match="asked for already"):
            ask_repair(session, made.luo, entrant, TEXT)


def test_what_is_not_repaired(session: Session, here: Neighbourhood) -> None:
    made, moment = editions.decided(session, here)
    entrant = made.entrant(session, "杏园").id or 0
    with clock_at(moment):
        with pytest.raises(Refused, match="after a list was published"):
            ask_repair(session, made.luo, entrant, TEXT)
        editions.publish(session, made, moment)
        with pytest.raises(Refused, match="not on the black list"):
            ask_repair(session, made.luo, made.entrant(session, "枫园小区").id or 0, TEXT)
        with pytest.raises(Refused, match="speaks for this firm"):
            ask_repair(session, made.xu, entrant, TEXT)
        with pytest.raises(Refused, match="Please say why"):
            ask_repair(session, made.luo, entrant, "改了")
        with pytest.raises(Refused, match="no such compound"):
            ask_repair(session, made.luo, made.entrant(session, "无名里").id or 0, TEXT)
        with pytest.raises(Refused, match="no such request"):
            answer_repair(session, here.qin, 999, True, TEXT)


def test_the_longest_answer_is_kept(session: Session, here: Neighbourhood) -> None:
    made, moment = editions.published(session, here)
    with clock_at(moment):
        asked = ask_repair(session, made.luo, made.entrant(session, "杏园").id or 0, TEXT)
        answer_repair(session, here.qin, asked.id or 0, True, "实" * LONGEST_ANSWER)
    session.expire(asked)
    assert len(asked.answer) == LONGEST_ANSWER
