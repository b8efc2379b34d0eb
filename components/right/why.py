"""Why somebody may do something to a row, or may not (权限说明)."""

import streamlit as st

from components import act, link
from components.language import _, chosen
from components.reading import read
from components.right import words
from components.table import words as table_words
from components.text import plain
from models.revision import Area
from rules.permission import Permission, Visitor
from rules.refusal import Refused
from rules.right import ACTIONS, Action
from services.right.person import found as people
from services.right.why import Answer, Path, Question, Reason
from services.right.why import why as reasons
from services.table.opening import tables
from services.visitor import visitor as as_visitor
from services.wording import worded

AREAS = tuple(Area)
MOST = 999_999_999_999
_SIGNS = {
    True: ":material/check:",
    False: ":material/close:",
    None: ":material/visibility_off:",
}


def show(visitor: Visitor) -> None:
    """Four questions, one answer."""
    st.caption(_("Ask about a person, a table and what is to be done; a row makes it exact."))
    person = _person(visitor)
    question = _question(visitor)
    if person is None or question is None:
        return
    try:
        answer = read(AREAS, "/", reasons, visitor, person, question)
    except Refused as refusal:
        st.error(act.why(refusal), icon=":material/lock:")
        return
    _answer(answer)


def _person(visitor: Visitor) -> Visitor | None:
    """Oneself; somebody else for those who look after the configuration."""
    if not visitor.may(Permission.CONFIGURE):
        return visitor
    paths = tuple(
        sorted({one.path for one in visitor.held if visitor.may(Permission.CONFIGURE, one.path)})
    )
    said = st.text_input(
        _("Whose right?"), key="nb_why_who", placeholder=_("Name or user name; empty: your own")
    )
    if not said.strip():
        return visitor
    offered = read((Area.MEMBER, Area.PLACE), "/", people, paths, said.strip())
    if not offered:
        st.info(_("Nobody here is called so."))
        return None
    names = {one.id: f"{one.name} · {one.username}" for one in offered}
    picked = st.selectbox(
        _("Person"), list(names), format_func=names.__getitem__, key="nb_why_person"
    )
    return read((Area.MEMBER, Area.PLACE), "/", as_visitor, picked)


def _question(visitor: Visitor) -> Question | None:
    offered = {one.key: one for one in read(AREAS, "/", tables, visitor)}
    if not offered:
        st.info(_("There is no table that you may read. Sign in, or ask the council for a role."))
        return None
    asked = link.asked("of")
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        key = st.selectbox(
            _("Table"),
            list(offered),
            index=list(offered).index(asked) if asked in offered else 0,
            format_func=lambda one: table_words.table(offered[one]),
            key="nb_why_table",
        )
        action = st.selectbox(
            _("To do what?"), ACTIONS, format_func=words.action, key="nb_why_action"
        )
        row = st.number_input(
            _("Number of the row"),
            min_value=1,
            max_value=MOST,
            value=link.asked_id() or None,
            placeholder=_("any"),
            key="nb_why_row",
        )
        columns = table_words.names(offered[key].columns)
        column = st.selectbox(
            _("Column"),
            list(columns),
            index=None,
            format_func=columns.__getitem__,
            placeholder=_("any"),
            key=f"nb_why_column_{key}",
        )
    return Question(key, Action(action), None if row is None else int(row), column)


def _answer(answer: Answer) -> None:
    if answer.may is None:
        text = _("That hangs on columns that you may not read.")
        st.info(text, icon=":material/visibility_off:")
    elif answer.may:
        st.success(_("Yes: at least one right allows it."), icon=":material/check_circle:")
    else:
        st.error(_("No: no right allows it."), icon=":material/block:")
    for path in answer.paths:
        _path(path)
    if not answer.paths:
        st.markdown(_("None of the roles held has a right to do this to this table."))
    for limit in answer.limits:
        _reason(limit)


def _path(path: Path) -> None:
    with st.container(border=True):
        with st.container(horizontal=True, gap="small"):
            st.markdown(f"**{words.role(path.role)}**", width="content")
            if path.holds is None:
                st.badge(_("Not yours to know"), icon=":material/visibility_off:", color="gray")
            elif path.holds:
                st.badge(_("Allows it"), icon=":material/check:", color="green")
            else:
                st.badge(_("Does not"), icon=":material/close:", color="gray")
        for reason in path.reasons:
            _reason(reason)
        st.caption(_("From the definition {key}", key=plain(words.source(path.source))))


def _reason(reason: Reason) -> None:
    sign = _SIGNS[reason.holds]
    facts = dict(reason.facts)
    said = worded(chosen(), {"sentence": reason.sentence, "facts": facts})
    st.markdown(f"{sign} {plain(said)}")
