"""Pass and fail at the very edge, for every item of Civil Code 278 and every other regime."""

from dataclasses import replace
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.choice import Choice, Regime, Silence
from rules.refusal import Refused
from rules.tally import TWO_THIRDS, Gap, Tally, Vote, count, law_of, missing, readings

FOR, AGAINST, ABSTAIN = Choice
ORDINARY_ITEMS, GRAVE_ITEMS = (1, 2, 3, 4, 5, 9), (6, 7, 8)


def votes(*groups: tuple[int, Choice | None, int]) -> list[Vote]:
    """So many heads, each with this answer and this area."""
    return [Vote(area, choice) for heads, choice, area in groups for _ in range(heads)]


def assembly(total: int, votes_for: int, against: int = 0, abstain: int = 0) -> list[Vote]:
    """``total`` equal homes, of which these answered."""
    silent = total - votes_for - against - abstain
    groups = ((votes_for, FOR), (against, AGAINST), (abstain, ABSTAIN), (silent, None))
    return votes(*((heads, choice, 100) for heads, choice in groups))


def owners(item: int, cast: list[Vote], silence: Silence = Silence.STRICT) -> Tally:
    return count(Regime.OWNERS, item, cast, silence)


QUORUM_EDGES = [
    ("just two thirds in both", assembly(900, 600), True),
    ("one head short", votes((599, FOR, 100), (1, FOR, 100_000), (301, None, 100)), False),
    ("one cm² short", votes((600, FOR, 100), (299, None, 100), (1, None, 101)), False),
    ("nobody at all", [], False),
]


@pytest.mark.parametrize("item", range(1, 10))
@pytest.mark.parametrize(
    ("cast", "quorum"), [edge[1:] for edge in QUORUM_EDGES], ids=[edge[0] for edge in QUORUM_EDGES]
)
def test_two_thirds_by_heads_and_by_area_have_to_take_part(
    item: int, cast: list[Vote], quorum: bool
) -> None:
    tally = owners(item, cast)
    assert (tally.quorum, tally.passed) == (quorum, quorum)


GRAVE_EDGES = [
    ("just three quarters", assembly(900, 450, 150), True),
    ("one head short", assembly(900, 449, 151), False),
    ("one cm² short", votes((450, FOR, 100), (149, AGAINST, 100), (1, AGAINST, 101)), False),
    ("abstaining works as no", assembly(900, 449, 0, 151), False),
]
ORDINARY_EDGES = [
    ("one above half", assembly(900, 301, 299), True),
    ("just half", assembly(900, 300, 300), False),
    ("just half by area", votes((301, FOR, 100), (298, AGAINST, 100), (1, AGAINST, 300)), False),
    ("abstaining works as no", assembly(900, 300, 0, 300), False),
]


@pytest.mark.parametrize(
    ("item", "cast", "passed"),
    [
        pytest.param(item, cast, passed, id=f"item {item}, {name}")
        for items, edges in ((GRAVE_ITEMS, GRAVE_EDGES), (ORDINARY_ITEMS, ORDINARY_EDGES))
        for item in items
        for name, cast, passed in edges
    ],
)
def test_consent_is_needed_by_heads_and_by_area_of_those_who_take_part(
    item: int, cast: list[Vote], passed: bool
) -> None:
    tally = owners(item, cast)
    assert (tally.quorum, tally.passed) == (True, passed)


def test_five_for_of_nine_fail_and_one_against_makes_them_pass() -> None:
    assert not owners(9, assembly(9, 5)).passed
    assert owners(9, assembly(9, 5, 1)).passed


@pytest.mark.parametrize("item", [0, 10, -1, None])
def test_an_item_that_the_code_does_not_have_is_refused(item: int | None) -> None:
    with pytest.raises(Refused, match="items 1 to 9"):
        count(Regime.OWNERS, item, [])


def test_an_empty_assembly_decides_nothing_under_any_law() -> None:
    for regime in Regime:
        for silence in Silence:
            tally = count(regime, 6, [], silence)
            assert (tally.quorum, tally.passed) == (False, False)


def test_a_threshold_beyond_the_grain_of_a_float_is_still_exact() -> None:
    third = 10**17
    assert TWO_THIRDS.met(2 * third, 3 * third)
    assert not TWO_THIRDS.met(2 * third - 1, 3 * third)


MINHANG = [  # heads: all, for, against, abstaining, silent; joined majority, its share of all
    ("case 1", (1_291, 417, 278, 8, 584), 1_001, "77.54", "54.45", True),
    ("case 2a", (2_261, 995, 27, 125, 1_071), 2_066, "91.38", "50.73", True),
    ("case 2b", (2_261, 991, 25, 131, 1_071), 2_062, "91.20", "50.73", True),
]


