"""One webhook: every message with what was answered (推送记录)."""

import streamlit as st

from components import link, place
from components.act import act, act_and_rerun
from components.dialog import opened
from components.format import clock
from components.language import _
from components.text import plain
from components.webhook import key, words
from db.session import glance, transaction
from models.webhook import DeliveryState
from rules.permission import Permission, Visitor
from services.webhook import Hook, Sent, log, repeat_delivery, send_one, send_test
from services.webhook.reading import PAGE_ROWS


def show(hook: Hook, visitor: Visitor) -> None:
    """How it fares, what may be done, message by message."""
    body = hook.defined.body
    link.to("webhooks", _("All webhooks"), "arrow_back")
    st.title(plain(body["name"]))
    st.markdown(f"{words.fares(hook)} {plain(words.host(body['url']))}")
    told = _(", ").join(words.event(event) for event in body["events"])
    st.caption(plain(_("Told of: {events}", events=told)))
    _acts(hook, visitor)
    total = hook.waiting + hook.failed + hook.delivered
    if not total:
        st.info(_("Nothing was sent yet. A test message shows whether the receiver listens."))
        return
    above, page = place.paged(total, PAGE_ROWS)
    with glance() as session:
        rows = log(session, hook.defined.key, page)
    may = words.may(visitor, Permission.CONFIGURE, hook)
    with above:
        for row in rows:
            _row(row, may, visitor)


def _acts(hook: Hook, visitor: Visitor) -> None:
    with st.container(horizontal=True, gap="small"):
        sends = hook.key_made_at is not None and hook.defined.body.get("on", True)
        if sends and words.may(visitor, Permission.CONFIGURE, hook):
            text = _("Send a test message")
            if st.button(text, type="primary", icon=":material/send:", key="nb_test_hook"):
                _test(hook, visitor)
        if words.may(visitor, Permission.PUBLISH_CHANGES, hook):
            title = _("Make a new key") if hook.key_made_at else _("Make a key")
            if st.button(title, icon=":material/key:", key="nb_key_hook"):
                opened(title, key.show, hook, visitor)


def _test(hook: Hook, visitor: Visitor) -> None:
    """Sent at once, so that whoever sets up a receiver need not wait for the clock."""
    made = act(_("The test message is sent."), send_test, visitor, hook.defined.key)
    if made is not None:
        with st.spinner(_("Waiting for the answer")):
            send_one(transaction, made.id or 0)
        st.rerun()


def _row(row: Sent, may: bool, visitor: Visitor) -> None:
    with st.container(border=True, gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(
                f"{words.badge(row.state)} {plain(words.event(row.event))}", width="content"
            )
            st.space("stretch")
            repeated = may and row.state is not DeliveryState.WAITING
            text = _("Send it again")
            if repeated and st.button(
                text, type="tertiary", icon=":material/replay:", key=f"nb_again_{row.id}"
            ):
                act_and_rerun(
                    _("It is sent again within a minute."), repeat_delivery, visitor, row.id
                )
        facts = [f"msg_{row.id}", row.about, clock(row.at)]
        facts.append(_("attempts: {n}", n=row.attempts))
        if row.state is DeliveryState.WAITING and row.next_at is not None:
            facts.append(_("next at {at}", at=clock(row.next_at)))
        st.caption(plain(" · ".join(fact for fact in facts if fact)))
        if row.status is not None or row.answer:
            told = _("The answer: {status}", status=row.status or "–")
            st.caption(f"{told} {plain(row.answer)}")
