"""A webhook as a form (消息推送表单); it goes into a change set."""

import secrets

import streamlit as st

from components.change.pick import save_into
from components.language import _
from components.webhook import words
from db.setting import setting
from models.definition import DefinitionKind
from rules.definition import webhook
from rules.permission import Visitor
from rules.webhook.address import LONGEST_URL
from rules.webhook.event import EVENTS
from services.webhook import Hook

LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"


def show(hook: Hook | None, visitor: Visitor) -> None:
    """Its name, its address, what it is told of; then where the change goes."""
    held = dict(hook.defined.body) if hook else {}
    code = hook.defined.key if hook else ""
    name = st.text_input(_("Name"), held.get("name", ""), max_chars=40, key=f"nb_hook_name_{code}")
    url = st.text_input(
        _("Address"),
        held.get("url", "https://"),
        max_chars=LONGEST_URL,
        key=f"nb_hook_url_{code}",
        help=_(
            "It begins with https://. Allowed hosts: {hosts}",
            hosts=", ".join(setting().webhook_hosts),
        ),
    )
    events = st.multiselect(
        _("Of what it is told"),
        list(EVENTS),
        held.get("events", []),
        format_func=words.event,
        key=f"nb_hook_events_{code}",
    )
    on = st.toggle(_("switched on"), held.get("on", True), key=f"nb_hook_on_{code}")
    body = {"name": (name or "").strip(), "url": (url or "").strip(), "events": events, "on": on}
    here = setting()
    found = webhook.problems(body, webhook.Allowed(here.webhook_hosts, here.webhook_inside))
    if not (body["name"] and events):
        st.caption(_("Give it a name, and pick at least one event."))
    elif found:
        problem = found[0]
        st.error(_(problem.sentence, **problem.facts), icon=":material/block:")
    else:
        save_into(visitor, DefinitionKind.WEBHOOK, code or _new_key(), body)


def _new_key() -> str:
    """A key of its own for a new webhook."""
    return "hook-" + "".join(secrets.choice(LETTERS) for _each in range(8))