def percent(part: int, whole: int) -> str:
    return f"{float(Fraction(part * 100, whole)):.2f}"


@pytest.mark.parametrize(
    ("figures", "joined", "share", "turnout", "passed"),
    [case[1:] for case in MINHANG],
    ids=[case[0] for case in MINHANG],
)
def test_the_minhang_decisions_come_out_as_published(
    figures: tuple[int, int, int, int, int], joined: int, share: str, turnout: str, passed: bool
) -> None:
    total, votes_for, against, abstain, silent = figures
    cast = assembly(total, votes_for, against, abstain)
    for place in [place for place, vote in enumerate(cast) if vote.choice is None][:silent]:
        cast[place] = cast[place]._replace(delivered=True)
    strict, abstaining, majority = read = readings(4, cast)
    assert percent(strict.heads.participating, total) == turnout
    assert (strict.quorum, strict.passed) == (False, False)
    assert (abstaining.quorum, abstaining.passed) == (True, False)
    assert abstaining.heads.participating == sum(figures[1:])
    assert (majority.heads.for_, percent(majority.heads.for_, total)) == (joined, share)
    assert majority.passed is passed
    assert read.flips


def silent(heads: int, area: int) -> list[Vote]:
    return [Vote(area, None, delivered=True) for _ in range(heads)]


@pytest.mark.parametrize(
    ("cast", "joins"),
    [
        (votes((3, FOR, 100), (2, AGAINST, 100)), FOR),
        (votes((2, FOR, 100), (3, AGAINST, 100)), AGAINST),
        (votes((3, FOR, 100), (2, AGAINST, 200)), ABSTAIN),  # more heads, less area
        (votes((2, FOR, 100), (2, AGAINST, 90)), ABSTAIN),  # tied by heads
        (votes((3, FOR, 100), (2, AGAINST, 150)), ABSTAIN),  # tied by area
        (votes((9, ABSTAIN, 100), (1, FOR, 100)), FOR),  # abstaining is not a side
        ([], ABSTAIN),
    ],
)
def test_the_silent_join_a_side_only_if_it_leads_by_heads_and_by_area(
    cast: list[Vote], joins: Choice
) -> None:
    strict, _, majority = readings(4, cast + silent(4, 50))
    field = "for_" if joins is FOR else joins.value
    assert majority.heads == replace(strict.heads, **{field: getattr(strict.heads, field) + 4})
    assert majority.area_cm2 == replace(
        strict.area_cm2, **{field: getattr(strict.area_cm2, field) + 200}
    )


def test_silence_says_nothing_where_no_paper_was_delivered() -> None:
    strict, abstain, majority = readings(4, assembly(900, 500))
    assert strict.heads == abstain.heads == majority.heads


def test_only_owners_can_give_silence_a_meaning() -> None:
    for regime in set(Regime) - {Regime.OWNERS}:
        tally = count(regime, 4, votes((1, FOR, 1)) + silent(9, 1), Silence.MAJORITY)
        assert (tally.heads.participating, tally.silence) == (1, Silence.STRICT)


@pytest.mark.parametrize(
    ("regime", "total", "votes_for", "against", "quorum", "passed"),
    [
        (Regime.RESIDENTS, 100, 26, 25, True, True),
        (Regime.RESIDENTS, 100, 26, 24, False, False),  # half attend: not enough
        (Regime.RESIDENTS, 100, 30, 30, True, False),  # half of those present
        (Regime.COMMITTEE, 7, 4, 0, True, True),
        (Regime.COMMITTEE, 7, 3, 1, True, False),  # most of those present, not of all
        (Regime.COMMITTEE, 8, 4, 4, True, False),  # half of all
        (Regime.COMMITTEE, 8, 4, 0, False, False),
        (Regime.UNANIMITY, 12, 12, 0, True, True),
        (Regime.UNANIMITY, 12, 11, 1, True, False),
        (Regime.UNANIMITY, 12, 11, 0, False, False),  # silence is not consent
        (Regime.ADVISORY, 12, 12, 0, False, False),
    ],
)
def test_each_other_regime_keeps_its_own_law(
    regime: Regime, total: int, votes_for: int, against: int, quorum: bool, passed: bool
) -> None:
    tally = count(regime, None, assembly(total, votes_for, against))
    assert (tally.quorum, tally.passed) == (quorum, passed)


def test_area_decides_nothing_outside_the_owners_assembly() -> None:
    one_big_no = votes((4, FOR, 1), (1, AGAINST, 10_000))
    assert count(Regime.COMMITTEE, None, one_big_no).passed
    assert not owners(1, one_big_no).passed


