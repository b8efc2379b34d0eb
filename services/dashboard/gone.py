"""How a figure has gone, for one place or for several side by side (趋势图块)."""

from dataclasses import replace
from fractions import Fraction

from sqlmodel import Session

from rules.chart import Line, Note, Point, small_multiples, trend
from rules.dashboard import Tile
from rules.metric import Figure, Metric, periods
from rules.permission import Visitor
from rules.refusal import N_
from services.dashboard import naming
from services.dashboard.asking import At, asked, back
from services.dashboard.happened import happened
from services.dashboard.others import others, told
from services.dashboard.shape import Answer, Row, left_out
from services.dashboard.words import period
from services.metric import Key, beside, figure_shown, series, shown
from services.metric.words import unit
from services.wording import say

_PERIOD, _PLACE = N_("Time"), N_("Place")
_SPAN, _TARGET = N_("from {first} to {last}"), N_("target {value}")
_WARNING, _ALARM = N_("warning line {value}"), N_("alarm line {value}")
_MOST_PLACES = 24


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
    told = (tile.grain, language)
    notes, more = happened(session, viewer, at.path, (start, end), told)
    lines = _lines(metric, language)
    chart = trend(drawn, unit=unit(metric, language), lines=lines, notes=notes)
    if all(one.value is None for one in drawn):
        return Answer(tile, "", metric, (say(language, _PERIOD),), rows)
    names = {row.period: row.names[0] for row in rows}
    alt = "; ".join(f"{row.names[0]} {row.said}" for row in rows)
    return Answer(
        tile,
        "",
        metric,
        (say(language, _PERIOD),),
        rows,
        chart,
        alt=alt,
        notes=_targets(metric, drawn, language) + _told(lines, notes, names, drawn) + more,
    )


def _lines(metric: Metric, language: str) -> list[Line]:
    found = []
    for kind, value, words in (
        ("warning", metric.warning, _WARNING),
        ("alarm", metric.alarm, _ALARM),
    ):
        if value is not None:
            said = say(language, words, value=shown(metric, value, language))
            found.append(Line(kind, value, said))
    return [*found, *others(metric, language)]


def _targets(metric: Metric, points: list[Point], language: str) -> tuple[str, ...]:
    """What the broken line is at: the target, and the other ones where it moved."""
    known = dict.fromkeys(point.target for point in points if point.target is not None)
    said = [say(language, _TARGET, value=shown(metric, one, language)) for one in known]
    return (f"╌ {' → '.join(said)}",) if said else ()


def _told(
    lines: list[Line], notes: list[Note], names: dict[str, str], points: list[Point]
) -> tuple[str, ...]:
    """What the signs and dotted lines on the chart mean; figures of others too far to be drawn."""
    signs = [f"{one.sign} {names[one.period]} {one.words}" for one in notes if one.period in names]
    far = [line for line in lines if line.kind == "compare"]
    return (*signs, *told(far, [point.value for point in points]))


def multiplied(
    session: Session, viewer: Visitor | None, metric: Metric, tile: Tile, at: At, language: str
) -> Answer:
    """The same for each place of a level, small, on one scale."""
    start, end = back(at, tile)
    question = replace(asked(at, metric, tile), start=start, end=end, grain=tile.grain)
    figures = beside(session, viewer, metric, question)
    where = naming.places(session, (key.place_id for key in figures))
    spans = periods(start, end, tile.grain)
    rows, drawn = [], []
    for place_id, name in sorted(where.items()):
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
    shown_here = drawn[:_MOST_PLACES]
    chart = small_multiples(shown_here, unit=unit(metric, language)) if drawn else None
    alt = "; ".join(f"{name} {line[-1][2]}" for name, line in drawn)
    first, last = (period(span, language) for span in (spans[0], spans[-1]))
    notes = [say(language, _SPAN, first=first, last=last)] if drawn else []
    notes += left_out(len(drawn) - len(shown_here), language)
    return Answer(tile, "", metric, heads, tuple(rows), chart, alt=alt, notes=tuple(notes))
