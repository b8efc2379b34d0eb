"""The walk of an edition: its state is what its acts add up to, and nothing else (期次流程).

No row stands on a published black list unless its firm was shown it (告知), had the whole
window to object (申诉), and two persons decided (审定). That holds for any order of acts:
whoever computes anew and finds another black row begins the hearing again.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from models.edition import EditionActKind, EditionState
from rules.edition.term import Terms, preview_ends, review_ends, window_closes
from rules.refusal import N_, Refused

Kind = EditionActKind
State = EditionState
PERSONS = 2
NOBODY: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Act:
    """One act, as the rules see it (动作)."""

    kind: EditionActKind
    at: datetime
    by: int | None = None
    computation: int | None = None
    appeal: int | None = None
    blacks: frozenset[int] = NOBODY  # entrants that the computation puts on the black list
    upheld: bool = False  # of an answer: it agrees with the firm


@dataclass(frozen=True)
class Stand:
    """What the acts so far add up to (现状)."""

    state: EditionState | None = None
    computation: int | None = None
    blacks: frozenset[int] = NOBODY
    served_at: datetime | None = None
    noticed: frozenset[int] = NOBODY  # black rows that their firms were shown
    window_closes_at: datetime | None = None
    heard: frozenset[int] = NOBODY  # black rows with notice and a full window behind them
    waiting: frozenset[int] = NOBODY  # objections without an answer
    upheld: bool = False  # something was upheld and is not computed yet
    approved_by: tuple[int, ...] = field(default=())
    published_at: datetime | None = None
    correction: tuple[int, int] | None = None  # computation and who made it


def stand(acts: Iterable[Act], terms: Terms) -> Stand:
    """Where an edition stands after ``acts``. Raises ``Refused`` at one that could not be."""
    now = Stand()
    for act in acts:
        now = after(now, act, terms)
    return now


def after(now: Stand, act: Act, terms: Terms) -> Stand:
    """The stand after ``act``; refused with one sentence when it is not its time."""
    if act.kind is not Kind.OPENED and now.state is None:
        raise Refused(N_("This edition has not been opened."))
    return _STEPS[act.kind](now, act, terms)


def _must_be(now: Stand, *states: EditionState) -> None:
    if now.state in states:
        return
    if now.state is State.PUBLISHED:
        raise Refused(N_("This edition is published and stays as it is."))
    if now.state is State.CANCELLED:
        raise Refused(N_("This edition was cancelled."))
    raise Refused(N_("It is not the time for that in this edition."))


def _opened(now: Stand, act: Act, terms: Terms) -> Stand:
    if now.state is not None:
        raise Refused(N_("This edition has been opened already."))
    return Stand(state=State.COLLECTING)


def _computed(now: Stand, act: Act, terms: Terms) -> Stand:
    if now.state is State.PUBLISHED:
        return _corrigendum(now, act)
    _must_be(now, State.COLLECTING, State.COMPUTED, State.PREVIEW, State.DECIDING)
    _must_be_answered(now)
    fresh = replace(
        now, computation=act.computation, blacks=act.blacks, approved_by=(), upheld=False
    )
    if now.state in (State.COLLECTING, State.COMPUTED) or not act.blacks <= now.noticed:
        return _unheard(fresh)
    # whom the window finds off the list was told so: if he comes back on it, he is heard anew
    return replace(fresh, noticed=act.blacks) if now.state is State.PREVIEW else fresh


def _unheard(now: Stand) -> Stand:
    """Back to a draft that no firm has seen: the hearing begins anew."""
    return replace(
        now,
        state=State.COMPUTED,
        served_at=None,
        noticed=NOBODY,
        window_closes_at=None,
        heard=NOBODY,
    )


def _corrigendum(now: Stand, act: Act) -> Stand:
    _must_be_answered(now)
    if not now.upheld:
        raise Refused(N_("A published edition is corrected only after an objection succeeded."))
    if not act.blacks <= now.blacks:
        raise Refused(N_("A correction puts nobody on the black list who was not heard."))
    assert act.computation is not None and act.by is not None
    return replace(now, correction=(act.computation, act.by))


def _corrected(now: Stand, act: Act, terms: Terms) -> Stand:
    if now.state is not State.PUBLISHED:
        raise Refused(N_("Only a published edition is corrected."))
    if now.correction is None or now.correction[0] != act.computation:
        raise Refused(N_("There is no correction to decide."))
    if now.correction[1] == act.by:
        raise Refused(N_("Whoever computed the correction does not decide it."))
    if not act.blacks <= now.blacks:
        raise Refused(N_("A correction puts nobody on the black list who was not heard."))
    return replace(
        now, computation=act.computation, blacks=act.blacks, correction=None, upheld=False
    )


def _reopened(now: Stand, act: Act, terms: Terms) -> Stand:
    _must_be(now, State.COMPUTED, State.PREVIEW, State.DECIDING)
    _must_be_answered(now)
    return replace(
        _unheard(now),
        state=State.COLLECTING,
        computation=None,
        blacks=NOBODY,
        approved_by=(),
        upheld=False,
    )


def _served(now: Stand, act: Act, terms: Terms) -> Stand:
    _must_be(now, State.COMPUTED)
    return replace(now, state=State.PREVIEW, served_at=act.at, noticed=now.blacks)


def _raised(now: Stand, act: Act, terms: Terms) -> Stand:
    _must_be_in_time(now, act.at, terms)
    assert act.appeal is not None
    return replace(now, waiting=now.waiting | {act.appeal}, approved_by=())


def _must_be_in_time(now: Stand, at: datetime, terms: Terms) -> None:
    if now.state is State.PREVIEW:
        assert now.served_at is not None
        if at < preview_ends(now.served_at, terms):
            return
        raise Refused(N_("The window for objections is not open yet."))
    if now.state is State.PUBLISHED:
        assert now.published_at is not None
        if at < review_ends(now.published_at, terms):
            return
        raise Refused(N_("The time to ask for a review has passed."))
    if now.state is State.CANCELLED:
        raise Refused(N_("This edition was cancelled."))
    closes = now.window_closes_at
    if now.state is State.OBJECTION and closes is not None and at < closes:
        return
    if closes is not None:
        raise Refused(N_("The window for objections has closed."))
    raise Refused(N_("The window for objections is not open yet."))


def _answered(now: Stand, act: Act, terms: Terms) -> Stand:
    if act.appeal not in now.waiting:
        raise Refused(N_("This objection has its answer already."))
    return replace(
        now,
        waiting=now.waiting - {act.appeal},
        upheld=now.upheld or act.upheld,
        approved_by=(),
        correction=None if act.upheld else now.correction,  # it was computed without this one
    )


def _window_opened(now: Stand, act: Act, terms: Terms) -> Stand:
    _must_be(now, State.PREVIEW)
    _must_be_answered(now)
    _must_be_computed(now)
    assert now.served_at is not None
    if act.at < preview_ends(now.served_at, terms):
        raise Refused(N_("The firms still have time to look at their results."))
    closes = window_closes(act.at, terms)
    return replace(now, state=State.OBJECTION, window_closes_at=closes)


def _window_closed(now: Stand, act: Act, terms: Terms) -> Stand:
    _must_be(now, State.OBJECTION)
    assert now.window_closes_at is not None
    if act.at < now.window_closes_at:
        raise Refused(N_("The window for objections is still open."))
    return replace(now, state=State.DECIDING, heard=now.noticed)


def _approved(now: Stand, act: Act, terms: Terms) -> Stand:
    _must_be(now, State.DECIDING)
    _must_be_answered(now)
    _must_be_computed(now)
    if act.computation != now.computation:
        raise Refused(N_("It has been computed again since you looked. Please look once more."))
    assert act.by is not None
    if act.by in now.approved_by:
        raise Refused(N_("You have agreed already; a second person has to."))
    return replace(now, approved_by=(*now.approved_by, act.by))


def _published(now: Stand, act: Act, terms: Terms) -> Stand:
    _must_be(now, State.DECIDING)
    _must_be_answered(now)
    _must_be_computed(now)
    if act.computation != now.computation:
        raise Refused(N_("It has been computed again since you looked. Please look once more."))
    if len(set(now.approved_by)) < PERSONS:
        raise Refused(N_("Two persons have to agree before it is published."))
    assert now.blacks <= now.heard, "computing anew would have begun the hearing again"
    return replace(now, state=State.PUBLISHED, published_at=act.at)


def _cancelled(now: Stand, act: Act, terms: Terms) -> Stand:
    if now.state in (State.PUBLISHED, State.CANCELLED):
        _must_be(now)
    return replace(now, state=State.CANCELLED)


def _must_be_answered(now: Stand) -> None:
    if now.waiting:
        raise Refused(
            N_("{count} objections wait for an answer. Please answer them first."),
            count=len(now.waiting),
        )


def _must_be_computed(now: Stand) -> None:
    if now.upheld:
        raise Refused(N_("An objection succeeded. Please correct the figures and compute again."))


_STEPS: dict[EditionActKind, Callable[[Stand, Act, Terms], Stand]] = {
    Kind.OPENED: _opened,
    Kind.COMPUTED: _computed,
    Kind.REOPENED: _reopened,
    Kind.SERVED: _served,
    Kind.RAISED: _raised,
    Kind.ANSWERED: _answered,
    Kind.WINDOW_OPENED: _window_opened,
    Kind.WINDOW_CLOSED: _window_closed,
    Kind.APPROVED: _approved,
    Kind.PUBLISHED: _published,
    Kind.CORRECTED: _corrected,
    Kind.CANCELLED: _cancelled,
}
