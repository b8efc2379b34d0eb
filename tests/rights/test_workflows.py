"""A thousand random workflows: whoever tries whatever, nothing is spent without a decision.

The oracle knows nothing of the rules: it reads the rows that the database holds afterwards, in
its own words, and asks of every entry by which money left where the decision is, who made it,
and whether all that was paid under it stays within it.
"""

import random
from collections import Counter, defaultdict
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine, text
from sqlmodel import Session, select

from db import session as database
from models.base import clock_at
from models.choice import Regime
from models.distribution import Basis, Distribution, Share
from models.ledger import Book, DraftState, Entry, EntryDraft, EntryKind
from models.motion import Binding, Motion, MotionState
from models.spending import Spending, StandingAuthorisation
from rules.ledger.entry import Content, Line
from rules.permission import Visitor
from rules.refusal import Refused
from rules.spending.request import Terms
from services import plan as plans
from services.distribution.paying import draft_fund_part, draft_payments, draft_return
from services.distribution.planning import Plan, decide_distribution, plan_distribution
from services.ledger.drafting import draft_entry
from services.ledger.posting import approve_draft, refuse_draft
from services.ledger.reversal import reverse_entry
from services.spending.asking import ask_spending
from services.spending.deciding import bind_motion
from services.spending.publishing import publish_spending
from services.spending.standing import end_standing, record_standing
from tests import spendings
from tests.emptied import NOON
from tests.ledgers import BANK, DAY, opened, opening, payment, posted
from tests.neighbourhood import Neighbourhood, found

PARTS, WORKFLOWS, ACTS = 4, 250, 6
SUMS = (1, 99_99, 500_00, 1_200_00, 2_000_00)
KINDS = ("spending", "standing", "distribution")
PEOPLE = ("wu", "ma", "lin", "tang", "shi", "zhou", "qin", "shen", "wai")
LATER = (date(2026, 3, 1), DAY, date(2026, 6, 9))


@dataclass
class World:
    """One neighbourhood with its book, and the dice (样本世界)."""

    session: Session
    here: Neighbourhood
    book: Book
    dice: random.Random
    refusals: Counter[str] = field(default_factory=Counter)

    def one(self, table: type) -> int:
        """Any row of ``table``, or an id that is none."""
        ids = list(self.session.exec(select(table.id)))  # type: ignore[attr-defined]
        return self.dice.choice([*ids, 99_999]) or 0

    @property
    def someone(self) -> Visitor:
        """Anybody; mostly those whose work it is."""
        busy = ("wu", "wu", "lin", "tang", "shi", "ma")
        name = self.dice.choice(busy if self.dice.random() < 0.8 else PEOPLE)
        return self.here.visitors[name]

    @property
    def fen(self) -> int:
        """A sum that somebody may have named."""
        return self.dice.choice(SUMS)


def _ask(w: World) -> object:
    base = w.dice.choice((spendings.SLIDE, spendings.PAPER))
    title = f"{base.title} {w.dice.randrange(10**9)}"
    request = replace(base, title=title, asked_fen=w.fen)
    return ask_spending(w.session, w.someone, w.book.id or 0, request)


def _walk(w: World) -> object:
    """A request walks some of its steps, and is put to some vote, for some sum or other."""
    spending = w.session.get(Spending, w.one(Spending))
    if spending is None or spendings.topic_of(w.session, spending).step_code != "tiyi":
        return None
    steps = (spendings.proposed, spendings.consulted, spendings.reviewed)
    for step in steps[: w.dice.choice((1, 2, 3, 3, 3, 3))]:
        step(w.session, w.here, spending)
    topic = spendings.topic_of(w.session, spending)
    if topic.step_code != "jueyi":
        return None
    regime = w.dice.choice((Regime.OWNERS, Regime.OWNERS, Regime.RESIDENTS, Regime.ADVISORY))
    return spendings.resolved(w.session, w.here, spending, regime, w.dice.choice((9, 9, 3)))


def _vote(w: World) -> object:
    """The owners decide something, somewhere; not all of it passes or binds."""
    told = f"动用公共收益 {w.fen / 100:.2f} 元，每期 {w.fen / 100:.2f} 元。"
    motion = spendings.passed(w.session, w.here, told, w.dice.choice((9, 9, 9, 5, 1)))
    motion.state = w.dice.choice((MotionState.PASSED,) * 4 + (MotionState.FAILED,))
    motion.binding = w.dice.choice((Binding.BINDING,) * 4 + (Binding.ADVISORY,))
    w.session.add(motion)
    return motion