def test_the_residents_meeting_is_marked_provisional_until_the_new_law_is_read() -> None:
    laws = {regime: law_of(regime, 1) for regime in Regime}
    assert [regime for regime, law in laws.items() if law and law.provisional] == [Regime.RESIDENTS]


def test_what_is_missing_to_quorum_is_told_in_heads_and_area() -> None:
    tally = owners(4, votes((442, FOR, 100), (457, None, 100), (1, None, 12_000)))
    assert missing(tally).quorum == Gap(158, 101_900 * 2 // 3 + 1 - 44_200)


@pytest.mark.parametrize(
    ("regime", "item", "cast", "gap"),
    [
        (Regime.OWNERS, 4, assembly(900, 300, 300), Gap(1, 1)),
        (Regime.OWNERS, 8, assembly(900, 449, 151), Gap(4, 400)),
        (Regime.OWNERS, 8, assembly(900, 450, 150), Gap(0, 0)),
        (Regime.COMMITTEE, None, assembly(7, 1, 3), Gap(3, 0)),
        (Regime.UNANIMITY, None, assembly(12, 10), Gap(2, 0)),
        (Regime.ADVISORY, None, assembly(12, 3), Gap(0, 0)),
    ],
)
def test_what_is_missing_to_passing_is_how_many_more_must_come_and_say_for(
    regime: Regime, item: int | None, cast: list[Vote], gap: Gap
) -> None:
    assert missing(count(regime, item, cast)).passing == gap


vote = st.builds(
    Vote,
    area_cm2=st.integers(1, 9) | st.integers(1, 10**12),
    choice=st.sampled_from([FOR, FOR, AGAINST, ABSTAIN, None]),
    delivered=st.booleans(),
    heads=st.just(1),
)
ballots = st.lists(vote, max_size=40)
regimes, silences, items = st.sampled_from(Regime), st.sampled_from(Silence), st.integers(1, 9)


@given(regimes, items, ballots, silences)
def test_nothing_ever_passes_that_is_short_of_quorum(
    regime: Regime, item: int, cast: list[Vote], silence: Silence
) -> None:
    tally = count(regime, item, cast, silence)
    assert tally.quorum or not tally.passed


@given(regimes, items, ballots, silences)
def test_the_answers_add_up_to_those_who_take_part_and_no_more_than_there_are(
    regime: Regime, item: int, cast: list[Vote], silence: Silence
) -> None:
    tally = count(regime, item, cast, silence)
    for measure in (tally.heads, tally.area_cm2):
        assert measure.for_ + measure.against + measure.abstain == measure.participating
        assert 0 <= measure.participating <= measure.total
    assert (tally.heads.total, tally.area_cm2.total) == (len(cast), sum(v.area_cm2 for v in cast))


@given(items, ballots, silences, st.randoms())
def test_the_order_of_the_votes_never_matters(
    item: int, cast: list[Vote], silence: Silence, chance: Random
) -> None:
    shuffled = cast.copy()
    chance.shuffle(shuffled)
    assert owners(item, shuffled, silence) == owners(item, cast, silence)


@given(regimes, items, st.lists(vote, max_size=12), silences)
def test_heads_that_did_the_same_may_be_counted_as_one(
    regime: Regime, item: int, cast: list[Vote], silence: Silence
) -> None:
    piles: dict[tuple[Choice | None, bool], list[int]] = {}
    for area, choice, delivered, _heads in cast:
        piles.setdefault((choice, delivered), []).append(area)
    together = [Vote(sum(areas), *alike, len(areas)) for alike, areas in piles.items()]
    assert count(regime, item, together, silence) == count(regime, item, cast, silence)


@given(items, ballots, st.integers(1, 10**12))
def test_one_more_vote_for_never_turns_passed_into_failed(
    item: int, cast: list[Vote], area: int
) -> None:
    if not owners(item, cast).passed:
        return
    assert owners(item, [*cast, Vote(area, FOR)]).passed
    for place in range(len(cast)):
        changed = cast.copy()
        changed[place] = cast[place]._replace(choice=FOR)
        assert owners(item, changed).passed


@given(regimes, items, st.lists(st.sampled_from([FOR, AGAINST, ABSTAIN, None, None]), max_size=40))
def test_the_missing_votes_are_enough_and_one_fewer_is_not(
    regime: Regime, item: int, choices: list[Choice | None]
) -> None:
    cast = [Vote(1, choice) for choice in choices]
    more = missing(count(regime, item, cast)).passing.heads
    waiting = [place for place, choice in enumerate(choices) if choice is None]
    if regime is Regime.ADVISORY or not choices or more > len(waiting):
        return
    for place in waiting[:more]:
        cast[place] = Vote(1, FOR)
    assert count(regime, item, cast).passed
    if more:
        cast[waiting[0]] = Vote(1, None)
        assert not count(regime, item, cast).passed
