"""One figure on the screen: told, drawn, as a table, down to its rows (图块)."""

from urllib.parse import urlencode

import streamlit as st

from components.act import why
from components.dashboard.asked import Asked, follow
from components.language import _, chosen, either
from components.reading import read
from components.text import plain
from models.revision import Area
from rules.chart.shape import PICKED as SELECTION
from rules.dashboard import Tile, TileKind
from rules.metric import Standing
from services.dashboard import Answer, Row, answer
from services.dashboard.asking import PICKED, write_picked
from services.dashboard.of_metric import OF
from services.dashboard.words import STANDINGS
from services.metric.asking import Value

ALL = tuple(Area)
_SIGNS = {
    Standing.REACHED: ":green-badge[:material/check_circle: {word}]",
    Standing.SHORT: ":orange-badge[:material/trending_down: {word}]",
    Standing.WARNING: ":orange-badge[:material/warning: {word}]",
    Standing.ALARM: ":red-badge[:material/error: {word}]",
}
_TRUTHS: dict[str, Value] = {"True": True, "False": False}
_LINES = 60  # of a table on the page; the file has all


def show(asked: Asked, tile: Tile) -> None:
    """The tile in its frame."""
    told = read(ALL, asked.at.path, answer, asked.visitor, asked.board, tile, asked.at, chosen())
    with st.container(border=True, gap="small", height="stretch"):
        if told.refused is not None:
            st.markdown(f"**{plain(told.title)}**")
            st.caption(f":material/lock: {why(told.refused)}")
            return
        if tile.kind is TileKind.FIGURE:
            _figure(told)
        else:
            _picture(asked, tile, told)
        _below(asked, tile, told)


def _figure(told: Answer) -> None:
    moved = told.moved.replace("−", "-") or None  # the sign that Streamlit knows
    colour = {True: "green", False: "red", None: "gray"}[told.is_better]
    st.metric(
        plain(told.title),
        told.said,
        delta=moved,
        delta_color=colour,  # type: ignore[arg-type]  # the stubs know fewer colours
        delta_description=_("from {before}", before=told.before) if moved else None,
        help=_definition(told),
    )
    line = [_SIGNS[told.standing].format(word=_(STANDINGS[told.standing]))] if told.standing else []
    if told.target:
        line.append(f":small[:gray[{plain(_('target {value}', value=told.target))}]]")
    if told.before and not told.moved:
        line.append(("  \n" if line else "") + f":small[:gray[{_('same as a period before')}]]")
    if line:
        st.markdown(" ".join(line))
    _notes(told)


def _notes(told: Answer) -> None:
    if told.notes:
        st.caption("  \n".join(plain(note) for note in told.notes))


def _definition(told: Answer) -> str | None:
    metric = told.metric
    if metric is None:
        return None
    words = either(metric.words, metric.words_en)
    return plain(words) or None


def _picture(asked: Asked, tile: Tile, told: Answer) -> None:
    st.markdown(f"**{plain(told.title)}**", help=_definition(told))
    if told.chart is None:
        st.caption(_("Nothing to show for this place and time yet. Look at another place or time."))
        _notes(told)
        return
    key = _key(asked, tile)
    alt = f"{told.title}: {told.alt}"[:2_000]
    if tile.kind is TileKind.MULTIPLES:
        st.vega_lite_chart(told.chart, alt=alt)
        _notes(told)
        return
    event = st.vega_lite_chart(
        told.chart,
        width="stretch",
        key=key,
        on_select="rerun",
        selection_mode=SELECTION,
        alt=alt,
    )
    _notes(told)
    points = event.selection.get(SELECTION) or []
    _follow(asked, tile, key, points[0] if points else {})


def _key(asked: Asked, tile: Tile) -> str:
    """Another question is another picture: it begins with nothing under the finger, so that the
    same bar can be picked, let go and picked again."""
    at = asked.at
    asked_for = f"{at.place_id}_{at.period.key}_{write_picked(at.only)}"
    return f"nb_chart_{asked.board.key}_{tile.code}_{asked_for}"


