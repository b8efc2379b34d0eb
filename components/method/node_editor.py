"""One node on the workbench: its name, its scale, where it comes from (节点编辑)."""

from typing import Any

import streamlit as st

from components.language import _
from components.method import words
from components.method.bench import Bench, Plain
from components.method.naming import named
from components.method.number import kept_like, shown
from components.text import plain
from rules.method.change import changed, homes, node
from rules.method.tree import AGGREGATES, KINDS, LONGEST_NAME, PLATFORM, SOURCES
from rules.refusal import N_

AS_ABOVE = TOP = ""


def whole(here: Bench, body: Plain) -> Plain:
    """How the top of the tree becomes one score."""
    left, right = st.columns(2)
    how = _choice(
        left,
        here,
        "aggregate",
        _("Added up as"),
        AGGREGATES,
        body.get("aggregate"),
        words.AGGREGATES,
    )
    full = right.number_input(
        _("Full score"),
        1.0,
        1000.0,
        shown(body.get("full")),
        format="%.10g",
        key=here.key("full"),
        placeholder=_("none: points are added up"),
        help=_("A compound without a fault gets this. Leave it empty where points are added up."),
    )
    return body | {"aggregate": how, "full": kept_like(full, body.get("full"))}


def group(here: Bench, body: Plain, code: str) -> Plain:
    """Name, place and sum of a group."""
    found = node(body, code) or {}
    parts = _names(here, body, found)
    options = [AS_ABOVE, *AGGREGATES]
    given = found.get("aggregate") or AS_ABOVE
    said = {AS_ABOVE: N_("As the whole score")} | words.AGGREGATES
    how = _choice(st, here, f"aggregate_{code}", _("Added up as"), options, given, said)
    parts |= {"aggregate": how or None} if how or "aggregate" in found else {}
    return changed(body, code, parts)


def indicator(here: Bench, body: Plain, code: str) -> Plain:
    """Everything about one indicator."""
    found = node(body, code) or {}
    parts = _names(here, body, found)
    with st.container(border=True):
        st.markdown(f"**{_('Where its numbers come from')}**")
        parts |= _source(here, body, found)
    with st.container(border=True):
        st.markdown(f"**{_('What a number is worth')}**")
        parts |= _scale(here, found)
    parts |= _flags(here, found)
    return changed(body, code, parts)


def _names(here: Bench, body: Plain, found: Plain) -> Plain:
    code = found["code"]
    left, right = st.columns(2)
    name = left.text_input(
        _("Name"), found.get("name", ""), max_chars=LONGEST_NAME, key=here.key(f"name_{code}")
    )
    name_en = right.text_input(
        _("Name in English"), found.get("name_en", ""), max_chars=80, key=here.key(f"en_{code}")
    )
    offered = [home or TOP for home in homes(body, code)]
    titles = {TOP: _("The whole score")}
    titles |= {group["code"]: named(group) for group in body.get("groups", ())}
    own = found.get("parent") or TOP
    picked = st.selectbox(
        _("Stands in"),
        offered,
        index=offered.index(own) if own in offered else 0,
        format_func=titles.__getitem__,
        key=here.key(f"home_{code}"),
    )
    return {
        "name": (name or "").strip(),
        "name_en": (name_en or "").strip(),
        "parent": picked or None,
    }


def _source(here: Bench, body: Plain, found: Plain) -> Plain:
    code, given = found["code"], found.get("source", {})
    left, right = st.columns(2)
    kind = _choice(
        left, here, f"source_{code}", _("Source"), SOURCES, given.get("kind"), words.SOURCES
    )
    offered = _offered(body, kind)
    source = {"kind": kind}
    if offered:
        options = list(offered)
        own = given.get("name", "")
        which = right.selectbox(
            _("Which one"),
            options,
            index=options.index(own) if own in options else 0,
            format_func=lambda one: plain(offered[one]),
            key=here.key(f"which_{code}_{kind}"),
        )
        source |= {"name": which} if which else {}
    left, right = st.columns(2)
    unit = left.text_input(
        _("Unit of measure"), found.get("unit", ""), max_chars=20, key=here.key(f"unit_{code}")
    )
    unit_en = right.text_input(
        _("Unit of measure (English)"),
        found.get("unit_en", ""),
        max_chars=40,
        key=here.key(f"unit_en_{code}"),
    )
    made = {"source": source, "unit": unit or ""}
    return made | ({"unit_en": unit_en or ""} if unit_en or "unit_en" in found else {})


