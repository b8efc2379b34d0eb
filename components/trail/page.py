"""What was done, by whom: for auditors, newest first (留痕)."""

from datetime import date
from urllib.parse import urlencode

import streamlit as st

from components import address, link
from components.act import why
from components.format import clock
from components.language import _
from components.member import where
from components.text import plain
from components.trail import words
from db.session import glance
from models.place import PlaceKind
from rules.permission import Visitor
from rules.refusal import Refused
from rules.trail import CODES, WORDS
from services import place as places
from services.trail import asking
from services.trail.reading import PAGE_ROWS, Line, lines, reach, step_names

TABLE = "nb_trail_table"
GROUP = {code: group for group, codes in CODES.items() for code in codes}


def show(visitor: Visitor) -> None:
    """Filters, lines, the one that was picked, older ones."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.title(_("Trail"))
        st.space("stretch")
        _file()
    st.caption(_("Every act leaves a line that nobody can change or take away."))
    _filters(visitor)
    asked = {name: link.asked(name) for name in asking.NAMES}
    try:
        with glance() as session:
            wanted = asking.wanted(session, visitor, asked)
            found = lines(session, visitor, wanted, link.asked_id("before"))
            steps = step_names(session, tuple({words.topic_of(line) for line in found}))
    except Refused as refusal:
        st.error(why(refusal), icon=":material/lock:")
        return
    if not found:
        st.info(_("No line fits. Take a filter away, or go back to the newest."))
    else:
        _table(found, steps)
    _ways(found)


def _file() -> None:
    """The same lines as a file: a plain address, streamed by a route."""
    query = {name: link.asked(name) for name in asking.NAMES if link.asked(name)}
    target = f"{link.origin()}/trail.csv" + (f"?{urlencode(query)}" if query else "")
    st.link_button("CSV", target, icon=":material/download:")


def _filters(visitor: Visitor) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        _place(visitor)
        _code()
        with st.popover(_("Who and when"), icon=":material/tune:"):
            _who()
            _day("from", _("From"))
            _day("to", _("To"))
        if any(link.asked(name) for name in (*asking.NAMES, "before")):
            st.button(_("All lines"), icon=":material/filter_alt_off:", on_click=_clear)
    if about := link.asked("about"):
        st.caption(_("Only about {thing}", thing=plain(about)))


def _clear() -> None:
    """Back to every line. The field for a name is bound to the address and told by itself."""
    st.session_state["who"] = ""
    for name in {*asking.NAMES, "before"} - {"who"}:
        st.query_params.pop(name, None)


def _from_the_end() -> None:
    """Another filter starts at the newest line again."""
    st.query_params.pop("before", None)


def _place(visitor: Visitor) -> None:
    code = link.asked("place")
    with glance() as session:
        here = places.by_code(session, code) if code else None
    name = plain(here.name) if here is not None else _("All my places")
    with st.popover(name, icon=":material/location_on:"):
        kinds = [kind for kind in PlaceKind if kind is not PlaceKind.UNIT]
        found = where.find(tuple(reach(visitor)), kinds, "nb_trail_place")
        if found is not None and st.button(_("Only here and below"), type="primary"):
            st.query_params["place"] = found.code
            _from_the_end()
            st.rerun()


def _code() -> None:
    codes = list(WORDS)
    picked = st.selectbox(
        _("What"),
        codes,
        index=None,
        format_func=lambda code: f"{_(GROUP[code])} · {words.act(code)}",
        key=address.key("code", codes),
        on_change=_from_the_end,
        placeholder=_("Every act"),
        label_visibility="collapsed",
        width=240,
    )
    address.keep("code", picked)


def _who() -> None:
    st.text_input(
        _("Who"),
        key="who",
        bind="query-params",
        max_chars=40,
        on_change=_from_the_end,
        placeholder=_("Name or user name"),
        icon=":material/person_search:",
    )


def _day(name: str, what: str) -> None:
    key = f"nb_trail_{name}"
    asked = asking.read_day(link.asked(name))
    if st.session_state.get(key) != asked:
        st.session_state[key] = asked
    st.date_input(
        what, value=None, key=key, format="YYYY-MM-DD", on_change=_picked_day, args=(name,)
    )


def _picked_day(name: str) -> None:
    picked = st.session_state[f"nb_trail_{name}"]
    if isinstance(picked, date):
        st.query_params[name] = picked.isoformat()
    else:
        st.query_params.pop(name, None)
    _from_the_end()


def _table(found: list[Line], steps: words.Steps) -> None:
    full = st.container()
    picked = st.dataframe(
        {
            _("When"): [clock(line.at, year=True) for line in found],
            _("Who"): [line.actor or _("the house") for line in found],
            _("What"): [words.act(line.code) for line in found],
            _("Where"): [line.place or _("everywhere") for line in found],
            _("About"): [words.about(line) for line in found],
            _("What changed"): [words.summary(line, steps) for line in found],
        },
        hide_index=True,
        height="content",
        key=f"{TABLE}_{found[0].id}",
        on_select="rerun",
        selection_mode="single-row",
        alt=_("Lines of the trail; pick one to read it in full."),
    )
    for row in picked["selection"]["rows"][:1]:
        with full:
            _one(found[row], steps)


def _one(line: Line, steps: words.Steps) -> None:
    """One line in full, before and after side by side."""
    with st.container(border=True):
        who = plain(line.actor) or _("the house")
        st.markdown(f"**{who}** {words.act(line.code)} :gray[{clock(line.at, year=True)}]")
        st.caption(f"{plain(line.place)} · {words.about(line)} · {line.code} · {line.id}")
        rows = words.changes(line, steps)
        if rows:
            st.table(
                {
                    _("Field"): [plain(name) for name, _old, _new in rows],
                    _("Before"): [plain(old) for _name, old, _new in rows],
                    _("After"): [plain(new) for _name, _old, new in rows],
                },
                hide_index=True,
                border="horizontal",
            )
        st.button(
            _("All lines about it"),
            on_click=_only_about,
            args=(line.about,),
            disabled=not line.about,
        )


def _only_about(about: str) -> None:
    _clear()
    st.query_params["about"] = about


def _ways(found: list[Line]) -> None:
    with st.container(horizontal=True, gap="small"):
        if link.asked("before"):
            st.button(_("Newest"), icon=":material/first_page:", on_click=_from_the_end)
        if len(found) == PAGE_ROWS:
            st.button(
                _("Older"), icon=":material/chevron_right:", on_click=_older, args=(found[-1].id,)
            )


def _older(line_id: int) -> None:
    st.query_params["before"] = str(line_id)
