"""Putting right by a day: who is listed, what is to be done, how it ends (专项整治)."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from sqlmodel import Session, col, func, select

from models.base import now
from models.consequence import Rectification, RectificationState, RectificationTask
from models.edition import Edition, EditionState, Entrant
from models.place import Place
from models.revision import Area
from models.scoring import Figure
from rules.calendar import day_of
from rules.consequence import rectification as rule
from rules.consequence.rectification import Cases
from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from services.consequence.standing import body_of
from services.firm.standing import serving
from services.firm.tie import speaks_for
from services.trail import record
from services.visitor import check, the_place, visitor
from services.wording import say

OPEN, DONE, DROPPED = RectificationState
MOST_CASES = N_("{cases} hotline cases in “{edition}”, position {position}")


def hotline_cases(session: Session, edition_id: int) -> list[Cases]:
    """How many hotline cases each compound of an edition had: what its method marks as such."""
    edition = session.get(Edition, edition_id)
    if edition is None:
        return []
    codes = [leaf.code for leaf in body_of(session, edition).indicators if leaf.hotline]
    latest = (
        select(func.max(Figure.id))
        .where(Figure.edition_id == edition_id, col(Figure.indicator).in_(codes))
        .group_by(col(Figure.entrant_id), col(Figure.indicator))
    )
    cases: dict[int, int] = defaultdict(int)
    for figure in session.exec(select(Figure).where(col(Figure.id).in_(latest))):
        cases[figure.entrant_id] += _counted(figure)
    return [Cases(entrant_id, number) for entrant_id, number in sorted(cases.items())]


def _counted(figure: Figure) -> int:
    """The cases behind a figure; of a figure without a count the figure itself, if it is one."""
    if figure.count is not None:
        return figure.count if figure.value else 0
    return int(figure.value) if figure.value.isascii() and figure.value.isdigit() else 0


def list_worst(
    session: Session, actor: Visitor, edition_id: int, most: int, due_on: date
) -> list[Rectification]:
    """Put the compounds with the most hotline cases of an edition on the list (倒排).

    One that stands on it already is not listed twice.
    """
    edition = session.get(Edition, edition_id)
    if edition is None or edition.state is EditionState.CANCELLED:
        raise Refused(N_("There is no such edition."))
    street = the_place(session, edition.place_id)
    fresh = check(session, actor, Permission.RECTIFY, street)
    session.refresh(street, with_for_update=True)  # two officers list one after the other
    due_on = rule.must_be_ahead(due_on, day_of(now()))
    found = rule.worst(hotline_cases(session, edition_id), rule.must_be_a_number(most))
    if not found:
        raise Refused(N_("This edition has no hotline cases yet."))
    listed = []
    for row in found:
        entrant = session.get_one(Entrant, row.entrant_id)
        place = the_place(session, entrant.place_id)
        if _standing(session, entrant.place_id) is None:
            kept = _new(fresh, place, due_on, edition_id=edition_id, firm_id=entrant.firm_id)
            kept.cases, kept.position = row.cases, row.position
            facts = {"edition": edition.title, "cases": row.cases, "position": row.position}
            kept.cause = say("zh_CN", MOST_CASES, **facts)[: rule.LONGEST_CAUSE]
            listed.append(_listed(session, fresh, kept, place))
    if not listed:
        raise Refused(N_("All of them stand on the list already."))
    return listed


def open_rectification(
    session: Session, actor: Visitor, place_id: int, cause: str, due_on: date
) -> Rectification:
    """Put one compound on the list by hand, for a cause that everybody reads (列入整治)."""
    place = the_place(session, place_id)
    fresh = check(session, actor, Permission.RECTIFY, place)
    session.refresh(place, with_for_update=True)
    today = day_of(now())
    cause = rule.must_be_text(cause, rule.LONGEST_CAUSE)
    due_on = rule.must_be_ahead(due_on, today)
    if _standing(session, place_id) is not None:
        raise Refused(N_("{place} stands on the list already."), place=place.name)
    served = serving(session, place_id, today)
    kept = _new(fresh, place, due_on, firm_id=served[0].id if served else None)
    kept.cause = cause
    return _listed(session, fresh, kept, place)


def _new(
    keeper: Visitor,
    place: Place,
    due_on: date,
    *,
    edition_id: int | None = None,
    firm_id: int | None = None,
) -> Rectification:
    assert place.id is not None
    return Rectification(
        place_id=place.id,
        path=place.path,
        edition_id=edition_id,
        firm_id=firm_id,
        cause="",
        due_on=due_on,
        kept_by=keeper.member_id,
    )


def _standing(session: Session, place_id: int) -> int | None:
    here = (Rectification.place_id == place_id, Rectification.state == OPEN)
    return session.exec(select(Rectification.id).where(*here)).first()


def _listed(session: Session, actor: Visitor, kept: Rectification, place: Place) -> Rectification:
    session.add(kept)
    session.flush()
    after = {"cause": kept.cause, "due_on": kept.due_on.isoformat(), "cases": kept.cases}
    _record(session, actor, "rectification.opened", kept, place, after)
    return kept


def set_task(
    session: Session, actor: Visitor, rectification_id: int, title: str, doer: str, due_on: date
) -> RectificationTask:
    """Say what is to be done, by whom, by when (安排整治任务)."""
    kept, place = _to_keep(session, rectification_id)
    fresh = check(session, actor, Permission.RECTIFY, place)
    rule.must_be_open(kept.state)
    rule.must_be_ahead(due_on, day_of(now()))
    task = RectificationTask(
        rectification_id=rectification_id,
        title=rule.must_be_text(title, rule.LONGEST_TITLE),
        doer=rule.must_be_a_doer(doer),
        due_on=rule.must_be_within(due_on, kept.due_on),
        set_by=fresh.member_id,
    )
    session.add(task)
    session.flush()
    after = {"task": task.title, "due_on": due_on.isoformat()}
    _record(session, fresh, "rectification.task_set", kept, place, after)
    return task


def finish_task(
    session: Session, actor: Visitor, task_id: int, done_on: date, evidence: str
) -> RectificationTask:
    """Report that a task is done, with what shows it (整治任务完成).

    Who put the compound on the list, the council that serves there, and whoever speaks for the
    firm may say so; everybody reads it.
    """
    task = session.get(RectificationTask, task_id, with_for_update=True)
    if task is None:
        raise Refused(N_("There is no such task."))
    kept, place = _to_keep(session, task.rectification_id)
    fresh = _who_may_report(session, actor, kept, place)
    rule.must_be_open(kept.state)
    if task.done_on is not None:
        raise Refused(N_("This task is reported as done already."))
    evidence = rule.must_be_text(evidence, rule.LONGEST_EVIDENCE)
    task.done_on = rule.must_have_happened(done_on, day_of(now()))
    task.evidence = evidence
    session.add(task)
    session.flush()
    after = {"task": task.title, "done_on": done_on.isoformat()}
    _record(session, fresh, "rectification.task_finished", kept, place, after)
    return task


def _who_may_report(session: Session, actor: Visitor, kept: Rectification, place: Place) -> Visitor:
    fresh = visitor(session, actor.member_id)
    if kept.firm_id is not None and kept.firm_id in speaks_for(session, fresh.member_id):
        return fresh
    right = Permission.REPORT_WORK
    if fresh.may(Permission.RECTIFY, place.path):
        right = Permission.RECTIFY
    return check(session, actor, right, place)


def close_rectification(
    session: Session, actor: Visitor, rectification_id: int, outcome: str
) -> Rectification:
    """Say that all was put right, and what came of it (整治销号)."""
    kept, place = _to_keep(session, rectification_id)
    fresh = check(session, actor, Permission.RECTIFY, place)
    rule.must_be_open(kept.state)
    open_tasks = select(func.count()).where(
        RectificationTask.rectification_id == rectification_id,
        col(RectificationTask.done_on).is_(None),
    )
    rule.must_be_done(session.exec(open_tasks).one())
    return _ended(session, fresh, kept, place, (DONE, outcome))


def drop_rectification(
    session: Session, actor: Visitor, rectification_id: int, reason: str
) -> Rectification:
    """Take a compound off the list for another reason, which everybody reads (移出整治)."""
    kept, place = _to_keep(session, rectification_id)
    fresh = check(session, actor, Permission.RECTIFY, place)
    rule.must_be_open(kept.state)
    return _ended(session, fresh, kept, place, (DROPPED, reason))


def _ended(
    session: Session,
    actor: Visitor,
    kept: Rectification,
    place: Place,
    end: tuple[RectificationState, str],
) -> Rectification:
    state, outcome = end
    kept.outcome = rule.must_be_text(outcome, rule.LONGEST_OUTCOME)
    kept.state = state
    kept.closed_on = day_of(now())
    session.add(kept)
    session.flush()
    after = {"state": kept.state.value, "outcome": kept.outcome}
    _record(session, actor, "rectification.closed", kept, place, after)
    return kept


def _to_keep(session: Session, rectification_id: int) -> tuple[Rectification, Place]:
    kept = session.get(Rectification, rectification_id, with_for_update=True)
    if kept is None:
        raise Refused(N_("There is no such rectification."))
    return kept, the_place(session, kept.place_id)


def _record(
    session: Session,
    actor: Visitor,
    code: str,
    kept: Rectification,
    place: Place,
    after: Mapping[str, object],
) -> None:
    about, moves = f"rectification:{kept.id}", (Area.RANKING,)
    record(session, actor, code, about, place, moves=moves, after=after)
