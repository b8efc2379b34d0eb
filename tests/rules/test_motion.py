"""What may be put to the vote, at the edges of every term."""

from datetime import UTC, datetime, timedelta

import pytest

from models.choice import Regime, Silence
from models.motion import Binding, MotionState
from rules import motion as rule
from rules.refusal import Refused
from rules.tally import Measure, Tally

NOON = datetime(2026, 6, 10, 4, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def terms(regime: Regime = Regime.OWNERS, opens: int = 15, window: float = 30) -> rule.Terms:
    opens_at = NOON + opens * DAY
    return rule.Terms(regime, opens_at, opens_at + window * DAY, 4)


@pytest.mark.parametrize(
    ("regime", "on_city_system", "city", "binding"),
    [
        (Regime.OWNERS, False, False, Binding.BINDING),
        (Regime.OWNERS, False, True, Binding.ADVISORY),
        (Regime.OWNERS, True, True, Binding.IMPORTED),
        (Regime.OWNERS, True, False, Binding.IMPORTED),
        (Regime.RESIDENTS, False, True, Binding.BINDING),
        (Regime.COMMITTEE, False, True, Binding.BINDING),
        (Regime.UNANIMITY, False, True, Binding.BINDING),
        (Regime.ADVISORY, False, False, Binding.ADVISORY),
    ],
)
def test_where_the_city_counts_nothing_here_binds_silently(
    regime: Regime, on_city_system: bool, city: bool, binding: Binding
) -> None:
    asked = rule.Terms(regime, NOON, NOON, 4, on_city_system=on_city_system)
    assert rule.binding_of(asked, city) is binding
    trial = regime is Regime.OWNERS and binding is Binding.ADVISORY
    assert rule.moves_topic(regime, binding) is not trial


@pytest.mark.parametrize(
    ("opens", "days", "fine"), [(15, 15, True), (14, 15, False), (0, 0, True), (15, 16, False)]
)
def test_notice_is_counted_in_days(opens: int, days: int, fine: bool) -> None:
    if fine:
        rule.must_be_announced_in_time(terms(opens=opens), NOON, days)
    else:
        with pytest.raises(Refused):
            rule.must_be_announced_in_time(terms(opens=opens), NOON, days)


def test_notice_days_are_days_in_shanghai() -> None:
    late = datetime(2026, 6, 10, 17, 0, tzinfo=UTC)  # one in the morning of the 11th there
    asked = rule.Terms(Regime.OWNERS, NOON + 15 * DAY, NOON + 45 * DAY, 4)
    with pytest.raises(Refused, match="2026-06-26"):
        rule.must_be_announced_in_time(asked, late, 15)


@pytest.mark.parametrize(
    ("regime", "window", "fine"),
    [
        (Regime.OWNERS, 4.99, False),
        (Regime.OWNERS, 5, True),
        (Regime.RESIDENTS, 60, True),
        (Regime.ADVISORY, 60.01, False),
        (Regime.COMMITTEE, 0.1, True),
        (Regime.COMMITTEE, 0, False),
        (Regime.COMMITTEE, -1, False),
    ],
)
def test_people_get_time_to_answer(regime: Regime, window: float, fine: bool) -> None:
    if fine:
        rule.must_leave_time_to_answer(terms(regime, window=window))
    else:
        with pytest.raises(Refused):
            rule.must_leave_time_to_answer(terms(regime, window=window))


def test_an_agenda_counts_when_it_was_sent_in_time() -> None:
    starts = NOON
    rule.must_have_been_on_an_agenda([(starts - DAY, starts), (starts - 3 * DAY, starts)], 3)
    with pytest.raises(Refused, match="3 days ahead"):
        rule.must_have_been_on_an_agenda([(starts - 2 * DAY, starts)], 3)
    with pytest.raises(Refused, match="any meeting"):
        rule.must_have_been_on_an_agenda([], 0)


@pytest.mark.parametrize(
    ("clause", "fine"), [("议事规则第 21 条", True), ("", False), ("  ", False)]
)
def test_silence_is_consent_only_by_a_clause(clause: str, fine: bool) -> None:
    rule.must_rest_on_a_clause(Silence.STRICT, "")
    rule.must_rest_on_a_clause(Silence.ABSTAIN, "")
    if fine:
        rule.must_rest_on_a_clause(Silence.MAJORITY, clause)
    else:
        with pytest.raises(Refused):
            rule.must_rest_on_a_clause(Silence.MAJORITY, clause)


@pytest.mark.parametrize(
    ("state", "fine"),
    [
        (MotionState.ANNOUNCED, True),
        (MotionState.OPEN, True),
        (MotionState.PASSED, False),
        (MotionState.FAILED, False),
        (MotionState.WITHDRAWN, False),
    ],
)
def test_what_is_over_is_left_alone(state: MotionState, fine: bool) -> None:
    if fine:
        rule.must_be_undecided(state)
    else:
        with pytest.raises(Refused):
            rule.must_be_undecided(state)


@pytest.mark.parametrize(
    ("for_", "against", "yes"), [(2, 1, True), (1, 1, False), (0, 0, False), (1, 0, True)]
)
def test_a_poll_answers_yes_when_more_are_for_it(for_: int, against: int, yes: bool) -> None:
    heads = Measure(9, for_, against, 1)
    poll = Tally(Regime.ADVISORY, None, Silence.STRICT, heads, Measure(0, 0, 0, 0))
    assert rule.carried(poll) is yes


@pytest.mark.parametrize(
    ("document", "heads", "area", "fine"),
    [
        ("京业 12", Measure(9, 5, 3, 1), Measure(90, 50, 30, 10), True),
        (" ", Measure(9, 5, 3, 1), Measure(90, 50, 30, 10), False),
        ("京业 12", Measure(9, 5, 3, 2), Measure(90, 50, 30, 10), False),
        ("京业 12", Measure(9, 5, 3, 1), Measure(90, 50, 30, 11), False),
        ("京业 12", Measure(9, -1, 3, 1), Measure(90, 50, 30, 10), False),
        ("京业 12", Measure(0, 0, 0, 0), Measure(90, 50, 30, 10), False),
    ],
)
def test_an_imported_result_adds_up_and_names_its_source(
    document: str, heads: Measure, area: Measure, fine: bool
) -> None:
    if fine:
        rule.must_be_a_published_result(document, heads, area)
    else:
        with pytest.raises(Refused):
            rule.must_be_a_published_result(document, heads, area)
