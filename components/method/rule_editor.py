"""Lists, gates, grades and terms on the workbench (上榜规则与期限编辑)."""

from typing import Any

import streamlit as st

from components.language import _
from components.method import table, words
from components.method.bench import Bench, Plain
from components.method.naming import named
from components.method.number import kept_like, percent, share_like
from rules.method.form import EFFECTS
from rules.method.problems import (
    LEAST_DRAWS,
    MISSING,
    MOST_CONSECUTIVE,
    MOST_DAYS,
    MOST_DECIMALS,
    MOST_DRAWS,
    MOST_PEER_MINIMUM,
    PEERS,
    TIES,
)


def gates(here: Bench) -> Plain:
    """What outweighs all points, and the grades."""
    body = here.body
    st.markdown(f"**{_('What outweighs all points')}**")
    columns = {
        "name": st.column_config.TextColumn(_("Hard gate"), max_chars=80, width="large"),
        "effect": st.column_config.SelectboxColumn(
            _("What it means"),
            options=list(EFFECTS),
            format_func=lambda one: _(words.EFFECTS.get(str(one), "")),
        ),
        "name_en": st.column_config.TextColumn(_("Hard gate in English"), max_chars=120),
    }
    rows = table.edited(here, "gates", body.get("gates", ()), columns, _("Hard gates"))
    found = [{"name": "", "effect": "not_red"} | row for row in table.with_codes(rows, "gate")]
    st.caption(_("Press a cell to change it; the empty row at the end adds a line."))
    return body | {"gates": found}


def grades(here: Bench, body: Plain) -> Plain:
    """Named bands of scores; none where there are none."""
    st.markdown(f"**{_('Grades')}**")
    st.caption(
        _("From the highest to the lowest. Leave the table empty for a method without grades.")
    )
    nodes = [*body.get("groups", ()), *body.get("indicators", ())]
    titles = {one["code"]: named(one) for one in nodes}
    columns = {
        "title": st.column_config.TextColumn(_("Grade"), max_chars=20),
        "from": st.column_config.NumberColumn(_("From how many points")),
        "needs": st.column_config.SelectboxColumn(
            _("Only with a record under"),
            options=list(titles),
            format_func=lambda one: titles.get(str(one), str(one)),
        ),
    }
    given = body.get("grades", ())
    shown = [grade | {"title": grade["code"]} for grade in given]
    rows = table.edited(here, "grades", shown, columns, _("Grades"))
    return body | {"grades": [_grade(row, given) for row in rows]}


def _grade(row: Plain, given: Any) -> Plain:
    old = {grade["code"]: grade for grade in given}.get(row.get("code", ""), {})
    least = row.get("from")
    exact = least if isinstance(least, str) else kept_like(least, old.get("from"))
    made = {"code": str(row.get("title") or ""), "from": 0 if exact is None else exact}
    return made | ({"needs": row["needs"]} if row.get("needs") else {})


def rules(here: Bench) -> Plain:
    """Who is compared, how sure a list must be, what a firm is owed."""
    body = _peers(here, here.body)
    body = _lists(here, body)
    body = _calculation(here, body)
    return _remarks(here, _terms(here, body))


def _peers(here: Bench, body: Plain) -> Plain:
    st.markdown(f"**{_('Who is compared with whom')}**")
    left, right = st.columns([2, 1])
    peers = left.multiselect(
        _("Like with like: by"),
        list(PEERS),
        [peer for peer in body.get("peers", ()) if peer in PEERS],
        format_func=lambda one: _(words.PEERS[one]),
        key=here.key("peers"),
        placeholder=_("all together"),
    )
    least = _whole(
        right, here, body, "peer_minimum", _("Smallest group"), (2, MOST_PEER_MINIMUM, 8)
    )
    return body | {"peers": list(peers), "peer_minimum": least}


