"""What may be put to the vote, when, and with what force (表决规则)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from models.choice import Regime, Silence
from models.motion import Binding, MotionState
from rules.calendar import day_of
from rules.meeting import announced_in_time
from rules.refusal import N_, Refused
from rules.tally import Measure, Tally, law_of

SHORTEST_DAYS, LONGEST_DAYS = 5, 60  # Hangzhou 2021, Article 20
SHORTEST_QUESTION, SHORTEST_REASON = 4, 4
UNDECIDED = (MotionState.ANNOUNCED, MotionState.OPEN)
DECIDED = (MotionState.PASSED, MotionState.FAILED)
BY_OWNERS = (Regime.OWNERS, Regime.UNANIMITY)  # the roll says who counts
BY_HOUSEHOLD = (Regime.RESIDENTS, Regime.ADVISORY)  # one home, one voice, tenants too


@dataclass(frozen=True)
class Terms:
    """Under which rule, and from when to when (表决方案)."""

    regime: Regime
    opens_at: datetime
    closes_at: datetime
    matter: int | None = None  # the item of Civil Code 278
    buildings: tuple[str, ...] = ()  # the affected ones, for unanimity
    on_city_system: bool = False  # held there; its result is entered here


def binding_of(terms: Terms, city_system: bool) -> Binding:
    """What force the count has: where the city wants its own system, ours only asks (效力)."""
    if terms.regime is Regime.ADVISORY:
        return Binding.ADVISORY
    if terms.regime is not Regime.OWNERS:
        return Binding.BINDING
    if terms.on_city_system:
        return Binding.IMPORTED
    return Binding.ADVISORY if city_system else Binding.BINDING


def moves_topic(regime: Regime, binding: Binding) -> bool:
    """Whether the outcome opens the gate of the deciding step.

    An opinion poll among residents does, for that is what was asked for. A trial count of an
    owners' vote that belongs on the city's system does not: that would bind silently.
    """
    return binding is not Binding.ADVISORY or regime is Regime.ADVISORY


def carried(tally: Tally) -> bool:
    """Whether the answer is yes (通过): by its law; in an opinion poll, more for than against."""
    if tally.law is None:
        return tally.heads.for_ > tally.heads.against
    return tally.passed


def must_be_a_question(question: str) -> None:
    """Refuse what nobody could answer with yes or no."""
    if len(question.strip()) < SHORTEST_QUESTION:
        raise Refused(N_("Write the question as one sentence that can be answered with yes or no."))


def must_have_its_matter(terms: Terms) -> None:
    """Refuse an owners' vote that does not say which item of Article 278 it is about."""
    if terms.regime is Regime.OWNERS and terms.matter is None:
        raise Refused(N_("Choose which matter of Article 278 the owners decide about."))
    law_of(terms.regime, terms.matter)


def must_have_been_on_an_agenda(
    meetings: Iterable[tuple[datetime, datetime]], notice_days: int
) -> None:
    """Refuse what no agenda announced in time (Beijing 35, Hangzhou 19).

    ``meetings`` are the moments of announcement and of beginning, of this round.
    """
    meetings = list(meetings)
    if not meetings:
        raise Refused(
            N_(
                "This topic has not been on the agenda of any meeting in this round. "
                "What was not announced cannot be put to the vote: call a meeting on it first."
            )
        )
    if not any(announced_in_time(*meeting, notice_days) for meeting in meetings):
        raise Refused(
            N_(
                "The meeting on this topic was not announced {days} days ahead, so it cannot be "
                "put to the vote: call another one in time."
            ),
            days=notice_days,
        )


def must_be_announced_in_time(terms: Terms, announced_at: datetime, notice_days: int) -> None:
    """Refuse a vote that opens before the notice has hung long enough (公告期, 民法典 201)."""
    if terms.opens_at < announced_at:
        raise Refused(N_("The vote cannot open in the past."))
    if terms.regime is not Regime.OWNERS:
        return
    earliest = day_of(announced_at) + timedelta(days=notice_days)
    if day_of(terms.opens_at) < earliest:
        raise Refused(
            N_("Owners need {days} days' notice: this vote can open on {day} at the earliest."),
            days=notice_days,
            day=f"{earliest:%Y-%m-%d}",
        )


def must_leave_time_to_answer(terms: Terms) -> None:
    """Refuse a window that is too short to reach people, or too long to mean one moment."""
    window = terms.closes_at - terms.opens_at
    if terms.regime is Regime.COMMITTEE:
        if not timedelta(0) < window <= timedelta(days=LONGEST_DAYS):
            raise Refused(N_("The vote must close after it opens."))
    elif not timedelta(days=SHORTEST_DAYS) <= window <= timedelta(days=LONGEST_DAYS):
        raise Refused(
            N_("Give people between {least} and {most} days to answer."),
            least=SHORTEST_DAYS,
            most=LONGEST_DAYS,
        )


def must_rest_on_a_clause(silence: Silence, clause: str) -> None:
    """Refuse to count silence as consent unless the owners' own rules say so (沉默计入多数)."""
    if silence is Silence.MAJORITY and not clause.strip():
        raise Refused(
            N_(
                "Silent ballots may join the majority only by a clause of the owners' rules of "
                "procedure. Enter that clause under “Rules of counting” first."
            )
        )


def must_be_undecided(state: MotionState) -> None:
    """Refuse to touch what is over."""
    if state is MotionState.WITHDRAWN:
        raise Refused(N_("This vote was withdrawn."))
    if state in DECIDED:
        raise Refused(N_("This vote is decided."))


def must_be_a_published_result(document: str, heads: Measure, area_cm2: Measure) -> None:
    """Refuse figures that no document backs, or that do not add up (导入结果)."""
    if not document.strip():
        raise Refused(N_("Name the document in which the city's system published the result."))
    for measure in (heads, area_cm2):
        parts = (measure.for_, measure.against, measure.abstain)
        if min(parts) < 0 or measure.total <= 0 or measure.participating > measure.total:
            raise Refused(N_("These figures do not add up: more answered than there are in all."))


def must_give_reason(reason: str) -> None:
    """Refuse to end something in public without saying why."""
    if len(reason.strip()) < SHORTEST_REASON:
        raise Refused(N_("Give the reason in a few words: it will be public."))
