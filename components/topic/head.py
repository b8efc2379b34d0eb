"""What a topic is, how far it has come, what is missing and for whom (议题概况)."""

from datetime import date

import streamlit as st

from components import label, standing
from components.format import day, days_ago
from components.language import _
from components.text import plain
from models.topic import Topic, TopicState
from rules.calendar import day_of
from rules.mask import masked_name
from rules.procedure import Plan, StepPlan
from services.topic.reading import Account


def show(told: Account, plan: Plan, today: date, names_public: bool) -> None:
    """Title, the bar of steps, and the answer to “what now?”."""
    topic = told.topic
    st.title(plain(topic.title))
    who = masked_name(told.proposer.name, public=names_public)
    on = day_of(topic.created_at)
    facts = [
        label.category(topic.category),
        plain(told.place.name),
        _("proposed by {name} on {day}", name=plain(who), day=day(on, year=True)),
    ]
    st.markdown(f":small[:gray[{' · '.join(facts)}]]")
    st.markdown(_bar(topic, plan))
    with st.container(border=True, gap="small"):
        _what_now(told, plan, today)


def _bar(topic: Topic, plan: Plan) -> str:
    """✓ 民提 — ● 民议 — ○ 民决: in words for whoever cannot see the signs."""
    here = plan.position(topic.step_code)
    ended = topic.state is not TopicState.OPEN
    parts = [_stop(step, i, here, ended, topic.state) for i, step in enumerate(plan.steps)]
    return " :gray[—] ".join(parts)


def _stop(step: StepPlan, i: int, here: int, ended: bool, state: TopicState) -> str:
    name = plain(label.step(step))
    if i < here or (i == here and state is TopicState.DONE):
        return f":green[:material/check_circle: {name}]"
    if i == here and ended:
        return f":gray[:material/cancel: **{name}**]"
    if i == here:
        return f":red[:material/radio_button_checked: **{name}**]"
    return f":gray[:material/radio_button_unchecked: {name}]"


def _what_now(told: Account, plan: Plan, today: date) -> None:
    topic = told.topic
    if topic.state is not TopicState.OPEN:
        colour = "green" if topic.state is TopicState.DONE else "gray"
        st.markdown(f":{colour}-badge[{label.state(topic.state)}] :gray[{_span(told)}]")
        if topic.end_reason:
            st.text(topic.end_reason)
        if told.merged_into:
            st.page_link(
                "topic.py",
                label=plain(told.merged_into),
                icon=":material/merge:",
                query_params={"id": str(topic.merged_into_id)},
            )
        _last_word(told)
        return
    step = plan.step(topic.step_code)
    lines = [f"**{plain(label.step(step))}** · {plain(label.verb(step))}"]
    lines += [standing.line(kept) for kept in topic.standing]
    st.markdown("  \n".join(lines))
    st.markdown(f":small[{' :gray[·] '.join(_clock(topic, today))}]")


def _span(told: Account) -> str:
    """When it ended, and how long it took from the first day."""
    began = day_of(told.topic.created_at)
    ended = day_of(told.entries[-1].left_at or told.topic.step_since)
    n = (ended - began).days + 1
    return _("{day}, after {n} days", day=day(ended, year=True), n=n)


def _last_word(told: Account) -> None:
    """Why it ended, where a gate ended it: the verdicts, and the reason of who said no."""
    topic = told.topic
    if topic.state in (TopicState.FAILED, TopicState.DECLINED, TopicState.EXPIRED):
        lacking = [kept for kept in topic.standing if kept["state"] != "met"]
        failed = [kept for kept in lacking if kept["state"] == "failed"]
        st.markdown("  \n".join(standing.line(kept) for kept in failed or lacking))
    for approval, _name in told.approvals:
        if not approval.approved:
            st.text(approval.reason)


def _clock(topic: Topic, today: date) -> list[str]:
    words = [days_ago(day_of(topic.step_since), today)]
    if topic.round > 1:
        words.append(_("Round {n}", n=topic.round))
    if topic.waits_for:
        words.append(_("Next: {roles}", roles=label.roles(topic.waits_for)))
    grey = [f":gray[{text}]" for text in words]
    if topic.due_on is None:
        return grey
    if topic.due_on < today:
        late = _("{n} days overdue", n=(today - topic.due_on).days)
        return [*grey, f":red[:material/alarm: {late}]"]
    until = _("by {day}", day=day(topic.due_on, year=topic.due_on.year != today.year))
    grey.append(f":gray[{until}]")
    if topic.due_provisional:
        text = _("provisional: next year's holidays are not published yet")
        grey.append(f":gray[{text}]")
    return grey
