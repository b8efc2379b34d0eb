"""Telling everybody what was paid, to whom, and with which papers (实施结果公开)."""

from typing import Any

from sqlmodel import Session, col, select

from models.ledger import Entry
from models.motion import Motion
from models.notice import Notice, NoticeKind
from models.revision import Area
from models.spending import Spending, SpendingState
from models.topic import StepEntry, Topic
from models.voucher import EntryVoucher, Voucher
from rules.benefit import must_tell
from rules.calendar import day_of
from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from rules.spending.use import USES
from rules.vocabulary import REGIMES
from services.notice import post_notice
from services.spending.chain import MET, judged, the_spending
from services.spending.drawn import Paid, payments, total
from services.trail import record
from services.visitor import check, the_place

POSTED_DAYS = 30  # Liaocheng 2021, Article 53
SHORTEST, LONGEST = 10, 2000
SHOWN_OF_HASH = 16
Row = list[Any]


def publish_spending(session: Session, actor: Visitor, spending_id: int, text: str) -> Notice:
    """Post what came of a request; from then on no more is paid than the notice says."""
    spending, book = the_spending(session, spending_id)
    place = the_place(session, book.place_id)
    fresh = check(session, actor, Permission.PUBLISH_ACCOUNTS, place)
    if spending.state is SpendingState.SETTLED:
        raise Refused(N_("The result is published already."))
    state = judged(session, spending)
    if state.state is not SpendingState.APPROVED:
        raise Refused(state.missing or N_("This request was not passed."), **state.facts)
    text = must_tell(text, SHORTEST, LONGEST)
    paid = payments(session, col(Entry.spending_id) == spending_id)
    topic = session.get_one(Topic, spending.topic_id)
    decided = session.get(Motion, state.motion.id) if state.motion else None
    body = {
        "sections": [_decision(session, spending, decided), _payments(session, paid)],
        "text": text,
        "figures": {"decided_fen": spending.asked_fen, "paid_fen": total(paid)},
    }
    notice = post_notice(
        session, fresh, NoticeKind.SPENDING, place, topic.title, body, POSTED_DAYS, topic=topic
    )
    spending.state, spending.decided_fen = SpendingState.SETTLED, spending.asked_fen
    if state.motion is not None:
        spending.motion_id, spending.decided_on = state.motion.id, state.motion.decided_on
    session.add(spending)
    after = {"code": notice.code, "paid_fen": total(paid)}
    about = f"spending:{spending_id}"
    record(session, fresh, "spending.published", about, place, moves=(Area.LEDGER,), after=after)
    return notice


def _decision(session: Session, spending: Spending, motion: Motion | None) -> dict[str, Any]:
    """What was decided, by which steps and by how many: both chains stand on the paper."""
    rows: list[Row] = [
        [N_("Use"), USES[spending.use].name],
        [N_("To be paid to"), {"said": spending.payee}],
        [N_("Decided sum"), {"fen": spending.asked_fen}],
    ]
    passed = select(StepEntry).where(
        StepEntry.topic_id == spending.topic_id, StepEntry.outcome == MET
    )
    for entry in session.exec(passed.order_by(col(StepEntry.id))):
        on = day_of(entry.left_at or entry.created_at).isoformat()
        rows.append([{"said": entry.step_name}, {"day": on}])
    if motion is not None:
        rows.append([N_("Question"), {"said": motion.question}])
        rows.append([N_("Decided by"), REGIMES[motion.regime]])
        rows += _tally((motion.result or {}).get("counted", {}))
    return {"title": N_("What was decided"), "rows": rows}


def _tally(counted: dict[str, Any]) -> list[Row]:
    heads, area = counted.get("heads"), counted.get("area_cm2")
    rows: list[Row] = []
    if heads:
        facts = {name: heads[name] for name in ("for", "participating", "total")}
        told = {"sentence": N_("{for} for, {participating} took part, of {total}"), "facts": facts}
        rows.append([N_("Heads"), told])
    if area and area["total"]:
        facts = {name: {"area_cm2": area[name]} for name in ("for", "participating", "total")}
        told = {"sentence": N_("{for} for, {participating} took part, of {total}"), "facts": facts}
        rows.append([N_("Area"), told])
    return rows


def _payments(session: Session, paid: tuple[Paid, ...]) -> dict[str, Any]:
    papers = _papers(session, [one.entry_id for one in paid])
    rows: list[Row] = [
        [
            {"said": str(one.number)},
            {"day": one.day.isoformat()},
            {"fen": one.fen},
            {"said": "、".join(papers.get(one.entry_id, ())) or "—"},
        ]
        for one in paid
    ]
    rows.append([N_("In all"), "", {"fen": total(paid)}, ""])
    columns = [N_("Entry"), N_("Day"), N_("Amount"), N_("Vouchers (start of SHA-256)")]
    return {"title": N_("What was paid"), "columns": columns, "rows": rows}


def _papers(session: Session, entry_ids: list[int]) -> dict[int, list[str]]:
    wanted = (
        select(EntryVoucher.entry_id, Voucher.sha256)
        .join(Voucher, col(Voucher.id) == EntryVoucher.voucher_id)
        .where(col(EntryVoucher.entry_id).in_(entry_ids))
        .order_by(col(EntryVoucher.id))
    )
    found: dict[int, list[str]] = {}
    for entry_id, sha256 in session.exec(wanted):
        found.setdefault(entry_id, []).append(sha256[:SHOWN_OF_HASH])
    return found
