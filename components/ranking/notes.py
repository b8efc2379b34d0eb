"""What was corrected, contradicted and put right, and how to appeal (更正、申诉与修复)."""

from collections.abc import Callable

import streamlit as st

from components import link
from components.format import clock, day
from components.language import _, n_
from components.ranking import words
from components.ranking.asked import AREAS, Asked
from components.reading import read
from components.text import plain
from models.base import now
from models.hearing import AppealKind, AppealState
from rules.calendar import ONE_DAY, day_of
from rules.edition.shown import points
from rules.edition.term import review_ends
from rules.permission import Visitor
from rules.refusal import N_
from services.ranking import notes as reading
from services.ranking.notes import Change, Heard, Notes

_KINDS = {
    AppealKind.CORRECTION: N_("Correction of a fact"),
    AppealKind.APPEAL: N_("Objection"),
    AppealKind.REVIEW: N_("Review after publication"),
}
STATES = {
    AppealState.OPEN: N_("waits for an answer"),
    AppealState.UPHELD: N_("upheld"),
    AppealState.REJECTED: N_("rejected"),
    AppealState.WITHDRAWN: N_("withdrawn"),
}


def show(asked: Asked, visitor: Visitor) -> None:
    """Corrections first: whoever read the list before must know."""
    told = read(AREAS, asked.path, reading.notes, asked.edition_id)
    _corrections(asked, told)
    _repairs(told)
    _appeals(asked, told)
    _how(asked, visitor)


def _corrections(asked: Asked, told: Notes) -> None:
    st.markdown(f"#### {_('Corrections')}")
    if not told.corrections:
        st.caption(_("Nothing was corrected since it was published."))
    for one in told.corrections:
        title = n_("{n} compound changed", "{n} compounds changed", one.total)
        st.markdown(f"**{clock(one.at, year=True)}** · {title}")
        lines = [f"- {_change(asked, change)}" for change in one.changes]
        if lines:
            st.markdown("\n".join(lines))
    for code, title, at in told.notices:
        st.markdown(
            f":material/campaign: [{plain(title)}](/notice/{code}) "
            f":small[:gray[{plain(clock(at, year=True))}]]"
        )


def _change(asked: Asked, change: Change) -> str:
    digits = asked.head.digits
    told = [
        _(
            "rank {was} → {rank}, {old} → {score} points",
            was="–" if change.old_rank is None else change.old_rank,
            rank="–" if change.rank is None else change.rank,
            old=points(change.old_score, digits),
            score=points(change.score, digits),
        )
    ]
    if change.old_mark is not change.mark:
        told.append(f"{words.mark(change.old_mark)} → {words.mark(change.mark)}")
    name = f"[{words.cell(change.name)}](/placing?id={change.placing_id})"
    return f"{name} :gray[{plain(' · '.join(told))}]"


def _repairs(told: Notes) -> None:
    if not told.repairs:
        return
    st.markdown(f"#### {_('Put right since')}")
    st.caption(_("The published row stays as it was; that it was put right stands beside it."))
    for one in told.repairs:
        at = day(day_of(one.at), year=True) if one.at else ""
        st.markdown(
            f":green-badge[:material/healing: {_('Put right since')}] **{plain(one.name)}** "
            f":gray[{plain(' · '.join(filter(None, (one.firm, at))))}]  \n{plain(one.answer)}"
        )


def _appeals(asked: Asked, told: Notes) -> None:
    st.markdown(f"#### {_('What firms objected to')}")
    if not told.appeals:
        st.caption(_("No firm objected."))
        return
    st.markdown(" · ".join(f"{_(STATES[state])} {count}" for state, count in told.appeals))
    if told.heard:
        st.markdown("\n".join(f"- {_outcome(asked, one)}" for one in told.heard))


def _outcome(asked: Asked, one: Heard) -> str:
    leaf = asked.head.body.indicator(one.indicator)
    about = words.name(leaf) if leaf is not None else _("the result as a whole")
    at = [day(day_of(one.answered_at), year=True)] if one.answered_at else []
    small = plain(" · ".join([_(_KINDS[one.kind]), about, *at]))
    return f"**{plain(one.name)}** {_(STATES[one.state])} :small[:gray[{small}]]"


def _how(asked: Asked, visitor: Visitor) -> None:
    """How a firm, and how an owner, goes on."""
    st.markdown(f"#### {_('How to appeal')}")
    lines: list[str] = []
    published = asked.head.edition.published_at
    if published is not None:
        ends = review_ends(published, asked.head.body.terms)
        last = day(day_of(ends - ONE_DAY), year=True)
        lines.append(_review(ends > now())(last))
    lines += [
        _("The street office answers in writing; what is upheld is computed anew and posted."),
        _("A firm on the black list may ask for repair at any time, with proof of what it did."),
        _("Owners raise what they find wrong as a topic; a list by itself decides nothing."),
    ]
    st.markdown("\n".join(f"- {line}" for line in lines))
    with st.container(horizontal=True, gap="small"):
        if visitor.signed_in:
            link.to("preview", _("Results for your firm"), "mark_email_unread", code=asked.code)
        link.to("propose", _("Raise it"), "add_circle")


def _review(is_open: bool) -> Callable[[str], str]:
    if is_open:
        return lambda end: _("A firm may ask for a review; the last day is {day}.", day=end)
    return lambda end: _("The time to ask for a review ended on {day}.", day=end)
