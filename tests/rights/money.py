"""Spending and sharing out: who may (支出与分配权限)."""

from datetime import date

from models.distribution import Basis
from rules.spending.request import Terms
from services.distribution import paying, planning
from services.spending import asking, deciding, publishing, standing
from tests.rights.row import CHAIR, DESK, REASON, Row, Rows
from tests.spendings import SLIDE

KEEPERS = frozenset({"wu", "ma"})
JUNE = date(2026, 6, 1)
SMALL = Terms("零星维修", "upkeep", "E04", 100_00, 300_00, JUNE, date(2026, 12, 31))
PLAN = planning.Plan("年终分配", Basis.AREA, 1_000_00)
TEXT = "滑梯已修好，验收合格。"

ROWS: Rows = {
    asking.ask_spending: Row(CHAIR, lambda d, a, s: asking.ask_spending(d, a, s.book, SLIDE)),
    deciding.bind_motion: Row(
        CHAIR, lambda d, a, s: deciding.bind_motion(d, a, s.asked, s.slide_vote)
    ),
    publishing.publish_spending: Row(
        DESK, lambda d, a, s: publishing.publish_spending(d, a, s.decided, TEXT)
    ),
    standing.record_standing: Row(
        CHAIR, lambda d, a, s: standing.record_standing(d, a, s.book, SMALL, s.leave_vote)
    ),
    standing.end_standing: Row(CHAIR, lambda d, a, s: standing.end_standing(d, a, s.leave, REASON)),
    planning.plan_distribution: Row(
        CHAIR, lambda d, a, s: planning.plan_distribution(d, a, s.book, PLAN)
    ),
    planning.decide_distribution: Row(
        CHAIR, lambda d, a, s: planning.decide_distribution(d, a, s.plan, s.plan_vote)
    ),
    planning.withdraw_distribution: Row(
        CHAIR, lambda d, a, s: planning.withdraw_distribution(d, a, s.plan, REASON)
    ),
    paying.draft_payments: Row(
        KEEPERS, lambda d, a, s: paying.draft_payments(d, a, s.sharing, JUNE)
    ),
    paying.draft_fund_part: Row(
        KEEPERS, lambda d, a, s: paying.draft_fund_part(d, a, s.sharing, JUNE)
    ),
    paying.draft_return: Row(
        KEEPERS, lambda d, a, s: paying.draft_return(d, a, s.sharing, [s.share], JUNE)
    ),
}
