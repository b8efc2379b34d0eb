"""What is won back: which steps there are, what fits, and how it adds up."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.claim import ClaimKind, ClaimState
from rules import claim as rule
from rules.claim import OPEN, Counted, Size, Tally, is_late, tally
from rules.money import MOST_FEN
from rules.refusal import Refused

TODAY = date(2026, 6, 10)
ROOM, SITE, SUM = ClaimKind
FOUND, VERIFIED, NEGOTIATING, LEGAL, RECOVERED, DROPPED = ClaimState


@pytest.mark.parametrize(
    ("state", "targets"),
    [
        (FOUND, {VERIFIED, DROPPED}),
        (VERIFIED, {NEGOTIATING, LEGAL, RECOVERED, DROPPED}),
        (NEGOTIATING, {LEGAL, RECOVERED, DROPPED}),
        (LEGAL, {NEGOTIATING, RECOVERED, DROPPED}),
        (RECOVERED, set()),
        (DROPPED, {VERIFIED}),
    ],
)
def test_a_recovery_goes_step_by_step(state: ClaimState, targets: set[ClaimState]) -> None:
    for target in ClaimState:
        if target in targets:
            rule.must_move(state, target)
        else:
            with pytest.raises(Refused, match="does not go there"):
                rule.must_move(state, target)


@pytest.mark.parametrize("state", ClaimState)
def test_what_is_settled_is_closed(state: ClaimState) -> None:
    if state in OPEN:
        rule.must_be_open(state)
    else:
        with pytest.raises(Refused, match="closed"):
            rule.must_be_open(state)


@pytest.mark.parametrize(
    ("kind", "size", "words"),
    [
        (ROOM, Size(0, 0), "how large"),
        (SITE, Size(0, 100), "how large"),
        (SUM, Size(0, 0), "how much"),
        (SUM, Size(1, 100), "no area"),
        (ROOM, Size(-1, 0), "above zero"),
        (ROOM, Size(rule.MOST_CM2 + 1, 0), "beyond all reason"),
        (SUM, Size(0, -1), "above zero"),
        (SUM, Size(0, MOST_FEN + 1), "beyond all reason"),
    ],
)
def test_a_claim_has_the_size_of_its_kind(kind: ClaimKind, size: Size, words: str) -> None:
    with pytest.raises(Refused, match=words):
        rule.must_be_sized(kind, size)


@pytest.mark.parametrize(("kind", "size"), [(ROOM, Size(1)), (SITE, Size(5, 5)), (SUM, Size(0, 1))])
def test_a_claim_of_its_size_is_taken(kind: ClaimKind, size: Size) -> None:
    assert rule.must_be_sized(kind, size) == size


@pytest.mark.parametrize(
    ("back", "fits"),
    [
        (Size(0, 0), True),
        (Size(10, 20), True),
        (Size(11, 20), False),
        (Size(10, 21), False),
        (Size(-1, 0), False),
        (Size(0, -1), False),
    ],
)
def test_no_more_comes_back_than_was_claimed(back: Size, fits: bool) -> None:
    if fits:
        rule.must_fit(Size(10, 20), back)
    else:
        with pytest.raises(Refused):
            rule.must_fit(Size(10, 20), back)


@pytest.mark.parametrize(
    ("kind", "back", "words"),
    [
        (ROOM, Size(0, 100), "area was handed back"),
        (SITE, Size(), "area was handed back"),
        (SUM, Size(), "No money"),
    ],
)
def test_recovered_means_that_something_came_back(kind: ClaimKind, back: Size, words: str) -> None:
    with pytest.raises(Refused, match=words):
        rule.must_be_recovered(kind, back)
    rule.must_be_recovered(kind, Size(1, 1))


@pytest.mark.parametrize(
    ("check", "shortest", "longest"),
    [
        (rule.must_be_a_title, 2, 80),
        (rule.must_be_a_debtor, 1, 80),
        (rule.must_be_evidence, 4, 1000),
        (rule.must_be_a_note, 2, 500),
        (rule.must_be_in_charge, 1, 60),
    ],
)
def test_words_are_neither_missing_nor_endless(
    check: Callable[[str], str], shortest: int, longest: int
) -> None:
    for length in (shortest, longest):
        assert check(f" {'字' * length}\n") == "字" * length
    for length in (shortest - 1, longest + 1):
        with pytest.raises(Refused):
            check("字" * length)


def test_days_lie_where_they_can() -> None:
    assert rule.must_lie_ahead(TODAY, TODAY) == TODAY
    assert rule.must_have_happened(TODAY, TODAY) == TODAY
    with pytest.raises(Refused, match="already passed"):
        rule.must_lie_ahead(TODAY - timedelta(days=1), TODAY)
    with pytest.raises(Refused, match="10 years"):
        rule.must_lie_ahead(date(2037, 1, 1), TODAY)
    with pytest.raises(Refused, match="not to come"):
        rule.must_have_happened(TODAY + timedelta(days=1), TODAY)


@pytest.mark.parametrize(
    ("state", "due", "late"),
    [
        (FOUND, TODAY, False),
        (FOUND, TODAY - timedelta(days=1), True),
        (LEGAL, TODAY - timedelta(days=1), True),
        (FOUND, None, False),
        (RECOVERED, TODAY - timedelta(days=1), False),
        (DROPPED, TODAY - timedelta(days=1), False),
    ],
)
def test_only_what_is_open_is_late(state: ClaimState, due: date | None, late: bool) -> None:
    assert is_late(state, due, TODAY) is late


def test_the_tally_says_what_the_city_reports() -> None:
    claims = [
        Counted(ROOM, RECOVERED, Size(800_000, 5_000), Size(800_000, 4_000)),
        Counted(ROOM, LEGAL, Size(300_000), Size(100_000), TODAY - timedelta(days=1)),
        Counted(ROOM, FOUND, Size(50_000), Size()),
        Counted(SITE, RECOVERED, Size(20_000), Size(20_000)),
        Counted(SUM, RECOVERED, Size(0, 900_000), Size(0, 700_000)),
        Counted(SUM, DROPPED, Size(0, 100_000), Size(0, 30_000)),
        Counted(ROOM, DROPPED, Size(10_000), Size()),
    ]
    assert sum((tally(claim, TODAY) for claim in claims), Tally()) == Tally(
        claims=5,
        open=2,
        late=1,
        rooms=3,
        room_cm2=1_150_000,
        sites=1,
        site_cm2=20_000,
        fen=5_000 + 900_000 + 30_000,
        rooms_back=2,
        room_cm2_back=900_000,
        sites_back=1,
        site_cm2_back=20_000,
        fen_back=4_000 + 700_000 + 30_000,
    )


sizes = st.builds(Size, st.integers(0, 10**9), st.integers(0, 10**12))


@given(
    st.sampled_from(ClaimKind),
    st.sampled_from(ClaimState),
    sizes,
    st.fractions(0, 1),
    st.none() | st.dates(),
)
def test_no_more_is_told_back_than_found(
    kind: ClaimKind, state: ClaimState, size: Size, share: object, due: date | None
) -> None:
    back = Size(int(size.area_cm2 * share), int(size.fen * share))  # type: ignore[operator, call-overload]
    counted = tally(Counted(kind, state, size, back, due), TODAY)
    for name in ("rooms", "room_cm2", "sites", "site_cm2", "fen"):
        assert 0 <= getattr(counted, f"{name}_back") <= getattr(counted, name)
    assert counted.late <= counted.open <= counted.claims
