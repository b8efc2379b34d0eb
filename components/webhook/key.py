"""Making the key that signs (推送密钥): shown once, to be put into the receiver."""

import streamlit as st

from components.act import act
from components.language import _
from components.text import plain
from rules.permission import Visitor
from services.webhook import Hook, make_key


def show(hook: Hook, visitor: Visitor) -> None:
    """A question before an old key is replaced; then the key, this once."""
    if hook.key_made_at is not None:
        text = _("The key before it signs nothing from now on: put the new one into the receiver.")
        st.warning(text, icon=":material/key:")
    st.markdown(_("The key of “{name}” is shown once, now.", name=plain(hook.defined.body["name"])))
    if st.button(_("Make a key"), type="primary", key="nb_confirm"):
        made = act(_("The key is made."), make_key, visitor, hook.defined.key)
        if made:
            st.code(made, language=None)
            st.caption(_("Copy it now. Nobody, not even we, can show it again."))
