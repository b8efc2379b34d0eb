"""Score sheets and questions on the workbench: a line is a row of a table (评分表编辑)."""

import streamlit as st

from components import label
from components.language import _
from components.method import table
from components.method.bench import Bench, Plain, put
from components.method.naming import both, named
from components.method.number import kept_like, percent, share_like
from components.text import plain
from rules.method.change import free_code, total, with_sheet
from rules.method.form import MOST_DRAWN, MOST_SHEETS, SCORING
from rules.method.tree import plain_number
from rules.refusal import N_

TEXT = 200  # letters of a line


def sheets(here: Bench) -> Plain:
    """One score sheet, opened."""
    body = here.body
    listed = {sheet["code"]: sheet for sheet in body.get("sheets", ())}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        picked = st.selectbox(
            _("Which score sheet?"),
            list(listed),
            format_func=lambda code: plain(named(listed[code])),
            key="nb_sheet",
            placeholder=_("There is none yet."),
        )
        _sheet_buttons(here, picked)
    if picked not in listed:
        return body
    return with_sheet(body, _sheet(here, listed[picked]))


def _sheet_buttons(here: Bench, picked: str | None) -> None:
    body = here.body
    full = len(body.get("sheets", ())) >= MOST_SHEETS
    if st.button(_("Add a sheet"), icon=":material/add:", key="nb_sheet_add", disabled=full):
        line: Plain = both(N_("New line")) | {"code": "l01", "points": 100}
        code = free_code(body, "sheet")
        new: Plain = both(N_("New sheet")) | {"code": code, "drawn": 0}
        put(here, with_sheet(body, new | {"roles": ["street_officer"], "items": [line]}))
    if picked and st.button(_("Remove"), icon=":material/delete:", key="nb_sheet_remove"):
        kept = [sheet for sheet in body.get("sheets", ()) if sheet["code"] != picked]
        put(here, body | {"sheets": kept})


def _sheet(here: Bench, sheet: Plain) -> Plain:
    code = sheet["code"]
    left, right = st.columns(2)
    name = left.text_input(
        _("Name"), sheet.get("name", ""), max_chars=40, key=here.key(f"form_{code}")
    )
    name_en = right.text_input(
        _("Name in English"),
        sheet.get("name_en", ""),
        max_chars=80,
        key=here.key(f"form_en_{code}"),
    )
    left, right = st.columns(2)
    roles = left.multiselect(
        _("Filled in by"),
        [role.value for role in SCORING],
        [role for role in sheet.get("roles", ()) if role in set(SCORING)],
        format_func=label.role,
        key=here.key(f"roles_{code}"),
    )
    drawn = right.number_input(
        _("Experts drawn for each compound"),
        0,
        MOST_DRAWN,
        min(max(int(sheet.get("drawn", 0)), 0), MOST_DRAWN),
        key=here.key(f"drawn_{code}"),
        help=_("0: everybody with the role fills it in. Experts are drawn by a published number."),
    )
    items = _items(here, sheet)
    made = sheet | {"name": (name or "").strip(), "name_en": (name_en or "").strip()}
    return made | {"roles": list(roles), "drawn": int(drawn or 0), "items": items}


def _items(here: Bench, sheet: Plain) -> list[Plain]:
    columns = {
        "head": st.column_config.TextColumn(_("Head"), max_chars=20, width="small"),
        "name": st.column_config.TextColumn(_("Line"), max_chars=TEXT, width="large"),
        "points": st.column_config.NumberColumn(_("Points"), min_value=0.01, max_value=1000),
        "name_en": st.column_config.TextColumn(_("Line in English"), max_chars=TEXT),
        "head_en": st.column_config.TextColumn(_("Head in English"), max_chars=40),
    }
    rows = table.edited(
        here, f"items_{sheet['code']}", sheet.get("items", ()), columns, _("Lines of the sheet")
    )
    old = {line["code"]: line.get("points") for line in sheet.get("items", ())}
    stem = str(sheet["code"])[:1] + "n"
    made = []
    for row in table.with_codes(rows, stem):
        points = row.get("points")
        exact = points if isinstance(points, str) else kept_like(points, old.get(row["code"]))
        blank: Plain = {"name": ""}
        made.append(blank | row | {"points": 0 if exact is None else exact})
    most = total({"items": made})
    if most is not None:
        st.caption(_("{n} lines, {points} points in all", n=len(made), points=plain_number(most)))
    st.caption(_("Press a cell to change it; the empty row at the end adds a line."))
    return made


def survey(here: Bench) -> Plain:
    """The questions to the owners, and how many must answer."""
    body = here.body
    columns = {
        "name": st.column_config.TextColumn(
            _("Question to the owners"), max_chars=TEXT, width="large"
        ),
        "name_en": st.column_config.TextColumn(_("Question in English"), max_chars=TEXT),
    }
    asked = body.get("questions", ())
    rows = table.edited(here, "questions", asked, columns, _("Questions to the owners"))
    st.caption(_("Each is answered with 1 to 5. Press a cell to change it."))
    turnout = st.number_input(
        _("Households that must answer, in %"),
        0.0,
        100.0,
        percent(body.get("turnout", "0.5")),
        5.0,
        format="%.10g",
        key=here.key("turnout"),
        help=_("Below this the survey of a compound does not count. 0: it always counts."),
    )
    made = [{"name": ""} | row for row in table.with_codes(rows, "q")]
    return body | {"questions": made, "turnout": share_like(turnout, body.get("turnout"))}
