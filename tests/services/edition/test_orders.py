"""Random orders of acts by anybody: no row is published black without notice, window and two.

The oracle knows nothing of the rules: it reads the rows that the database holds afterwards.
"""

import random
from collections import Counter
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from sqlmodel import Session, col, select

from models.base import clock_at, now
from models.edition import (
    Edition,
    EditionAct,
    EditionActKind,
    EditionState,
    Entrant,
    EntrantKind,
    Mark,
    Placing,
)
from models.hearing import Appeal, AppealKind, AppealState, Repair, Served
from models.notice import Notice
from rules.edition.next import Step, next_step
from rules.permission import Visitor
from rules.refusal import Refused
from services.edition import checking, computing, deciding, serving
from services.edition.standing import body_of, stand_of
from services.hearing import answering, preview, raising, repairing
from tests import editions
from tests.conftest import EVERYWHERE
from tests.editions import BODY, Rated
from tests.neighbourhood import Neighbourhood

ORDERS = 150 if EVERYWHERE else 60
ACTS = 34
TEXT = "这项数据与我们的台账不一致，请核对原始记录。"
K = EditionActKind
HOUR = timedelta(hours=1)
OFFICE, FIRMS, OTHERS = ("qin", "lu"), ("luo", "xu"), ("ma", "wai", "shen", "fang", "lin")


@dataclass
class World:
    """One edition, the dice and the clock (样本世界)."""

    session: Session
    made: Rated
    dice: random.Random
    moment: datetime
    done: Counter[str] = field(default_factory=Counter)

    @property
    def edition(self) -> Edition:
        """The edition as the database has it."""
        return self.session.get_one(Edition, self.made.id, populate_existing=True)

    def who(self, names: tuple[str, ...]) -> Visitor:
        """Mostly somebody whose work it is."""
        everybody = OFFICE + FIRMS + OTHERS
        pool = names if self.dice.random() < 0.85 else everybody
        return getattr(self.made, self.dice.choice(pool))  # type: ignore[no-any-return]

    def one(self, table: type) -> int:
        """Any row of this edition, or none at all."""
        wanted = select(table.id).where(table.edition_id == self.made.id)  # type: ignore[attr-defined]
        return self.dice.choice([*self.session.exec(wanted), 99_999]) or 0

    @property
    def computation(self) -> int:
        """The newest one, or sometimes an older one."""
        rows = editions.computed_rows(self.session, self.made)
        ids = [row.id or 0 for row in rows] or [99_999]
        return ids[-1] if self.dice.random() < 0.9 else self.dice.choice(ids)


def _figure(w: World) -> object:
    """Somebody enters another figure, at any time: the walk must hold all the same."""
    wanted = select(Entrant.name).where(
        Entrant.edition_id == w.made.id, Entrant.kind == EntrantKind.RATED
    )
    name = w.dice.choice(list(w.session.exec(wanted)))
    code = w.dice.choice(editions.INDICATORS)
    return editions.enter(w.session, w.made, name, **{code: str(w.dice.randint(20, 100))})


def _answer(w: World) -> object:
    value = w.dice.choice((None, "", str(w.dice.randint(0, 100))))
    code = w.dice.choice(("", *editions.INDICATORS))
    ruling = answering.Ruling(w.dice.random() < 0.5, TEXT, value, code)
    return answering.answer_objection(w.session, w.who(OFFICE), w.one(Appeal), ruling)


def _raise(w: World) -> object:
    """Mostly of a compound of one's own, mostly of a figure that there is."""
    code = w.dice.choice((*editions.INDICATORS, "", "nothing"))
    if w.dice.random() < 0.2:
        return raising.raise_objection(w.session, w.who(FIRMS), w.one(Entrant), code, TEXT)
    who, firm = w.dice.choice((("luo", "anju"), ("xu", "xinhe")))
    mine = select(Entrant.id).where(
        Entrant.edition_id == w.made.id, Entrant.firm_id == w.made.firms[firm].id
    )
    entrant = w.dice.choice(list(w.session.exec(mine))) or 0
    return raising.raise_objection(w.session, getattr(w.made, who), entrant, code, TEXT)


def _withdraw(w: World) -> object:
    mine = select(Appeal.id).where(Appeal.edition_id == w.made.id)
    waiting = mine.where(Appeal.state == AppealState.OPEN)
    appeal = w.dice.choice([*w.session.exec(waiting), 99_999]) or 0
    return raising.withdraw_objection(w.session, w.who(FIRMS), appeal)


