"""What was seen and said of each compound in a half-year, scattered around how it was served.

All of it comes from one seed by way of plain fractions, so every demo tells the same figures.
"""

from decimal import Decimal
from math import ceil
from random import Random

from rules.method.body import Question, SheetForm
from rules.scoring.sheet import HUNDREDTHS, cap, steps
from seeds.rating.compounds import Compound

SEED = 1291
LOWEST, HIGHEST = 1, 5
MIDDLE = 50  # the level at which the lines below begin
SATISFIED, INSPECTED, JUDGED = (60, 0.78), (70, 0.6), (62, 0.7)  # at the middle, and for each level
TURNOUTS = (0.51, 0.78)
MISTAKEN = ("jiangjing", 1, "onsite")  # filled in at another compound
ELSEWHERE = 30  # how that one is served
TWIN, TWIN_OF = "beiqiao2", "beiqiao1"  # one firm, one level: in the first half-year they tie,
NUDGES = {"onsite": 200, "community": -300}  # the one better seen, the other better thought of


class Measures:
    """One compound in one half-year (评价样本)."""

    def __init__(self, one: Compound, half: int) -> None:
        self.one, self.half = one, half
        self.level = one.levels[min(half, len(one.levels) - 1)]
        self.twin = one.code == TWIN and half == 0
        self.name = f"{SEED} {TWIN_OF if self.twin else one.code} {half}"

    def answers(self, questions: tuple[Question, ...]) -> list[dict[str, int]]:
        """What the households said that answered: one mark from 1 to 5 for each question."""
        lot = Lot(f"{self.name} answers")
        share = TURNOUTS[0] + (TURNOUTS[1] - TURNOUTS[0]) * lot.random()
        middle = LOWEST + (HIGHEST - LOWEST) * _about(lot, SATISFIED, self.level, 3) / 100
        return [_answer(lot, questions, middle) for _ in range(ceil(self.one.homes * share))]

    def sheet(self, form: SheetForm, number: int = 0) -> dict[str, str]:
        """The points of every line of the ``number``-th sheet of a form."""
        lot = Lot(f"{self.name} {form.code} {number}")
        wrong = (self.one.code, self.half, form.code) == MISTAKEN
        level = ELSEWHERE if wrong else self.level
        share = _about(lot, INSPECTED if form.drawn else JUDGED, level, 4) / 100
        points, owed = {}, 0.0
        for item in form.items:  # what one line gives too much, the next gives too little
            owed += cap(item) * min(1.0, share + 0.08 * lot.scatter())
            points[item.code] = min(steps(item), key=lambda given: abs(given - owed))
            owed -= points[item.code]
        if self.twin:
            _nudge(points, form, NUDGES.get(form.code, 0))
        return {code: str(Decimal(given) / HUNDREDTHS) for code, given in points.items()}

    def hotline(self) -> int:
        """Cases of the hotline: from a few to dozens per 1,000 households."""
        lot = Lot(f"{self.name} hotline")
        rate = max(0.0, 4 + (88 - self.level) * 0.9 + 8 * lot.scatter())
        return round(rate * self.one.homes / 1000)


class Lot(Random):
    """Chance with a name: the same name gives the same numbers always (固定随机数)."""

    def scatter(self) -> float:
        """From −1 to 1, mostly near 0."""
        return self.random() + self.random() - 1


def _about(lot: Lot, line: tuple[int, float], level: int, width: int) -> float:
    begins, slope = line
    return begins + slope * (level - MIDDLE) + width * lot.scatter()


def _answer(lot: Lot, questions: tuple[Question, ...], middle: float) -> dict[str, int]:
    mood = middle + 1.6 * lot.scatter()
    return {
        question.code: min(HIGHEST, max(LOWEST, round(mood + 1.2 * lot.scatter())))
        for question in questions
    }


def _nudge(points: dict[str, int], form: SheetForm, by: int) -> None:
    """Give or take ``by`` hundredths, a whole point at a line."""
    step = HUNDREDTHS if by > 0 else -HUNDREDTHS
    for item in form.items:
        if by and 0 <= points[item.code] + step <= cap(item):
            points[item.code] += step
            by -= step
    assert not by
