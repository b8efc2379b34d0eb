"""How a figure has gone, for one place or for several side by side (趋势图块)."""

from dataclasses import replace
from fractions import Fraction

from sqlmodel import Session, col, or_, select

from models.metric import ChartNote
from rules.chart import Line, Note, Point, small_multiples, trend
from rules.dashboard import Tile
from rules.metric import Figure, Metric, Period, periods
from rules.permission import Visitor
from rules.refusal import N_
from services.dashboard import naming
from services.dashboard.asking import At, asked, back
from services.dashboard.shape import Answer, Row
from services.dashboard.words import period
from services.metric import Key, figure_shown, series, shown, table
from services.wording import say

_PERIOD, _PLACE = N_("Period"), N_("Place")
_WARNING, _ALARM = N_("warning line {value}"), N_("alarm line {value}")
_MOST_PLACES, _MOST_NOTES = 24, 20


def trended(
    session: Session, viewer: Visitor | None, metric: Metric, tile: Tile, at: At, language: str
) -> Answer:
    """One line through the periods, with target, lines, figures of others and what happened."""
    start, end = back(at, tile)
    question = replace(asked(at, metric, tile), start=start, end=end, grain=tile.grain)
    points = series(session, viewer, metric, question)
    rows = tuple(
        Row(
            point.period.key,
            (period(point.period, language),),
            point.figure,
            figure_shown(metric, point.figure, language),
            None,
            question.only,
            point.period.key,
        )
        for point in points
    )
    drawn = [
        Point(
            one.period.key,
            period(one.period, language, short=True),
            one.figure.value,
            row.said,
            metric.target_in(one.period),
        )
        for one, row in zip(points, rows, strict=True)
    ]
    notes = _notes(session, at, question.start or at.today, question.end or at.today, tile)
    chart = trend(drawn, unit=metric.unit, lines=_lines(metric, language), notes=notes)
    alt = "; ".join(f"{row.names[0]} {row.said}" for row in rows)
    return Answer(tile, "", metric, (say(language, _PERIOD),), rows, chart, alt=alt)


def _lines(metric: Metric, language: str) -> list[Line]:
    found = []
    for kind, value, words in (
        ("warning", metric.warning, _WARNING),
        ("alarm", metric.alarm, _ALARM),
    ):
        if value is not None:
            said = say(language, words, value=shown(metric, value, language))
            found.append(Line(kind, value, said))
    for one in metric.comparisons:
        name = one.label if language == "zh_CN" or not one.label_en else one.label_en
        found.append(Line("compare", one.value, f"{name} {shown(metric, one.value, language)}"))
    return found


def _notes(session: Session, at: At, start: object, end: object, tile: Tile) -> list[Note]:
    """What happened here or above in those days."""
    parts = at.path.strip("/").split("/")
    above = ["/" + "/".join(parts[: n + 1]) + "/" for n in range(len(parts))]
    asked_for = select(ChartNote).where(
        or_(col(ChartNote.path).in_(above), col(ChartNote.path) == "/"),
        col(ChartNote.day) >= start,
        col(ChartNote.day) < end,
    )
    found = session.exec(asked_for.order_by(col(ChartNote.day)).limit(_MOST_NOTES))
    return [Note(Period.of(one.day, tile.grain).key, one.words) for one in found]


def multiplied(
    session: Session, viewer: Visitor | None, metric: Metric, tile: Tile, at: At, language: str
) -> Answer:
    """The same for each place of a level, small, on one scale."""
    start, end = back(at, tile)
    question = replace(asked(at, metric, tile), start=start, end=end, grain=tile.grain)
    figures = table(session, viewer, metric, question)
    where = naming.places(session, (key.place_id for key in figures))
    spans = periods(start, end, tile.grain)
    rows, drawn = [], []
    for place_id, name in sorted(where.items())[:_MOST_PLACES]:
        line: list[tuple[str, Fraction | None, str]] = []
        for span in spans:
            found = figures.get(Key(span.key, place_id), Figure())
            said = figure_shown(metric, found, language)
            line.append((period(span, language, short=True), found.value, said))
            names = (name, period(span, language))
            code = f"place:{place_id}"
            rows.append(Row(code, names, found, said, place_id, question.only, span.key))
        drawn.append((name, line))
    heads = (say(language, _PLACE), say(language, _PERIOD))
    chart = small_multiples(drawn) if drawn else None
    alt = "; ".join(f"{name} {line[-1][2]}" for name, line in drawn)
    return Answer(tile, "", metric, heads, tuple(rows), chart, alt=alt)