def _offered(body: Plain, kind: str) -> dict[str, str]:
    """What a source of this kind may be."""
    if kind == "sheet":
        return {sheet["code"]: named(sheet) for sheet in body.get("sheets", ())}
    if kind == "platform":
        return {figure: _(words.PLATFORM[figure]) for figure in PLATFORM}
    if kind == "survey":
        asked = {q["code"]: named(q) for q in body.get("questions", ())}
        return {"": _("the mean of all questions")} | asked
    return {}


def _scale(here: Bench, found: Plain) -> Plain:
    code, given = found["code"], found.get("normalise", {})
    less = st.segmented_control(
        _("Direction"),
        [1, -1],
        default=found.get("direction", 1),
        format_func=lambda one: _("more is better") if one > 0 else _("less is better"),
        key=here.key(f"direction_{code}"),
        required=True,
    )
    kind = _choice(st, here, f"kind_{code}", _("Scale"), KINDS, given.get("kind"), words.KINDS)
    st.caption(_(words.EXPLAINED[kind]))
    made: dict[str, Any] = {"kind": kind}
    if kind in {"goalpost", "points", "minmax"}:
        made |= _ends(here, code, kind, given)
    if kind in {"goalpost", "minmax", "zscore", "none"}:
        title = _("Logarithmic: among large numbers a difference counts less")
        if st.toggle(title, bool(given.get("log")), key=here.key(f"log_{code}")):
            made |= {"log": True}
    if kind == "goalpost":
        title = _("Beyond the marks counts as on the mark")
        made |= {"cap": st.toggle(title, bool(given.get("cap")), key=here.key(f"cap_{code}"))}
    same = {part: value for part, value in given.items() if value is not False} == {
        part: value for part, value in made.items() if value is not False
    }
    return {"normalise": given if same else made, "direction": less or found.get("direction", 1)}


def _ends(here: Bench, code: str, kind: str, given: Plain) -> Plain:
    """Both marks of a scale; left empty where the rule fills them in."""
    left, right = st.columns(2)
    titles = {
        "goalpost": (_("Lowest mark"), _("Highest mark")),
        "points": (_("Fewest points"), _("Most points")),
        "minmax": (_("The worst gets"), _("The best gets")),
    }[kind]
    found: Plain = {}
    for column, side, title in ((left, "low", titles[0]), (right, "high", titles[1])):
        value = column.number_input(
            title,
            value=shown(given.get(side)),
            format="%.10g",
            step=1.0,
            key=here.key(f"{side}_{code}_{kind}"),
            placeholder="–",
        )
        if value is not None:
            found[side] = kept_like(value, given.get(side))
    return found


def _flags(here: Bench, found: Plain) -> Plain:
    code = found["code"]
    flags = {
        "shrink": (
            False,
            _("Few answers lean on their peers (small samples are drawn to the mean)"),
        ),
        "public": (True, _("Its evidence may be shown to everybody")),
        "hotline": (False, _("The compounds with the most go on the rectification list")),
    }
    made: Plain = {}
    for flag, (usual, title) in flags.items():
        now = st.toggle(title, bool(found.get(flag, usual)), key=here.key(f"{flag}_{code}"))
        if now != usual or flag in found:
            made[flag] = now
    return made


def _choice(
    column: Any, here: Bench, key: str, title: str, options: Any, given: Any, said: dict[str, str]
) -> str:
    """One of a closed list, in words."""
    options = list(options)
    picked = column.selectbox(
        title,
        options,
        index=options.index(given) if given in options else 0,
        format_func=lambda one: _(said[one]),
        key=here.key(key),
    )
    return str(picked)
