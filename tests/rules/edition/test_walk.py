"""No firm stands on a black list unheard, whatever order the acts come in."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

import pytest

from models.edition import EditionActKind as Kind
from models.edition import EditionState as State
from rules.edition import Act, Stand, Terms, after, stand
from rules.refusal import Refused

TERMS = Terms(preview_days=2, objection_days=3, review_days=5)
BEGIN = datetime(2026, 7, 1, 9, 0, tzinfo=ZoneInfo("Asia/Shanghai"))  # a Wednesday
DAY = timedelta(days=1)
QIN, LU = 1, 2
BLACK = frozenset({7, 9})


def act(kind: Kind, day: float, by: int = QIN, **facts: object) -> Act:
    return replace(Act(kind, BEGIN + day * DAY, by), **facts)  # type: ignore[arg-type]


def heard() -> list[Act]:
    """An edition in which every firm had its notice and its window, ready to be decided."""
    return [
        act(Kind.OPENED, 0),
        act(Kind.COMPUTED, 1, computation=1, blacks=BLACK),
        act(Kind.SERVED, 1),  # Thursday: two working days are Friday and Monday
        act(Kind.WINDOW_OPENED, 6),  # Tuesday: three working days are Wednesday to Friday
        act(Kind.WINDOW_CLOSED, 10),
    ]


def decided() -> list[Act]:
    return [
        *heard(),
        act(Kind.APPROVED, 11, QIN, computation=1),
        act(Kind.APPROVED, 11, LU, computation=1),
    ]


def published() -> list[Act]:
    return [*decided(), act(Kind.PUBLISHED, 12, computation=1)]


def refused(acts: list[Act], said: str) -> None:
    before = stand(acts[:-1], TERMS)
    with pytest.raises(Refused, match=said):
        after(before, acts[-1], TERMS)


def test_an_edition_walks_from_collecting_to_published() -> None:
    states = [stand(published()[:n], TERMS).state for n in range(1, 9)]
    assert states == [
        State.COLLECTING,
        State.COMPUTED,
        State.PREVIEW,
        State.OBJECTION,
        State.DECIDING,
        State.DECIDING,
        State.DECIDING,
        State.PUBLISHED,
    ]


def test_nothing_is_published_twice() -> None:
    refused([*published(), act(Kind.PUBLISHED, 13, computation=1)], "stays as it is")


def test_the_window_opens_when_the_firms_have_had_their_days() -> None:
    early = act(Kind.WINDOW_OPENED, 5.6)  # Monday 23:24
    refused([*heard()[:3], early], "still have time")
    midnight = replace(early, at=datetime(2026, 7, 7, tzinfo=BEGIN.tzinfo))
    assert stand([*heard()[:3], midnight], TERMS).state is State.OBJECTION


def test_the_window_closes_at_midnight_after_its_last_working_day() -> None:
    friday_night = replace(heard()[4], at=datetime(2026, 7, 10, 23, 59, 59, tzinfo=BEGIN.tzinfo))
    refused([*heard()[:4], friday_night], "still open")
    midnight = replace(friday_night, at=datetime(2026, 7, 11, tzinfo=BEGIN.tzinfo))
    assert stand([*heard()[:4], midnight], TERMS).state is State.DECIDING


def test_an_objection_after_the_window_is_refused() -> None:
    late = act(Kind.RAISED, 10, appeal=1)
    refused([*heard()[:4], late], "has closed")
    refused([*heard(), late], "has closed")


def test_an_objection_before_any_notice_is_refused() -> None:
    refused([*heard()[:2], act(Kind.RAISED, 1, appeal=1)], "not open yet")


def test_an_open_objection_blocks_the_decision_until_it_is_answered() -> None:
    raised = [*heard()[:4], act(Kind.RAISED, 7, appeal=1), heard()[4]]
    refused([*raised, act(Kind.APPROVED, 11, computation=1)], "wait for an answer")
    answered = [*raised, act(Kind.ANSWERED, 11, appeal=1)]
    assert stand([*answered, act(Kind.APPROVED, 11, computation=1)], TERMS).approved_by == (QIN,)
    refused([*answered, act(Kind.ANSWERED, 11, appeal=1)], "has its answer")


def test_what_was_upheld_is_computed_before_it_is_decided() -> None:
    upheld = [
        *heard()[:4],
        act(Kind.RAISED, 7, appeal=1),
        act(Kind.ANSWERED, 8, appeal=1, upheld=True),
        heard()[4],
    ]
    refused([*upheld, act(Kind.APPROVED, 11, computation=1)], "compute again")
    fewer = [*upheld, act(Kind.COMPUTED, 11, computation=2, blacks=frozenset({9}))]
    assert stand(fewer, TERMS).state is State.DECIDING


def test_another_black_row_begins_the_hearing_again() -> None:
    more = [*heard(), act(Kind.COMPUTED, 11, computation=2, blacks=BLACK | {11})]
    assert stand(more, TERMS).state is State.COMPUTED
    refused([*more, act(Kind.APPROVED, 11, computation=2)], "not the time")


def test_whom_the_window_found_off_the_list_is_heard_anew_before_he_comes_back_on_it() -> None:
    off = [
        *heard()[:3],
        act(Kind.COMPUTED, 2, computation=2, blacks=frozenset({9})),  # 7 is told: not black
        *heard()[3:],
    ]
    assert stand(off, TERMS).heard == {9}
    back = [*off, act(Kind.COMPUTED, 11, computation=3, blacks=BLACK)]
    assert stand(back, TERMS).state is State.COMPUTED
    assert stand([*off, act(Kind.COMPUTED, 11, computation=3, blacks=frozenset({9}))], TERMS).heard


def test_no_objection_keeps_the_window_shut_when_the_days_to_look_are_over() -> None:
    late = act(Kind.RAISED, 6, appeal=1)
    refused([*heard()[:3], late], "not open yet")
    assert stand([*heard()[:4], late], TERMS).waiting == {1}


def test_an_objection_upheld_after_the_correction_was_computed_is_not_lost() -> None:
    drafted = [
        *published(),
        act(Kind.RAISED, 13, appeal=3),
        act(Kind.RAISED, 13, appeal=4),
        act(Kind.ANSWERED, 13, appeal=3, upheld=True),
    ]
    refused([*drafted, act(Kind.COMPUTED, 13, QIN, computation=2)], "wait for an answer")
    drafted = [*drafted[:-2], drafted[-1], act(Kind.COMPUTED, 13, QIN, computation=2)]
    second = [
        *drafted,
        act(Kind.RAISED, 14, appeal=4),
        act(Kind.ANSWERED, 14, appeal=4, upheld=True),
    ]
    refused([*second, act(Kind.CORRECTED, 14, LU, computation=2)], "no correction")
    again = [*second, act(Kind.COMPUTED, 14, QIN, computation=3)]
    assert stand([*again, act(Kind.CORRECTED, 14, LU, computation=3)], TERMS).computation == 3
    rejected = [*drafted, act(Kind.RAISED, 14, appeal=4), act(Kind.ANSWERED, 14, appeal=4)]
    assert stand(rejected, TERMS).correction == (2, QIN)


def test_computing_again_voids_what_was_agreed() -> None:
    again = [*decided(), act(Kind.COMPUTED, 11, computation=2, blacks=BLACK)]
    assert stand(again, TERMS).approved_by == ()
    refused([*again, act(Kind.APPROVED, 11, computation=1)], "computed again")


def test_one_person_does_not_decide_alone() -> None:
    once = [*heard(), act(Kind.APPROVED, 11, QIN, computation=1)]
    refused([*once, act(Kind.APPROVED, 11, QIN, computation=1)], "a second person")
    refused([*once, act(Kind.PUBLISHED, 11, QIN, computation=1)], "Two persons")


def test_a_published_edition_is_corrected_by_two_after_an_objection_succeeded() -> None:
    fewer = frozenset({9})
    correction = act(Kind.COMPUTED, 14, QIN, computation=2, blacks=fewer)
    refused([*published(), correction], "after an objection")
    upheld = [
        *published(),
        act(Kind.RAISED, 13, appeal=3),
        act(Kind.ANSWERED, 13, appeal=3, upheld=True),
    ]
    refused([*upheld, replace(correction, blacks=BLACK | {1})], "not heard")
    computed = [*upheld, correction]
    refused([*computed, act(Kind.CORRECTED, 14, QIN, computation=2, blacks=fewer)], "itself|decide")
    corrected = stand([*computed, act(Kind.CORRECTED, 14, LU, computation=2, blacks=fewer)], TERMS)
    assert (corrected.state, corrected.computation) == (State.PUBLISHED, 2)
    assert corrected.blacks == fewer


def test_a_review_is_asked_for_in_its_days() -> None:
    refused([*published(), act(Kind.RAISED, 40, appeal=4)], "has passed")


def test_a_published_edition_is_not_cancelled() -> None:
    refused([*published(), act(Kind.CANCELLED, 13)], "stays as it is")
    cancelled = [*heard(), act(Kind.CANCELLED, 11)]
    refused([*cancelled, act(Kind.COMPUTED, 12, computation=3)], "cancelled")


ORDERS = 10_000
STEPS = 30
NEXT = {
    None: Kind.OPENED,
    State.COLLECTING: Kind.COMPUTED,
    State.COMPUTED: Kind.SERVED,
    State.PREVIEW: Kind.WINDOW_OPENED,
    State.OBJECTION: Kind.WINDOW_CLOSED,
    State.DECIDING: Kind.APPROVED,
    State.PUBLISHED: Kind.RAISED,
    State.CANCELLED: Kind.OPENED,
}


def _something(chance: Random, now: Stand, at: datetime) -> Act:
    """Any act by anybody, more often one that might succeed than not."""
    kind = Kind.PUBLISHED if len(now.approved_by) > 1 else NEXT[now.state]
    if now.waiting:
        kind = Kind.ANSWERED
    if chance.random() < 0.3:
        kind = chance.choice((Kind.ANSWERED, Kind.COMPUTED, Kind.PUBLISHED, *Kind))
    number = (now.computation or 0) + (kind is Kind.COMPUTED)
    return Act(
        kind,
        at,
        chance.choice((QIN, LU, 3)),
        computation=number if chance.random() < 0.9 else chance.randrange(1, 5),
        appeal=chance.choice([*now.waiting, chance.randrange(100)]),
        blacks=frozenset(chance.sample(range(6), chance.randrange(4))),
        upheld=chance.random() < 0.3,
    )


def _hearings(done: list[Act], row: int) -> bool:
    """Written apart from the rules: was ``row`` shown as black, and as black for a whole window?"""
    blacks: frozenset[int] = frozenset()
    shown, opened = False, None
    for one in done:
        if one.kind is Kind.COMPUTED:
            blacks = one.blacks
        shown = shown and row in blacks  # told that it is off the list, it has no reason to object
        if one.kind is Kind.SERVED:
            shown = row in blacks
        if one.kind is Kind.WINDOW_OPENED:
            opened = one.at if shown else None
        full = opened is not None and one.at - opened >= TERMS.objection_days * DAY - DAY
        if one.kind is Kind.WINDOW_CLOSED and full:
            return True
    return False


def _walk(chance: Random, check: Callable[[list[Act], Stand], None]) -> bool:
    now, at, done = Stand(), BEGIN, []
    for _ in range(STEPS):
        one = _something(chance, now, at)
        try:
            now = after(now, one, TERMS)
        except Refused:
            continue
        done.append(one)
        at += timedelta(hours=chance.choice((0, 30, 100, 200)))
        if now.state is State.PUBLISHED:
            check(done, now)
    return now.state is State.PUBLISHED


def _fair(done: list[Act], now: Stand) -> None:
    last = max(n for n, one in enumerate(done) if one.kind is Kind.PUBLISHED)
    since = max(n for n, one in enumerate(done[:last]) if one.kind is Kind.COMPUTED)
    agreed = {one.by for one in done[since:last] if one.kind is Kind.APPROVED}
    assert len(agreed) >= 2, done
    assert now.blacks <= done[since].blacks
    for row in now.blacks:
        assert _hearings(done[:last], row), (row, done)


def test_no_order_of_acts_publishes_a_black_row_unheard() -> None:
    chance = Random(20260701)
    reached = sum(_walk(chance, _fair) for _ in range(ORDERS))
    assert reached > 500, reached  # a walk that never arrives would prove nothing