def _back(w: World) -> object:
    return bind_motion(w.session, w.someone, w.one(Spending), w.one(Motion))


def _leave(w: World) -> object:
    each, whole = sorted((w.fen, w.fen))
    start = w.dice.choice(LATER)
    terms = Terms("零星维修", "upkeep", "E04", each, whole, start, start + timedelta(days=60))
    return record_standing(w.session, w.someone, w.book.id or 0, terms, w.one(Motion))


def _end(w: World) -> object:
    return end_standing(w.session, w.someone, w.one(StandingAuthorisation), "不再需要了")


def _share(w: World) -> object:
    plan = Plan("公共收益分配", Basis.AREA, w.fen, w.dice.choice((0, 0, w.fen)))
    return plan_distribution(w.session, w.someone, w.book.id or 0, plan)


def _decide(w: World) -> object:
    return decide_distribution(w.session, w.someone, w.one(Distribution), w.one(Motion))


def _hand_out(w: World) -> object:
    deed = w.dice.choice((draft_payments, draft_payments, draft_fund_part))
    return deed(w.session, w.someone, w.one(Distribution), DAY)


def _bring_back(w: World) -> object:
    return draft_return(w.session, w.someone, w.one(Distribution), [w.one(Share)], DAY)


def _transfer(w: World, content: Content) -> Content:
    lines = (
        Line("Equity:Transfer:Revenue", w.fen),
        Line(BANK, -w.fen),
        Line("Assets:Bank:Maintenance", w.fen),
        Line("Equity:Transfer:Maintenance", -w.fen),
    )
    return replace(content, kind=EntryKind.TRANSFER, lines=lines, party=None)


def _pay(w: World) -> object:
    """Half of the time what somebody meant to decide, for a sum of any size; else anything."""
    spending = w.session.get(Spending, w.one(Spending))
    standing = w.session.get(StandingAuthorisation, w.one(StandingAuthorisation))
    day = w.dice.choice(LATER)
    if spending is not None and w.dice.random() < 0.4:
        content = payment(w.fen, spending.head, day, spending.payee)
        content = replace(content, spending_id=spending.id)
    elif standing is not None and w.dice.random() < 0.5:
        content = replace(payment(w.fen, standing.head, day), standing_id=standing.id)
    else:
        content = _anything(w, day)
    if w.dice.random() < 0.1:
        content = _transfer(w, content)
    return draft_entry(w.session, w.someone, w.book.id or 0, content)


def _anything(w: World, day: date) -> Content:
    name = w.dice.choice(("江城维修队", "江城文具店", "外地公司"))
    content = payment(w.fen, w.dice.choice(("E04", "E03", "E09", "E01")), day, name)
    for bound, table in (
        ("spending_id", Spending),
        ("standing_id", StandingAuthorisation),
        ("distribution_id", Distribution),
    ):
        if w.dice.random() < 0.4:
            content = replace(content, **{bound: w.one(table)})
    if w.dice.random() < 0.3:
        content = replace(content, share_ids=(w.one(Share), w.one(Share)))
    if w.dice.random() < 0.1:
        content = replace(content, kind=w.dice.choice(list(EntryKind)))
    return content


def _approve(w: World) -> object:
    """Some people look at what waits, one after the other, whoever they are and wrote it."""
    waiting = select(EntryDraft.id).where(EntryDraft.state == DraftState.PENDING)
    ids = list(w.session.exec(waiting)) or [0]
    chosen = w.dice.choice(ids) or 0
    for _ in range(w.dice.choice((0, 1, 2, 3))):
        _tried(w, lambda: approve_draft(w.session, w.someone, chosen))
    return approve_draft(w.session, w.someone, chosen)


def _refuse(w: World) -> object:
    return refuse_draft(w.session, w.someone, w.one(EntryDraft), "票据对不上，请重做")


def _reverse(w: World) -> object:
    return reverse_entry(w.session, w.someone, w.one(Entry), DAY, "记错了科目")


def _publish(w: World) -> object:
    return publish_spending(w.session, w.someone, w.one(Spending), "已经办完并验收合格。")