def _repair(w: World) -> object:
    known = blacks(w.session, w.edition.computation_id)
    entrant = w.dice.choice([*known, w.one(Entrant)])
    return repairing.ask_repair(w.session, w.who(FIRMS), entrant, TEXT)


def _look(w: World) -> object:
    firm = w.dice.choice(list(w.made.firms.values())).id or 0
    return preview.open_preview(w.session, w.who(FIRMS), w.made.id, firm)


ACTS_OF = {
    "compute": lambda w: computing.compute(w.session, w.who(OFFICE), w.made.id),
    "reopen": lambda w: computing.reopen(w.session, w.who(OFFICE), w.made.id, TEXT),
    "serve": lambda w: serving.serve(w.session, w.who(OFFICE), w.made.id),
    "open": lambda w: serving.open_window(w.session, w.who(OFFICE), w.made.id),
    "close": lambda w: serving.close_window(w.session, w.who(OFFICE), w.made.id),
    "approve": lambda w: deciding.approve(w.session, w.who(OFFICE), w.made.id, w.computation),
    "publish": lambda w: deciding.publish(w.session, w.who(OFFICE), w.made.id, w.computation),
    "correction": lambda w: computing.compute_correction(w.session, w.who(OFFICE), w.made.id),
    "correct": lambda w: deciding.correct(w.session, w.who(OFFICE), w.made.id, w.computation),
    "cancel": lambda w: deciding.cancel(w.session, w.who(OFFICE), w.made.id, TEXT),
    "figure": _figure,
    "answer": _answer,
    "raise": _raise,
    "look": _look,
    "withdraw": _withdraw,
    "repair": _repair,
    "repaired": lambda w: repairing.answer_repair(
        w.session, w.who(OFFICE), w.one(Repair), w.dice.random() < 0.5, TEXT
    ),
}
RARE = {"cancel": 0.02, "reopen": 0.1}
SENSIBLE = {
    Step.COMPUTE: "compute",
    Step.SERVE: "serve",
    Step.ANSWER: "answer",
    Step.RECOMPUTE: "compute",
    Step.OPEN_WINDOW: "open",
    Step.CLOSE_WINDOW: "close",
    Step.APPROVE: "approve",
    Step.PUBLISH: "publish",
    Step.COMPUTE_CORRECTION: "correction",
    Step.DECIDE_CORRECTION: "correct",
    Step.REVIEWING: "raise",
}


def _choose(w: World) -> str:
    """What comes next, more often than not; else anything."""
    edition = w.edition
    comes = next_step(stand_of(w.session, edition), w.moment, body_of(w.session, edition).terms)
    if w.dice.random() < 0.6 and comes.step in SENSIBLE:
        return SENSIBLE[comes.step]
    names = list(ACTS_OF)
    return w.dice.choices(names, [RARE.get(name, 1.0) for name in names])[0]


def _walk(w: World) -> None:
    for _ in range(ACTS):
        w.moment += w.dice.choice((0 * HOUR, 5 * HOUR, 26 * HOUR, 74 * HOUR))
        name = _choose(w)
        with clock_at(w.moment), w.session.begin_nested() as attempt:
            try:
                ACTS_OF[name](w)
                w.session.flush()
                w.done[name] += 1
            except Refused:
                attempt.rollback()


def acts_of(session: Session, made: Rated) -> list[EditionAct]:
    wanted = select(EditionAct).where(EditionAct.edition_id == made.id)
    return list(session.exec(wanted.order_by(col(EditionAct.id))))


def blacks(session: Session, computation_id: int | None) -> set[int]:
    wanted = select(Placing.entrant_id).where(
        Placing.computation_id == computation_id, Placing.mark == Mark.BLACK
    )
    return set(session.exec(wanted))


