"""One figure, against its target and what it was before (数字图块)."""

from dataclasses import replace
from fractions import Fraction

from sqlmodel import Session

from rules.dashboard import Tile
from rules.metric import Better, Figure, Metric, rounded, standing
from rules.permission import Visitor
from rules.refusal import N_
from services.dashboard.asking import At, as_far, asked
from services.dashboard.others import others
from services.dashboard.shape import Answer, Row
from services.metric import figure, figure_shown, label, shown
from services.metric.catalogue import is_cumulative
from services.wording import say

_GROWN = N_("Counted from the beginning on.")
_BESIDE = N_("To compare: {figure}")
_POINTS = N_("{n} pp")


def single(
    session: Session, viewer: Visitor | None, metric: Metric, tile: Tile, at: At, language: str
) -> Answer:
    """The figure of the period so far, beside as many days of the period before."""
    question = asked(at, metric, tile)
    found = figure(session, viewer, metric, question)
    said = figure_shown(metric, found, language)
    target = metric.target_in(at.period)
    row = Row("", (label(metric, language),), found, said, None, question.only, at.period.key)
    grown = (say(language, _GROWN),) if is_cumulative(session, metric) else ()
    lines = [] if question.only else others(metric, language)  # theirs are of all kinds together
    beside = tuple(say(language, _BESIDE, figure=line.said) for line in lines)
    told = Answer(
        tile,
        "",
        metric,
        (),
        (row,),
        said=said,
        standing=standing(metric, found, at.period),
        target="" if target is None else shown(metric, target, language),
        alt=said,
        notes=grown + beside,
    )
    if not metric.has_time:
        return told
    start, end = as_far(at)
    before = figure(session, viewer, metric, replace(question, start=start, end=end))
    return _compared(told, metric, found, before, language)


def _compared(told: Answer, metric: Metric, now: Figure, before: Figure, language: str) -> Answer:
    if now.value is None or before.value is None:
        return told
    moved = now.value - before.value
    if not moved:
        return replace(told, before=shown(metric, before.value, language))
    return replace(
        told,
        before=shown(metric, before.value, language),
        moved=_signed(metric, moved, language),
        is_better=(moved > 0) is (metric.better is Better.UP),
    )


def _signed(metric: Metric, moved: Fraction, language: str) -> str:
    """By how much, with its sign; between two shares it is points, and no per cent of anything."""
    said = shown(metric, abs(moved), language)
    if metric.unit == "%":
        said = say(language, _POINTS, n=rounded(abs(moved), metric.precision))
    return f"{'−' if moved < 0 else '+'}{said}"