DEEDS: tuple[tuple[Callable[[World], object], int], ...] = (
    (_ask, 1),
    (_walk, 1),
    (_vote, 2),
    (_back, 2),
    (_leave, 2),
    (_end, 1),
    (_share, 1),
    (_decide, 2),
    (_hand_out, 3),
    (_bring_back, 2),
    (_pay, 16),
    (_approve, 28),
    (_refuse, 1),
    (_reverse, 2),
    (_publish, 1),
)


def begin(w: World) -> None:
    """Requests in every state, leave for small sums, plans and votes: what there is to abuse."""
    slide = replace(spendings.SLIDE, asked_fen=1_200_00)
    decided = spendings.walked(w.session, w.here, w.book, slide)
    spendings.walked(w.session, w.here, w.book, slide, Regime.RESIDENTS)  # not the owners
    spendings.walked(w.session, w.here, w.book, spendings.PAPER, Regime.RESIDENTS)
    spendings.walked(w.session, w.here, w.book, spendings.PAPER, Regime.ADVISORY)  # nobody
    spendings.asked(w.session, w.here, w.book, slide)
    standing = spendings.leave(w.session, w.here, w.book, "E04", 500_00, 1_200_00)
    plan = Plan("公共收益分配", Basis.AREA, 2_000_00, 500_00)
    for _ in range(2):
        made = plan_distribution(w.session, w.here.wu, w.book.id or 0, plan)
    motion = spendings.passed(w.session, w.here, "分配 2,000 元，其中 500 元补充维修资金")
    decide_distribution(w.session, w.here.wu, made.id or 0, motion.id or 0)
    for fen in SUMS:
        spendings.passed(w.session, w.here, f"动用公共收益 {fen / 100:.2f} 元")
    for _ in range(3):  # written while there was room for each; there is none for all
        for bound in ({"spending_id": decided.id}, {"standing_id": standing.id}):
            waiting = replace(payment(500_00, name=decided.payee), **bound)
            draft_entry(w.session, w.here.wu, w.book.id or 0, waiting)
        draft_fund_part(w.session, w.here.wu, made.id or 0, DAY)
    draft_payments(w.session, w.here.wu, made.id or 0, DAY)


def workflow(w: World) -> None:
    """Some acts by some people, each refused or done."""
    deeds, weights = zip(*DEEDS)
    for deed in w.dice.choices(deeds, weights, k=ACTS):
        _tried(w, lambda deed=deed: deed(w))  # type: ignore[misc]


def _tried(w: World, deed: Callable[[], object]) -> None:
    with w.session.begin_nested() as attempt:
        try:
            deed()
            w.session.flush()
        except Refused as refusal:
            attempt.rollback()
            w.refusals[refusal.sentence] += 1


LEFT = """
SELECT e.id, e.kind, e.day, e.head, e.period_id, e.spending_id, e.standing_id,
       e.distribution_id, e.contract_id, e.reverses_id, p.shown AS payee,
       (SELECT -SUM(l.amount_fen) FROM entry_line l JOIN account a ON a.id = l.account_id
         WHERE l.entry_id = e.id AND a.fund = 'revenue' AND a.kind = 'asset') AS fen,
       d.drafted_by, d.approved_once_by, d.decided_by
FROM entry e JOIN entry_draft d ON d.entry_id = e.id LEFT JOIN party p ON p.id = e.party_id
WHERE e.id NOT IN (SELECT reverses_id FROM entry WHERE reverses_id IS NOT NULL)
  AND e.kind <> 'reversal' ORDER BY e.number
"""


def bypasses(session: Session) -> list[str]:
    """What the rows say is wrong: money that left without a decision, or beyond it."""
    left = [row for row in session.execute(text(LEFT)).mappings() if row["fen"]]
    wrong = []
    spent: dict[tuple[str, int, int], int] = defaultdict(int)
    for row in left:
        if row["fen"] < 0 and row["distribution_id"] is None:
            continue  # money came in
        bound = [k for k in KINDS if row[f"{k}_id"] is not None]
        if len(bound) != 1:
            wrong.append(f"entry {row['id']} rests on {bound}")
            continue
        seen = {row["drafted_by"], row["approved_once_by"], row["decided_by"]} - {None}
        if row["fen"] > 0 and len(seen) != 3:
            wrong.append(f"entry {row['id']} was not seen by three people")
        key = (bound[0], row[f"{bound[0]}_id"], row["period_id"] if bound == ["standing"] else 0)
        spent[key] += row["fen"]
        wrong += _one(session, bound[0], row)
    for (kind, id_, _period), fen in spent.items():
        most = session.execute(text(MOST[kind]), {"id": id_}).scalar_one()
        if not 0 <= fen <= most:
            wrong.append(f"{kind} {id_}: {fen} of {most}")
    return wrong


