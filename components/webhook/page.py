"""Which systems are told what, and whether it arrives (消息推送一览)."""

import streamlit as st

from components import link
from components.change.page import reach
from components.change.pick import into_change
from components.dialog import opened
from components.format import clock
from components.language import _, n_
from components.text import plain
from components.webhook import form, key, record, words
from db.session import glance
from db.setting import setting
from models.definition import DefinitionKind
from rules.permission import Permission, Visitor
from services.webhook import Hook, hooks


def show(visitor: Visitor) -> None:
    """Each webhook with how it fares; the log of one where the address names it."""
    asked = link.asked("key")
    if form.drawn(asked, visitor):
        return
    with glance() as session:
        found = hooks(session, reach(visitor))
    one = next((hook for hook in found if hook.defined.key == asked), None)
    if one is not None:
        record.show(one, visitor)
        return
    st.title(_("Messages to other systems"))
    st.caption(
        _(
            "Other systems learn what happens here: signed, tried again until it arrives, without "
            "names of people."
        )
    )
    if not setting().webhook_hosts:
        st.info(_("No host is allowed yet: whoever runs the machine lists them in APP_WEBHOOKS."))
        return
    title = _("New webhook")
    if st.button(title, type="primary", icon=":material/add:", key="nb_new_hook"):
        opened(title, form.show, None, visitor)
    if not found:
        st.info(_("No system is told anything yet."))
    with st.grid("auto", min_column_width=320, gap="small"):
        for hook in found:
            _card(hook, visitor)


def _card(hook: Hook, visitor: Visitor) -> None:
    """Where to, what of, whether it arrives."""
    body, code = hook.defined.body, hook.defined.key
    with st.container(border=True, gap="xsmall"):
        link.to("webhooks", f"**{plain(body['name'])}**", "webhook", key=code)
        st.markdown(words.fares(hook))
        st.caption(plain(words.host(body["url"])))
        told = n_("{n} event", "{n} events", len(body["events"]))
        facts = [told, words.place(hook.place)]
        if hook.last_at is not None:
            facts.append(_("last at {at}", at=clock(hook.last_at)))
        st.caption(plain(" · ".join(facts)))
        with st.container(horizontal=True, gap="small"):
            _acts(hook, visitor)


def _acts(hook: Hook, visitor: Visitor) -> None:
    code = hook.defined.key
    if words.may(visitor, Permission.CONFIGURE, hook):
        title = _("Change it")
        if st.button(title, icon=":material/edit:", key=f"nb_edit_{code}"):
            opened(title, form.show, hook, visitor)
        if st.button(_("Remove"), icon=":material/delete:", key=f"nb_gone_{code}"):
            into_change(visitor, DefinitionKind.WEBHOOK, code, None)
    if hook.key_made_at is None and words.may(visitor, Permission.PUBLISH_CHANGES, hook):
        title = _("Make a key")
        if st.button(title, icon=":material/key:", key=f"nb_key_{code}"):
            opened(title, key.show, hook, visitor)
