"""What owners ask about a statement, and the answers (异议与答复)."""

import streamlit as st

from components import link
from components.act import act_and_rerun
from components.dialog import opened
from components.disclosure.shelf import AREAS
from components.format import clock, day
from components.language import _
from components.reading import read
from components.text import plain
from models.base import this_minute
from rules.permission import Permission, Visitor
from services.disclosure import objection as acts
from services.disclosure.sheet import ObjectionRow, Sheet, entries_of, is_late, reversals_of


def show(found: Sheet, visitor: Visitor) -> None:
    """Every objection with its answer; the forms for whoever may ask and answer."""
    st.subheader(_("Objections and answers"))
    if visitor.may(Permission.OBJECT, found.path) and found.latest:
        title = _("Raise an objection")
        if st.button(title, key="nb_object", icon=":material/contact_support:"):
            opened(title, _ask, found, visitor)
    if not found.objections:
        st.caption(_("Nobody has objected. Every owner may; the answer stands here for all."))
    answers = visitor.may(Permission.PUBLISH_ACCOUNTS, found.path)
    for row in found.objections:
        with st.container(border=True, gap="xsmall"):
            _row(found, row, visitor, answers)


def _row(found: Sheet, row: ObjectionRow, visitor: Visitor, answers: bool) -> None:
    st.markdown(f"**{plain(row.by)}** :gray[{clock(row.raised_at)}] {_state(row)}")
    st.text(row.text)
    if row.entry is not None:
        link.to("entry", _("Entry no. {n}", n=row.entry[1]), "receipt", id=row.entry[0])
    if row.answered_at is not None:
        st.markdown(f":material/reply: **{_('Answer')}** :gray[{clock(row.answered_at)}]")
        st.text(row.answer)
    if row.correction is not None:
        words = _("Corrected by entry no. {n}", n=row.correction[1])
        link.to("entry", words, "undo", id=row.correction[0])
    if not answers:
        return
    if row.answered_at is None:
        if st.button(_("Answer"), key=f"nb_answer_{row.id}", type="primary"):
            opened(_("Answer"), _answer, found, row, visitor)
    elif row.correction is None and st.button(
        _("Name the correction"), key=f"nb_correct_{row.id}", type="tertiary"
    ):
        opened(_("Name the correction"), _correct, found, row, visitor)


def _state(row: ObjectionRow) -> str:
    late = is_late(row, this_minute())
    if row.answered_at is not None:
        told = _("Answered late") if late else _("Answered")
        return f":gray-badge[{told}]" if late else f":green-badge[{told}]"
    until = _("Answer due by {day}", day=day(row.due_on))
    return f":red-badge[:material/alarm: {until}]" if late else f":orange-badge[{until}]"


def _ask(found: Sheet, visitor: Visitor) -> None:
    offered = read(AREAS, found.path, entries_of, found.period_id)
    names = {entry_id: f"{number} · {purpose}" for entry_id, number, purpose in offered}
    picked = st.selectbox(
        _("Which entry is it about?"),
        list(names),
        index=None,
        format_func=lambda entry_id: names[entry_id],
        placeholder=_("The accounts as a whole"),
    )
    text = st.text_area(_("What do you object to?"), max_chars=acts.LONGEST)
    st.caption(_("Everybody reads it. Your name is shown with the family name alone."))
    if st.button(_("Raise the objection"), type="primary", key="nb_raise"):
        done = _("Your objection stands under the accounts.")
        act_and_rerun(done, acts.raise_objection, visitor, found.id or 0, text, picked)


def _answer(found: Sheet, row: ObjectionRow, visitor: Visitor) -> None:
    st.text(row.text)
    text = st.text_area(_("Answer"), max_chars=acts.LONGEST_ANSWER, key="nb_answer_text")
    picked = _reversal(found, row)
    st.caption(_("Everybody reads the answer, and it stays as it is."))
    if st.button(_("Post the answer"), type="primary", key="nb_answer_now"):
        done = _("The answer stands under the accounts.")
        act_and_rerun(done, acts.answer_objection, visitor, row.id, text, picked)


def _correct(found: Sheet, row: ObjectionRow, visitor: Visitor) -> None:
    picked = _reversal(found, row)
    if st.button(_("Save"), type="primary", key="nb_correct_now", disabled=picked is None):
        act_and_rerun(_("Saved."), acts.link_correction, visitor, row.id, picked or 0)


def _reversal(found: Sheet, row: ObjectionRow) -> int | None:
    """The reversals that may be meant; none to pick where there is none."""
    about = row.entry[0] if row.entry else None
    offered = read(AREAS, found.path, reversals_of, found.book_id, about)
    if not offered:
        return None
    names = {entry_id: f"{number} · {purpose}" for entry_id, number, purpose in offered}
    return st.selectbox(
        _("Reversal that corrects it"),
        list(names),
        index=None,
        format_func=lambda entry_id: names[entry_id],
        placeholder=_("None"),
    )