MOST = {
    "spending": "SELECT asked_fen FROM spending WHERE id = :id",
    "standing": "SELECT period_fen FROM standing_authorisation WHERE id = :id",
    "distribution": "SELECT total_fen FROM distribution WHERE id = :id",
}
CARRIED = """
SELECT COUNT(*) FROM motion m JOIN topic_text t
    ON t.topic_id = m.topic_id AND t.number = m.text_number
WHERE m.state = 'passed' AND m.binding <> 'advisory' AND m.regime IN {regimes} AND {which}
"""
STEPS = """
SELECT COUNT(DISTINCT step_code) FROM step_entry WHERE outcome = 'success'
  AND step_code IN ('tiyi', 'shangyi', 'shenyi', 'jueyi')
  AND topic_id = (SELECT topic_id FROM spending WHERE id = :id)
"""


def _one(session: Session, kind: str, row: object) -> list[str]:
    """What is wrong with one payment by itself."""
    found: list[str] = []
    fact = dict(row)  # type: ignore[call-overload]
    if kind == "spending":
        spending = session.get_one(Spending, fact["spending_id"])
        steps = session.execute(text(STEPS), {"id": spending.id}).scalar_one()
        listed = spending.use == "assembly"  # of the two uses here the law names this one
        regimes = "('owners', 'residents')" if listed else "('owners')"
        which = "(m.topic_id = :topic OR m.id = :motion)"
        asked = text(CARRIED.format(regimes=regimes, which=which))
        named = {"topic": spending.topic_id, "motion": spending.motion_id}
        if steps != 4 or not session.execute(asked, named).scalar_one():
            found.append(f"spending {spending.id} was never decided")
        if fact["payee"] != spending.payee or fact["head"] != spending.head:
            found.append(f"spending {spending.id} went to {fact['payee']} under {fact['head']}")
    elif kind == "standing":
        standing = session.get_one(StandingAuthorisation, fact["standing_id"])
        motion = session.get_one(Motion, standing.motion_id)
        if motion.state is not MotionState.PASSED or fact["fen"] > standing.each_fen:
            found.append(f"standing {standing.id} does not allow {fact['fen']}")
        if not str(standing.starts_on) <= str(fact["day"]):
            found.append(f"standing {standing.id} had not begun")
    else:
        plan = session.get_one(Distribution, fact["distribution_id"])
        if plan.motion_id is None or plan.decided_on is None:
            found.append(f"distribution {plan.id} was never decided")
    return found


def one_motion_one_purpose(session: Session) -> bool:
    """No vote carries two things."""
    named = [
        motion_id
        for table in (Spending, StandingAuthorisation, Distribution)
        for motion_id in session.exec(select(table.motion_id))  # type: ignore[attr-defined]
        if motion_id is not None
    ]
    return len(named) == len(set(named))


@pytest.mark.parametrize("part", range(PARTS))
def test_a_thousand_random_workflows_spend_nothing_without_a_decision(
    part: int,
    fresh_sqlite: Callable[[bool], AbstractContextManager[Engine]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    refusals: Counter[str] = Counter()
    paid = Counter[str]()
    with fresh_sqlite(True) as engine:
        monkeypatch.setattr(database, "engine", lambda: engine)
        plans.forget()
        with database.transaction() as session, clock_at(NOON):
            here = found(session)
            book = opened(session, here)
            posted(session, here, book, opening(10_000_000_00))
            begin(World(session, here, book, random.Random(part)))
            for seed in range(part * WORKFLOWS, (part + 1) * WORKFLOWS):
                with session.begin_nested() as world:
                    w = World(session, here, book, random.Random(seed))
                    workflow(w)
                    assert bypasses(session) == [], seed
                    assert one_motion_one_purpose(session), seed
                    paid += under(session)
                    refusals += w.refusals
                    world.rollback()
    plans.forget()
    assert min(paid[kind] for kind in KINDS) > 10, paid  # else nothing was tried
    assert len(refusals) > 30, refusals


def under(session: Session) -> Counter[str]:
    """How many entries rest on which kind of decision."""
    rows = session.execute(text(LEFT)).mappings().all()
    return Counter(kind for row in rows for kind in KINDS if row[f"{kind}_id"] is not None)
