"""What an owner says of the property service, and paper entered for those without a phone."""

from collections.abc import Mapping

import streamlit as st

from components import bar
from components.act import act, act_and_rerun
from components.language import _, n_
from components.method.naming import name
from components.text import plain
from db.session import glance
from rules.method import Body
from rules.permission import Permission, Visitor
from rules.refusal import N_
from rules.scoring.survey import HIGHEST, LONGEST_TEXT, LOWEST, to_come
from services.scoring.reading import Asked, Home, asked, homes
from services.scoring.survey import Answer, answer_survey, enter_paper_answer

MARKS = {
    5: N_("great"),
    4: N_("good"),
    3: N_("so-so"),
    2: N_("poor"),
    1: N_("bad"),
}
_TURN, _UNIT = "nb_paper_turn", "nb_paper_unit"


def page(visitor: Visitor) -> None:
    """The homes of an owner, and below them the paper forms for whoever enters those."""
    st.title(_("Owners' satisfaction"))
    with glance() as session:
        mine = homes(session, visitor.member_id or 0)
        enters = tuple(h.path for h in visitor.held if visitor.may(Permission.ENTER_BALLOT, h.path))
        paper = asked(session, enters) if enters else []
    for home in mine:
        _home(home, visitor)
    if paper:
        _paper(paper, visitor)
    if not mine and not paper:
        st.info(
            _(
                "Nobody is asked at the moment. When the street rates the property service, "
                "each home answers here, once."
            ),
            icon=":material/thumbs_up_down:",
        )


def _home(home: Home, visitor: Visitor) -> None:
    """The questions for one home, or the thanks for its answer."""
    st.subheader(plain(f"{home.compound} {home.label}"))
    st.caption(f"{plain(home.firm)} · {plain(home.edition)}")
    key = f"{home.entrant_id}_{home.unit_id}"
    if home.by is not None and home.by != visitor.member_id:
        st.success(_("Another owner of this home has answered."), icon=":material/check:")
        return
    if home.answered and not st.session_state.get(f"nb_again_{key}"):
        st.success(_("Your home has answered. Thank you."), icon=":material/check:")
        st.caption(_("You can change it until the street stops collecting."))
        if st.button(_("Change the answer"), key=f"nb_change_{key}"):
            st.session_state[f"nb_again_{key}"] = True
            st.rerun()
        return
    st.write(_("One answer for each home. The firm sees no names, only how all homes answered."))
    answer = _questions(home.body, key, home.points, home.text)
    if st.button(
        _("Send"), type="primary", width="stretch", icon=":material/send:", key=f"nb_send_{key}"
    ):
        st.session_state.pop(f"nb_again_{key}", None)
        done = _("Your answer counts. Thank you.")
        act_and_rerun(done, answer_survey, visitor, home.entrant_id, home.unit_id, answer)


def _questions(body: Body, key: str, points: Mapping[str, int], text: str = "") -> Answer:
    """Every question with five words to tap; nothing has to be typed."""
    given: dict[str, int | None] = {}
    for question in body.questions:
        given[question.code] = st.pills(
            name(question),
            range(HIGHEST, LOWEST - 1, -1),
            format_func=lambda mark: _(MARKS[mark]),
            default=points.get(question.code),
            key=f"nb_answer_{key}_{question.code}",
        )
    said = st.text_area(
        _("Anything else? (need not be)"),
        text,
        max_chars=LONGEST_TEXT,
        key=f"nb_answer_text_{key}",
        height=80,
    )
    return Answer(given, said or "")


def _paper(found: list[Asked], visitor: Visitor) -> None:
    """How many have answered, and the forms that came on paper."""
    st.subheader(_("How many have answered"))
    for one in found:
        left = to_come(one.answered, one.households, one.body.turnout)
        words = n_("{n} home to come", "{n} homes to come", left) if left else _("enough")
        bar.show(
            one.answered,
            one.households,
            f"{plain(one.name)} · {one.answered} / {one.households} · {words}",
        )
    st.caption(
        _("Below the turnout that the method asks for, the answers of a compound do not count.")
    )
    st.subheader(_("Enter a paper form"))
    at = st.selectbox(
        _("Compound"),
        range(len(found)),
        format_func=lambda n: f"{found[n].name} · {found[n].edition}",
        key="nb_paper_at",
        filter_mode=None,
    )
    here = found[at or 0]
    turn = st.session_state.get(_TURN, 0)
    unit = st.text_input(
        _("Door, as the roll writes it"), max_chars=40, key=f"{_UNIT}_{turn}", placeholder="3-2-501"
    )
    answer = _questions(here.body, f"paper_{here.entrant_id}_{turn}", {})
    if st.button(_("Enter this form"), type="primary", icon=":material/post_add:", key="nb_paper"):
        done = _("The form of {unit} is entered.", unit=unit)
        where = (visitor, here.entrant_id, unit or "", answer)
        if act(done, enter_paper_answer, *where) is not None:
            st.session_state[_TURN] = turn + 1  # an empty form for the next
            st.rerun()
