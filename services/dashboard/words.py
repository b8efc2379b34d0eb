"""Words of dashboards, in a language that is named (看板用语)."""

from rules.metric import Grain, Period, Standing
from rules.refusal import N_
from services.wording import day, say

JUNE = 6
_PERIODS = {
    Grain.YEAR: N_("{year}"),
    Grain.QUARTER: N_("quarter {quarter} of {year}"),
    Grain.MONTH: N_("{year}-{month:02d}"),
    Grain.WEEK: N_("week {week} of {year}"),
}
_SHORT = {
    Grain.YEAR: N_("{year}"),
    Grain.QUARTER: N_("Q{quarter} {year}"),
    Grain.MONTH: N_("{month}/{year}"),
    Grain.WEEK: N_("week {week}"),
}
_HALVES = (N_("first half of {year}"), N_("second half of {year}"))
STANDINGS = {
    Standing.REACHED: N_("target reached"),
    Standing.SHORT: N_("below target"),
    Standing.WARNING: N_("past the warning line"),
    Standing.ALARM: N_("past the alarm line"),
}


def period(span: Period, language: str, *, short: bool = False) -> str:
    """2026 年二季度; quarter 2 of 2026."""
    if span.grain is Grain.DAY:
        return day(language, span.start, not short)
    if span.grain is Grain.HALF:
        return say(language, _HALVES[span.start.month > JUNE], year=span.start.year)
    facts = {
        "year": span.start.year,
        "quarter": (span.start.month + 2) // 3,
        "month": span.start.month,
        "week": span.start.isocalendar().week,
    }
    return say(language, (_SHORT if short else _PERIODS)[span.grain], **facts)
