"""Figures and what stands behind them, in words (数据用语)."""

from components.language import _
from models.scoring import Figure, FigureSource
from rules.refusal import N_
from rules.scoring.evidence import SAID, code_of

_SOURCE = {
    FigureSource.SHEET: N_("score sheets"),
    FigureSource.SURVEY: N_("survey of owners"),
    FigureSource.ENTERED: N_("entered"),
    FigureSource.IMPORTED: N_("imported"),
    FigureSource.PLATFORM: N_("this platform"),
}


def source(code: FigureSource) -> str:
    """Where a figure comes from."""
    return _(_SOURCE[code])


def evidence(figure: Figure) -> str:
    """What stands behind a figure: the words of a person, or the house's own sentence."""
    code = code_of(figure.evidence)
    if code is None:
        return figure.evidence
    return _(SAID[code], count=figure.count or 0, asked=figure.asked or 0)


def value(figure: Figure | None) -> str:
    """The number; a dash where it is missing."""
    return figure.value if figure is not None and figure.value else "–"
