"""Votes, the desk, and the rules of counting: who may (表决权限)."""

from datetime import timedelta
from typing import Any

from sqlmodel import Session

from models.choice import Choice
from rules.permission import Visitor
from rules.tally import Measure
from services import counting
from services.motion import deciding, delivery, desk, putting, stack
from services.motion.casting import cast_ballot
from tests.ballot_box import FOR, terms
from tests.rights.row import CHAIR, DESK, REASON, ROLL, Row, Rows, at
from tests.rights.situation import Situation

LONG_AFTER = timedelta(days=31)
PAPERS = [stack.Paper("1-101", Choice.FOR, "纸票 9")]
HEADS, AREA = Measure(10, 6, 2, 0), Measure(100, 60, 20, 0)


def _agree(session: Session, actor: Visitor, s: Situation) -> Any:
    seen = counting.agreement(session, at(s))
    wanted = counting.Agreement(**{**vars(seen), "proxy_cap": 2})
    return counting.agree(session, actor, at(s), wanted, seen)


ROWS: Rows = {
    counting.agree: Row(ROLL, _agree),
    cast_ballot: Row(
        frozenset({"zhou"}), lambda d, a, s: cast_ballot(d, a, s.motion, s.zhou_head, FOR)
    ),
    deciding.decide_motion: Row(CHAIR, lambda d, a, s: deciding.decide_motion(d, a, s.answered)),
    deciding.import_result: Row(
        CHAIR,
        lambda d, a, s: deciding.import_result(d, a, s.city, "公告 3 号", HEADS, AREA),
        LONG_AFTER,
    ),
    delivery.record_building_delivery: Row(
        DESK, lambda d, a, s: delivery.record_building_delivery(d, a, s.motion, "1 号楼", "当面")
    ),
    delivery.record_delivery: Row(
        DESK, lambda d, a, s: delivery.record_delivery(d, a, s.motion, ["1-102"], "当面")
    ),
    delivery.record_delivery_file: Row(
        DESK, lambda d, a, s: delivery.record_delivery_file(d, a, s.motion, b"1-102\n", "x")
    ),
    delivery.take_back_delivery: Row(
        DESK, lambda d, a, s: delivery.take_back_delivery(d, a, s.motion, ["1-102"], REASON)
    ),
    desk.enter_paper_ballot: Row(
        DESK, lambda d, a, s: desk.enter_paper_ballot(d, a, s.motion, s.free_head, FOR, "纸 1")
    ),
    desk.enter_proxy_ballot: Row(
        DESK, lambda d, a, s: desk.enter_proxy_ballot(d, a, s.motion, s.held_head, FOR)
    ),
    desk.record_proxy: Row(
        DESK,
        lambda d, a, s: desk.record_proxy(
            d, a, s.motion, s.free_head, desk.Authority("老王", "委托书 2")
        ),
    ),
    putting.put_motion: Row(
        CHAIR, lambda d, a, s: putting.put_motion(d, a, s.undecided, "是否同意更换？", terms())
    ),
    putting.withdraw_motion: Row(
        CHAIR, lambda d, a, s: putting.withdraw_motion(d, a, s.motion, REASON)
    ),
    stack.enter_papers: Row(DESK, lambda d, a, s: stack.enter_papers(d, a, s.motion, PAPERS)),
}