def wrongs(session: Session, made: Rated) -> list[str]:
    """What an auditor would hold against what hangs on the wall."""
    edition = session.get_one(Edition, made.id, populate_existing=True)
    acts = acts_of(session, made)
    if edition.state is not EditionState.PUBLISHED:
        hung = [act for act in acts if act.kind in (K.PUBLISHED, K.CORRECTED)]
        return ["something hangs that is not published"] if hung or edition.notice_id else []
    (out,) = [n for n, act in enumerate(acts) if act.kind is K.PUBLISHED]
    before = acts[:out]
    found = _days(before) + _agreed(before, acts[out])
    found += _unheard(session, made, edition, before)
    for appeal in session.exec(select(Appeal).where(Appeal.edition_id == made.id)):
        late = appeal.answered_at is None or appeal.answered_at > acts[out].at
        if late and appeal.kind is not AppealKind.REVIEW:
            found.append("an objection without an answer")
    if session.get_one(Notice, edition.notice_id).body["edition"] != edition.code:
        found.append("the notice is of another edition")
    if not checking.recheck(session, edition).sound:
        found.append("it does not come out again")
    return found + _corrections(session, acts[out:])


def _last(acts: list[EditionAct], kind: EditionActKind) -> int:
    return max(n for n, act in enumerate(acts) if act.kind is kind)


def _days(before: list[EditionAct]) -> list[str]:
    """Notice, window and its end in this order, each with its days between."""
    served, opened, closed = (
        before[_last(before, kind)] for kind in (K.SERVED, K.WINDOW_OPENED, K.WINDOW_CLOSED)
    )
    found = []
    if opened.at - served.at < timedelta(days=2):
        found.append("too little time to look")
    if closed.at - opened.at < timedelta(days=3):
        found.append("too little time to object")
    return found


def _agreed(before: list[EditionAct], out: EditionAct) -> list[str]:
    """Two persons, after the last computation and for that one."""
    last = _last(before, K.COMPUTED)
    agreed = {
        act.member_id
        for act in before[last:]
        if act.kind is K.APPROVED and act.computation_id == out.computation_id
    }
    found = [] if len(agreed) > 1 else ["not two persons"]
    if before[last].computation_id != out.computation_id:
        found.append("another computation than the last")
    return found


def _unheard(
    session: Session, made: Rated, edition: Edition, before: list[EditionAct]
) -> list[str]:
    """Black rows that were not black in what was served, or whose firm was not shown it."""
    shown = session.exec(select(Served.firm_id).where(Served.edition_id == made.id)).all()
    earlier = before[: _last(before, K.SERVED)]
    draft = earlier[_last(earlier, K.COMPUTED)].computation_id
    found = []
    for entrant_id in blacks(session, edition.computation_id):
        if entrant_id not in blacks(session, draft):
            found.append("black and not in what was served")
        if session.get_one(Entrant, entrant_id).firm_id not in shown:
            found.append("black and its firm was not shown")
    return found


def _corrections(session: Session, acts: list[EditionAct]) -> list[str]:
    found = []
    counted = [act for act in acts if act.kind in (K.PUBLISHED, K.CORRECTED)]
    for older, newer in pairwise(counted):
        if not blacks(session, newer.computation_id) <= blacks(session, older.computation_id):
            found.append("a correction blackened somebody")
        maker = [
            a for a in acts if a.kind is K.COMPUTED and a.computation_id == newer.computation_id
        ]
        if [a.member_id for a in maker] == [newer.member_id]:
            found.append("whoever computed the correction decided it")
    return found


def test_no_order_of_acts_reaches_a_black_row_unheard(
    session: Session, here: Neighbourhood
) -> None:
    made = editions.rated(session, here, deepcopy(BODY) | {"draws": 40})
    editions.begun(session, made, date(2020, 1, 1), date(2020, 6, 30))
    editions.measured(session, made)
    reached: Counter[str] = Counter()
    start = now()
    for number in range(ORDERS):
        dice = random.Random(number)
        with session.begin_nested() as order:
            world = World(session, made, dice, start)
            _walk(world)
            assert wrongs(session, made) == [], number
            reached.update(name for name, count in world.done.items() if count)
            reached[world.edition.state] += 1
            order.rollback()
    assert reached[EditionState.PUBLISHED] > ORDERS / 5
    assert set(SENSIBLE.values()) <= set(reached)


def test_the_auditor_sees_what_is_missing(
    session: Session, here: Neighbourhood, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The oracle itself: with one agreement gone from what it reads it objects."""
    made, _moment = editions.published(session, here)
    assert wrongs(session, made) == []
    acts = acts_of(session, made)
    less = [a for a in acts if (a.kind, a.member_id) != (K.APPROVED, made.lu.member_id)]
    monkeypatch.setattr("tests.services.edition.test_orders.acts_of", lambda *_: less)
    assert wrongs(session, made) == ["not two persons"]
