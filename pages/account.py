"""My account (我的账号)."""

import streamlit as st

from components import account, gate
from components.language import _

visitor = gate.require()
st.title(_("My account"))
account.person(visitor)
account.roles(visitor)
account.browsers(visitor)
account.safety(visitor)
