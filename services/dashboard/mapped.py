"""What is raised where, and how many come how far (民生地图、漏斗)."""

from sqlmodel import Session

from rules.chart import Bar, Cell, funnel, heat
from rules.dashboard import Tile
from rules.metric import Figure, Metric, rounded
from rules.permission import Visitor
from services.dashboard import naming
from services.dashboard.asking import At, asked, stands_back
from services.dashboard.compared import heads, named
from services.dashboard.shape import Answer, Row, left_out
from services.metric import by, figure_shown

_MOST_PLACES = 40


def mapped(
    session: Session, viewer: Visitor | None, metric: Metric, tile: Tile, at: At, language: str
) -> Answer:
    """Places down, kinds across; both in the order of their sums, the most first."""
    parts = by(session, viewer, metric, asked(at, metric, tile))
    rows = [
        Row(
            f"{part.place_id}|{part.values[0]}",
            names,
            part.figure,
            figure_shown(metric, part.figure, language),
            part.place_id,
            ((tile.by, part.values[0]),),
            at.period.key,
        )
        for part, names in named(session, metric, tile, parts, language)
    ]
    every = _ordered(rows, 0)
    places = every[:_MOST_PLACES]
    kinds = _ordered(rows, 1)
    found = {row.names: row for row in rows}
    cells = [
        _cell(found[place, kind], metric, tile, at)
        for place in places
        for kind in kinds
        if (place, kind) in found
    ]
    rows.sort(key=lambda row: (_at(places, row.names[0]), kinds.index(row.names[1])))
    alt = "; ".join(f"{row.names[0]} {row.names[1]} {row.said}" for row in rows)
    chart = heat(cells) if cells else None
    titles = heads(session, metric, tile, language)
    notes = left_out(len(every) - len(places), language)
    return Answer(tile, "", metric, titles, tuple(rows), chart, alt=alt, notes=notes)


def _at(places: list[str], name: str) -> int:
    return places.index(name) if name in places else len(places)


def _cell(row: Row, metric: Metric, tile: Tile, at: At) -> Cell:
    place, kind = row.code.split("|", 1)
    value = row.figure.value
    short = "" if value is None else rounded(value, metric.precision)
    off = stands_back(at, tile, kind)
    return Cell(place, row.names[0], kind, row.names[1], value, row.said, short, off)


def _ordered(rows: list[Row], which: int) -> list[str]:
    sums: dict[str, object] = {}
    for row in rows:
        name = row.names[which]
        sums[name] = sums.get(name, 0) + (row.figure.value or 0)  # type: ignore[operator]
    return sorted(sums, key=lambda name: (-sums[name], name))  # type: ignore[operator]


def funnelled(
    session: Session, viewer: Visitor | None, metric: Metric, tile: Tile, at: At, language: str
) -> Answer:
    """One bar a step, in the order that the tile names them; what stands at none of them follows,
    so that the bars add up to the figure."""
    question = asked(at, metric, tile)
    parts = {part.values[0]: part for part in by(session, viewer, metric, question)}
    codes = (*tile.order, *(value for value in parts if value not in tile.order))
    names = naming.values(session, metric, tile.by, codes, language)
    rows = []
    for code in codes:
        found = parts[code].figure if code in parts else Figure()
        said = figure_shown(metric, found, language)
        only = ((tile.by, code),)
        rows.append(Row(f"{code}", (names[code],), found, said, None, only, at.period.key))
    drawn = [
        Bar(row.code, row.names[0], row.figure.value, row.said, off=stands_back(at, tile, row.code))
        for row in rows
    ]
    alt = "; ".join(f"{row.names[0]} {row.said}" for row in rows)
    chart = funnel(drawn) if drawn else None
    return Answer(
        tile, "", metric, heads(session, metric, tile, language), tuple(rows), chart, alt=alt
    )