def _follow(asked: Asked, tile: Tile, key: str, point: dict[str, object]) -> None:
    """What a tap on the picture means: a place is gone to, a kind is looked at alone."""
    seen = f"{key}_seen"
    if st.session_state.get(seen, {}) == point:
        return
    st.session_state[seen] = point
    if not point:
        return
    code = str(point.get("code") or "")
    place = str(point.get("place") or "")
    to = place or code.removeprefix("place:")
    kind = str(point.get("kind") or ("" if code.startswith("place:") else code))
    picked = (tile.by, _TRUTHS.get(kind, kind)) if tile.by and kind else None
    period = str(point.get("period") or "") if tile.kind is TileKind.TREND else ""
    follow(asked, int(to) if tile.level and to.isdigit() else 0, picked, period)
    st.rerun()


def _below(asked: Asked, tile: Tile, told: Answer) -> None:
    """The same figures as a table, as files, and the way to the rows behind them."""
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        if tile.kind is not TileKind.FIGURE and told.rows:
            with st.popover(_("Table"), icon=":material/table:", type="tertiary"):
                _table(asked, told)
        if not asked.is_draft:
            _files(asked, tile, told)
        rows = rows_address(asked, told, told.rows[0] if len(told.rows) == 1 else None)
        ways = ((_("The rows behind it"), rows), (_("How it is counted"), _about(asked, told)))
        if links := " · ".join(f"[{words}]({to})" for words, to in ways if to):
            st.markdown(f":small[{links}]")


def _table(asked: Asked, told: Answer) -> None:
    heads = [*(plain(head) for head in told.heads), _("Figure"), _("How many")]
    lines = ["| " + " | ".join(heads) + " |", "|" + ":---|" * len(told.heads) + "---:|---:|"]
    for row in told.rows[:_LINES]:
        cells = [*(plain(name) for name in row.names), plain(row.said), f"{row.figure.n:,}"]
        rows = rows_address(asked, told, row)
        if rows:
            cells[-1] = f"[{cells[-1]}]({rows})"
        lines.append("| " + " | ".join(cells) + " |")
    st.markdown("\n".join(lines))
    if len(told.rows) > _LINES:
        st.caption(_("{n} more lines stand in the file.", n=len(told.rows) - _LINES))


def rows_address(asked: Asked, told: Answer, row: Row | None) -> str:
    """The page of the metric that lists the rows of a figure, with the same question; of one that
    follows from others, its parts and the way to the rows of each."""
    metric = told.metric
    if metric is None:
        return ""
    place = next((one.code for one in asked.places if row and one.id == row.place_id), "")
    only = dict(asked.at.only) | (dict(row.only) if row else {})
    known = {name: value for name, value in only.items() if name in metric.dimensions}
    query = {
        "key": metric.key,
        "place": place or next(one.code for one in asked.places if one.id == asked.at.place_id),
        "period": (row.period if row else "") or asked.at.period.key,
        "part": "rows",
    }
    if known:
        query[PICKED] = write_picked(tuple(known.items()))
    return f"/metric?{urlencode(query)}"


def _about(asked: Asked, told: Answer) -> str:
    """The page of the metric, at the same place and time; empty on that very page."""
    metric = told.metric
    if metric is None or asked.board.key.startswith(OF):
        return ""
    place = next(one.code for one in asked.places if one.id == asked.at.place_id)
    query = {"key": metric.key, "place": place, "period": asked.at.period.key}
    return f"/metric?{urlencode(query)}"


def _files(asked: Asked, tile: Tile, told: Answer) -> None:
    at = asked.at
    place = next(one.code for one in asked.places if one.id == at.place_id)
    query: dict[str, str] = {"place": place, "period": at.period.key, "lang": chosen()}
    if at.only:
        query[PICKED] = write_picked(at.only)
    base = f"/chart/{asked.board.key}/{tile.code}"
    kinds = ("png", "svg", "csv") if told.chart is not None else ("csv",)
    links = " · ".join(f"[{kind.upper()}]({base}.{kind}?{urlencode(query)})" for kind in kinds)
    st.markdown(f":small[{links}]")
