"""What a file would do: how many rows, what differs, what is wrong (试导入结果)."""

import io
from collections.abc import Sequence
from typing import Any

import streamlit as st

from components.act import why
from components.language import _, chosen
from components.table import words
from db.session import glance
from models.base import now
from rules.calendar import day_of
from rules.entity import Column, Entity, Kind
from rules.load.problem import Problem
from rules.load.shown import shown
from rules.load.workbook import write_workbook
from rules.mask import STARS
from rules.permission import Visitor
from rules.refusal import Refused
from services.entity.words import choice_words
from services.load.importing import MOST_SHOWN, Difference, Report
from services.load.kept import MOST, Bad, correction
from services.load.titles import Titles
from services.wording import say

PAGE = 20
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WRONG, _DIFFERENCE = "wrong", "difference"


def show(visitor: Visitor, entity: Entity, report: Report) -> None:
    """The answer first; then one of the two lists."""
    with st.container(horizontal=True):
        for label, number in (
            (_("New"), report.new),
            (_("Changed"), report.changed),
            (_("Unchanged"), report.same),
            (_("Not taken"), report.bad.rows),
        ):
            st.metric(label, f"{number:,}", width=120)
    able = [_DIFFERENCE] if report.differences else []
    able += [_WRONG] if report.bad.rows else []
    if not able:
        return
    labels = {_DIFFERENCE: _("What changes"), _WRONG: _("What is wrong")}
    picked = st.segmented_control(
        _("Show"),
        able,
        default=able[-1],
        format_func=labels.__getitem__,
        key="nb_load_view",
        label_visibility="collapsed",
    )
    if picked == _WRONG:
        listed(report.bad)
        download(report.bad)
    elif picked == _DIFFERENCE:
        _differences(visitor, entity, report.differences)


def download(bad: Bad, key: str = "nb_load_bad") -> None:
    """The rows that are not taken, with what is wrong with each."""
    language = chosen()

    def made() -> bytes:
        out = io.BytesIO()
        head, rows = correction(bad, language)
        write_workbook(out, say(language, "Not taken"), head, rows)
        return out.getvalue()

    st.download_button(
        _("These rows, to be corrected and loaded again"),
        made,
        f"{day_of(now()):%Y%m%d}-{bad.rows}.xlsx",
        XLSX,
        icon=":material/download:",
        on_click="ignore",
        key=key,
    )


def listed(bad: Bad) -> None:
    """Everything that is wrong, cell by cell."""
    if bad.rows > MOST:
        st.caption(_("The first {n} are named here.", n=f"{MOST:,}"))
    some = _page(bad.problems, "nb_load_wrong_page")
    table = [
        {
            _("Row"): one.row,
            _("Column"): one.column,
            _("Value"): one.value,
            _("What is wrong"): _said(one),
        }
        for one in some
    ]
    st.dataframe(table, hide_index=True, width="stretch")


def _said(one: Problem) -> str:
    return why(Refused(one.sentence, **one.facts)).replace("\\", "")


def _differences(visitor: Visitor, entity: Entity, found: Sequence[Difference]) -> None:
    if len(found) >= MOST_SHOWN:
        st.caption(_("The first {n} are shown here.", n=f"{MOST_SHOWN:,}"))
    some = _page(found, "nb_load_difference_page")
    cells = Cells(visitor, entity, some)
    table = []
    for one in some:
        for name, before, after in one.cells:
            table.append(
                {
                    _("Row"): one.row,
                    _("Column"): words.column(entity.by_name[name]),
                    _("Now"): _("– new –") if one.row_id == 0 else cells.said(name, before),
                    _("Then"): cells.said(name, after),
                }
            )
    st.dataframe(table, hide_index=True, width="stretch")


class Cells:
    """Values as people read them (差异单元格)."""

    def __init__(self, visitor: Visitor, entity: Entity, found: Sequence[Difference]) -> None:
        self._entity, self._titles = entity, Titles(visitor)
        ids: dict[str, set[int]] = {}
        for one in found:
            for name, before, after in one.cells:
                if entity.by_name[name].is_reference:
                    ids.setdefault(name, set()).update(
                        v for v in (before, after) if isinstance(v, int)
                    )
        with glance() as session:
            for name, some in ids.items():
                self._titles.learn(session, entity.by_name[name], some)

    def said(self, name: str, value: Any) -> str:
        """One value."""
        column = self._entity.by_name[name]
        if value is None or value == STARS:
            return value or ""
        if column.is_reference:
            return self._titles.title(column, value) or ""
        told = shown(column.kind, _meanings(column))(value)
        return "" if told is None else str(told)


def _meanings(column: Column) -> dict[Any, str]:
    if column.kind is Kind.YES_NO:
        return {True: _("Yes"), False: _("No")}
    return choice_words(column, chosen())


def _page(found: Sequence[Any], key: str) -> Sequence[Any]:
    pages = -(-len(found) // PAGE)
    if pages <= 1:
        return found
    at = min(st.session_state.get(key, 1) or 1, pages)
    some = found[(at - 1) * PAGE : at * PAGE]
    st.pagination(pages, key=key, max_visible_pages=5)
    return some
