"""Handing the ticket to the browser, which fetches its cookie by plain HTTP (交接).

A page cannot set a cookie that scripts cannot read; a route can. Then the page loads anew,
because a websocket knows only the cookies it was opened with.
"""

import streamlit as st

from components.language import _

_SCRIPT = """
export default function ({ data, parentElement }) {
  const token = (document.cookie.match(/(?:^|; )_streamlit_xsrf=([^;]+)/) || [])[1] || "";
  const sorry = () => {
    const line = document.createElement("p");
    line.setAttribute("role", "alert");
    line.textContent = data.sorry;
    parentElement.replaceChildren(line);
  };
  fetch(data.path, {
    method: "POST",
    credentials: "same-origin",
    headers: { "X-Xsrftoken": token, "Content-Type": "text/plain" },
    body: data.ticket,
  }).then((answer) => (answer.ok ? location.replace(data.next) : sorry()), sorry);
}
"""


def begin(ticket: str, then: str) -> None:
    """Sign this browser in, and go on to ``then``."""
    _send("/auth/session", ticket, then)


def end(then: str = "/") -> None:
    """Sign this browser out, and go on to ``then``."""
    _send("/auth/logout", "", then)


def _send(path: str, ticket: str, then: str) -> None:
    component = st.components.v2.component("nb_handoff", js=_SCRIPT)
    sorry = _("That took too long. Please load the page again and try once more.")
    component(data={"path": path, "ticket": ticket, "next": then, "sorry": sorry}, key="nb_handoff")
