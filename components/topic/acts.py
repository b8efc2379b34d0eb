"""What the visitor may do with a topic now (可做的事)."""

import streamlit as st

from components import link
from components.act import act_and_rerun
from components.dialog import opened
from components.language import _
from components.reading import read_topic
from components.text import plain
from components.topic import chair
from models.member import Role
from models.procedure import GateKind
from models.topic import Topic, TopicState
from rules.permission import Permission, Visitor
from rules.procedure import Plan, StepPlan
from services.approval import approve
from services.topic import reading
from services.topic.reading import Account
from services.topic.support import endorse, take_back


def show(told: Account, plan: Plan, visitor: Visitor) -> None:
    """The acts that are open; nothing where there are none."""
    topic = told.topic
    if topic.state is not TopicState.OPEN:
        return
    step = plan.step(topic.step_code)
    if not visitor.signed_in:
        _invite(step)
        return
    with st.container(horizontal=True, gap="small"):
        if step.gate(GateKind.ENDORSEMENTS) and visitor.may(Permission.ENDORSE, topic.path):
            _support(topic, told.texts[-1].number, visitor)
        _approvals(told, step, visitor)
        chair.show(told, plan, visitor)


def _invite(step: StepPlan) -> None:
    supports = step.gate(GateKind.ENDORSEMENTS) is not None
    words = _("Sign in to support it") if supports else _("Sign in to take part")
    link.to("sign_in", words, "login", next=link.here())


def _support(topic: Topic, text_number: int, visitor: Visitor) -> None:
    assert topic.id is not None
    assert visitor.member_id is not None
    given = read_topic((), topic.id, reading.endorsed_text, topic.id, visitor.member_id)
    if given == text_number:
        undo = _("Tap to take it back")
        if st.button(_("I support it"), icon=":material/check:", key="nb_unsupport", help=undo):
            act_and_rerun(_("Your support is taken back."), take_back, visitor, topic.id)
        return
    words = _("Support it again: the text has changed") if given else _("Support it")
    if st.button(words, type="primary", icon=":material/thumb_up:", key="nb_support"):
        act_and_rerun(
            _("You support “{title}”.", title=plain(topic.title)), endorse, visitor, topic.id
        )


def _approvals(told: Account, step: StepPlan, visitor: Visitor) -> None:
    topic = told.topic
    said = {
        approval.gate
        for approval, _name in told.approvals
        if approval.member_id == visitor.member_id
        and (approval.step_code, approval.round) == (step.code, topic.round)
    }
    for i, asked in enumerate(step.gates):
        if asked.kind not in (GateKind.APPROVAL, GateKind.TWO_PERSONS) or i in said:
            continue
        if topic.standing[i]["state"] != "pending":
            continue
        if visitor.roles_at(topic.path) & set(map(Role, asked.roles())):
            yes = _("Accept it") if step.gate(GateKind.ENDORSEMENTS) else _("Approve")
            if st.button(yes, type="primary", icon=":material/task_alt:", key=f"nb_yes_{i}"):
                opened(yes, _decide, topic, i, True, visitor)
            no = _("Decline")
            if st.button(no, icon=":material/block:", key=f"nb_no_{i}"):
                opened(no, _decide, topic, i, False, visitor)


def _decide(topic: Topic, index: int, approved: bool, visitor: Visitor) -> None:
    if not approved:
        st.warning(_("A no ends this step. Everybody can read the reason."))
    reason = st.text_area(_("Reason"), max_chars=500, key="nb_reason", required=True)
    if st.button(_("Confirm"), type="primary", key="nb_confirm"):
        done = _("Approved.") if approved else _("Declined.")
        act_and_rerun(done, approve, visitor, topic.id or 0, index, approved, reason)
