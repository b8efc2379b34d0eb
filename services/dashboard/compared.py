"""Places or kinds beside each other, the highest first (对比图块)."""

from dataclasses import replace
from fractions import Fraction

from sqlmodel import Session

from rules.chart import Bar, bars
from rules.dashboard import Tile
from rules.metric import Figure, Metric, Standing, standing
from rules.permission import Visitor
from rules.refusal import N_
from services.dashboard import naming
from services.dashboard.asking import At, asked, stands_back
from services.dashboard.others import others
from services.dashboard.others import told as told_of
from services.dashboard.shape import Answer, Row, left_out
from services.dashboard.words import STANDINGS
from services.metric import Part, by, figure, figure_shown, shown
from services.wording import say

_PLACE = N_("Place")
_REST = N_("{n} more rows belong to {place} itself and to no part of it.")
_STATES = {
    Standing.REACHED: "reached",
    Standing.SHORT: "",
    Standing.WARNING: "warning",
    Standing.ALARM: "alarm",
}


def compared(
    session: Session, viewer: Visitor | None, metric: Metric, tile: Tile, at: At, language: str
) -> Answer:
    """One bar for each; those without a figure stand last and say why."""
    question = asked(at, metric, tile)
    parts = by(session, viewer, metric, question)
    rows = [
        _row(part, names, metric, tile, at, language)
        for part, names in named(session, metric, tile, parts, language)
    ]
    rows.sort(key=lambda row: (row.figure.value is None, -(row.figure.value or Fraction())))
    answer = told(metric, tile, at, tuple(rows), heads(session, metric, tile, language), language)
    if tile.level is None or tile.by:
        return answer
    whole = figure(session, viewer, metric, replace(question, level=None))
    return replace(answer, notes=answer.notes + _beside(whole, parts, at, language))


def _beside(whole: Figure, parts: tuple[Part, ...], at: At, language: str) -> tuple[str, ...]:
    """What the bars leave out: rows that belong to the place itself and to none below it."""
    rest = whole.n - sum(part.figure.n for part in parts)
    if rest <= 0 or whole.suppressed or any(part.figure.suppressed for part in parts):
        return ()
    return (say(language, _REST, n=rest, place=at.place),)


def told(
    metric: Metric, tile: Tile, at: At, rows: tuple[Row, ...], named: tuple[str, ...], language: str
) -> Answer:
    """Rows in their order as bars, the target as a line across."""
    target = metric.target_in(at.period)
    said = (
        ""
        if target is None
        else say(language, N_("target {value}"), value=shown(metric, target, language))
    )
    drawn = [_bar(row, metric, tile, at, language) for row in rows[: tile.most]]
    lines = [] if tile.by else others(metric, language)  # theirs are of all kinds together
    return Answer(
        tile,
        "",
        metric,
        named,
        rows,
        bars(drawn, target=target, target_said=said, others=lines) if drawn else None,
        target=said,
        alt="; ".join(f"{bar.name} {bar.said}" for bar in drawn),
        notes=left_out(len(rows) - len(drawn), language)
        + told_of(lines, [bar.value for bar in drawn]),
    )


def heads(session: Session, metric: Metric, tile: Tile, language: str) -> tuple[str, ...]:
    """What the first columns of the table are called."""
    place = (say(language, _PLACE),) if tile.level else ()
    kind = (naming.head(session, metric, tile.by, language),) if tile.by else ()
    return place + kind


def named(
    session: Session, metric: Metric, tile: Tile, parts: tuple[Part, ...], language: str
) -> list[tuple[Part, tuple[str, ...]]]:
    """Each part with the names of its place and of its kind."""
    where = naming.places(session, (part.place_id for part in parts))
    kinds = (
        naming.values(session, metric, tile.by, (part.values[0] for part in parts), language)
        if tile.by
        else {}
    )
    found = []
    for part in parts:
        if tile.level and part.place_id not in where:
            continue  # above the level that is compared
        place = (where[part.place_id or 0],) if tile.level else ()
        kind = (kinds[part.values[0]],) if tile.by else ()
        found.append((part, place + kind))
    return found


def _row(
    part: Part, names: tuple[str, ...], metric: Metric, tile: Tile, at: At, language: str
) -> Row:
    only = ((tile.by, part.values[0]),) if tile.by else ()
    code = f"place:{part.place_id}" if tile.level else f"{part.values[0]}"
    said = figure_shown(metric, part.figure, language)
    return Row(code, names, part.figure, said, part.place_id, only, at.period.key)


def _bar(row: Row, metric: Metric, tile: Tile, at: At, language: str) -> Bar:
    found = standing(metric, row.figure, at.period)
    state = "hidden" if row.figure.suppressed else _STATES[found] if found else ""
    off = any(stands_back(at, tile, value) for _name, value in row.only)
    said = row.said
    if found in (Standing.WARNING, Standing.ALARM):
        said += f" · {say(language, STANDINGS[found])}"  # colour is never the only sign
    return Bar(row.code, " · ".join(row.names), row.figure.value, said, state, off)
