"""One statement at a time: agree, disagree, or pass (表态)."""

import streamlit as st

from components.act import act, redraw
from components.language import _, n_
from components.reading import read_topic
from components.text import plain
from models.statement import Stance
from models.topic import Topic
from rules.permission import Visitor
from services.statement import Said, answer, answers

_AT = "nb_statement_at"
ICON = {Stance.AGREE: "thumb_up", Stance.DISAGREE: "thumb_down", Stance.PASS: "redo"}


def stance(code: Stance) -> str:
    """An answer in words."""
    return {
        Stance.AGREE: _("Agree"),
        Stance.DISAGREE: _("Disagree"),
        Stance.PASS: _("Pass"),
    }[code]


def show(topic: Topic, visitor: Visitor, shown: list[Said]) -> None:
    """The next statement that this member has not answered; the answered ones on request."""
    given = read_topic((), topic.id or 0, answers, topic.id or 0, visitor.member_id or 0)
    others = [row for row in shown if row.author_id != visitor.member_id]
    waiting = [row for row in others if row.id not in given]
    waiting.sort(key=lambda row: (row.tally.answers, row.id))  # so that each one gets answers
    at = next((row for row in others if row.id == st.session_state.get(_AT)), None)
    row = at or (waiting[0] if waiting else None)
    if row is not None:
        _card(row, given.get(row.id), visitor, len(waiting))
    _on(row, others, bool(waiting))


def _card(row: Said, before: Stance | None, visitor: Visitor, waiting: int) -> None:
    with st.container(border=True, key="nb_statement_card"):
        if waiting:
            ask = n_(
                "{n} statement waits for your answer",
                "{n} statements wait for your answer",
                waiting,
            )
            st.caption(ask)
        st.markdown(f"##### {plain(row.text)}")
        with st.container(horizontal=True, gap="small"):
            for code in Stance:
                chosen = ":material/check_circle:" if code is before else f":material/{ICON[code]}:"
                if st.button(stance(code), icon=chosen, key=f"nb_stance_{code}"):
                    _answer(row, code, visitor)


def _answer(row: Said, code: Stance, visitor: Visitor) -> None:
    done = _("Your answer: {stance}.", stance=stance(code))
    if act(done, answer, visitor, row.id, code) is not None:
        st.session_state.pop(_AT, None)
        redraw()


def _on(row: Said | None, others: list[Said], waiting: bool) -> None:
    """To the next one without answering; once through, to those answered before."""
    if len(others) < 1 + (row is not None):
        return
    words = _("Next statement") if row is not None else _("Look at my answers again")
    if not waiting and row is None:
        st.caption(_("You have answered every statement."))
    if st.button(words, type="tertiary", icon=":material/arrow_forward:", key="nb_next"):
        ids = [other.id for other in others]
        place = ids.index(row.id) + 1 if row is not None else 0
        st.session_state[_AT] = ids[place % len(ids)]
        redraw()