def _lists(here: Bench, body: Plain) -> Plain:
    st.markdown(f"**{_('Who comes on a list')}**")
    red, black = body["red"], body["black"]
    with st.grid(min_column_width=180, key="nb_lists"):
        share = _percent(here, "share", _("Black: worst part, in %"), black["share"])
        red_share = _percent(here, "red_share", _("Red: best part, in %"), red["share"])
        sure = _percent(here, "black", _("Black: how sure, in %"), black["probability"])
        red_sure = _percent(here, "red", _("Red: how sure, in %"), red["probability"])
        coverage = _percent(
            here, "coverage", _("Weight that must be measured, in %"), body.get("coverage", "0.6")
        )
        in_a_row = _whole(
            st,
            here,
            body,
            "consecutive",
            _("Black lists in a row that escalate"),
            (1, MOST_CONSECUTIVE, 2),
        )
    return body | {
        "red": red | {"share": red_share, "probability": red_sure},
        "black": black | {"share": share, "probability": sure},
        "coverage": coverage,
        "consecutive": in_a_row,
    }


def _calculation(here: Bench, body: Plain) -> Plain:
    st.markdown(f"**{_('The calculation')}**")
    left, right = st.columns(2)
    made: Plain = {
        "missing": _word(
            left, here, body, "missing", (_("Where a figure is missing"), MISSING, words.MISSING)
        ),
        "ties": _word(right, here, body, "ties", (_("Where scores are equal"), TIES, words.TIES)),
    }
    left, right = st.columns(2)
    made |= {
        "draws": _whole(
            left, here, body, "draws", _("Repetitions"), (LEAST_DRAWS, MOST_DRAWS, 1000)
        ),
        "spread": _percent(
            here, "spread", _("Weights move by, in %"), body.get("spread", "0.25"), right
        ),
    }
    digits = left.number_input(
        _("Decimals of the score"),
        0,
        MOST_DECIMALS,
        body.get("round"),
        key=here.key("round"),
        placeholder=_("not rounded"),
    )
    return body | made | {"round": None if digits is None else int(digits)}


def _terms(here: Bench, body: Plain) -> Plain:
    st.markdown(f"**{_('Working days of a firm')}**")
    terms = body.get("terms", {})
    with st.grid(min_column_width=150, key="nb_terms"):
        made = {
            "preview_days": _whole(
                st, here, terms, "preview_days", _("To look"), (1, MOST_DAYS, 5)
            ),
            "objection_days": _whole(
                st, here, terms, "objection_days", _("To object"), (1, MOST_DAYS, 10)
            ),
            "review_days": _whole(
                st, here, terms, "review_days", _("To ask for a review"), (1, MOST_DAYS, 15)
            ),
        }
    return body | {"terms": terms | made}


def _remarks(here: Bench, body: Plain) -> Plain:
    said = dict(body.get("words", {}))
    titles = {
        "terms": _("Why the days are provisional (empty: they are settled)"),
        "source": _("Where the method comes from"),
    }
    for part, title in titles.items():
        for name in (part, f"{part}_en"):
            shown = title if name == part else _("The same in English")
            text = st.text_area(shown, said.get(name, ""), max_chars=800, key=here.key(name))
            if text or name in said:
                said[name] = (text or "").strip()
    return body | {"words": said}


def _whole(
    column: Any, here: Bench, given: Plain, part: str, title: str, ends: tuple[int, int, int]
) -> int:
    low, high, usual = ends
    now = min(max(int(given.get(part, usual)), low), high)
    value = column.number_input(title, low, high, now, key=here.key(part))
    return int(now if value is None else value)


def _percent(here: Bench, part: str, title: str, given: Any, column: Any = st) -> int | str:
    now = min(max(percent(given), 0.0), 100.0)
    value = column.number_input(
        title, 0.0, 100.0, now, 1.0, format="%.10g", key=here.key(f"percent_{part}")
    )
    return share_like(value, given)


def _word(column: Any, here: Bench, body: Plain, part: str, of: tuple[str, Any, Any]) -> str:
    title, options, said = of
    listed = list(options)
    given = body.get(part, listed[0])
    return str(
        column.selectbox(
            title,
            listed,
            index=listed.index(given) if given in listed else 0,
            format_func=lambda one: _(said[one]),
            key=here.key(part),
        )
    )
