"""What comes next follows from where the edition stands and from the clock."""

from datetime import timedelta

import pytest

from models.edition import EditionActKind as Kind
from rules.edition import Act, stand
from rules.edition.next import Step, next_step
from tests.rules.edition.test_walk import (
    BEGIN,
    DAY,
    LU,
    QIN,
    TERMS,
    act,
    decided,
    heard,
    published,
)

UPHELD = [
    *published(),
    act(Kind.RAISED, 13, appeal=3),
    act(Kind.ANSWERED, 13, appeal=3, upheld=True),
]
CORRECTION = act(Kind.COMPUTED, 14, QIN, computation=2, blacks=frozenset({9}))


@pytest.mark.parametrize(
    ("acts", "day", "step", "count"),
    [
        (heard()[:1], 0, Step.COMPUTE, 0),
        (heard()[:2], 1, Step.SERVE, 0),
        (heard()[:3], 2, Step.LOOKING, 0),
        (heard()[:3], 6, Step.OPEN_WINDOW, 0),
        ([*heard()[:3], act(Kind.RAISED, 2, appeal=1)], 2, Step.ANSWER, 1),
        (heard()[:4], 7, Step.OBJECTING, 0),
        (heard()[:4], 10, Step.CLOSE_WINDOW, 0),
        (heard(), 11, Step.APPROVE, 2),
        (decided()[:-1], 11, Step.APPROVE, 1),
        (decided(), 11, Step.PUBLISH, 0),
        (published(), 12, Step.REVIEWING, 0),
        (published(), 40, Step.DONE, 0),
        (UPHELD, 14, Step.COMPUTE_CORRECTION, 0),
        ([*UPHELD, CORRECTION], 14, Step.DECIDE_CORRECTION, 0),
        ([*heard(), act(Kind.CANCELLED, 11, LU)], 11, Step.CANCELLED, 0),
        (
            [
                *heard()[:4],
                act(Kind.RAISED, 7, appeal=1),
                act(Kind.ANSWERED, 8, appeal=1, upheld=True),
                heard()[4],
            ],
            11,
            Step.RECOMPUTE,
            0,
        ),
    ],
)
def test_what_comes_next(acts: list[Act], day: float, step: Step, count: int) -> None:
    told = next_step(stand(acts, TERMS), BEGIN + timedelta(days=day), TERMS)
    assert (told.step, told.count) == (step, count)


def test_whoever_waits_is_told_until_when() -> None:
    told = next_step(stand(heard()[:3], TERMS), BEGIN + DAY, TERMS)
    assert told.until is not None and told.until > BEGIN + DAY
