"""What an auditor should look at (预警)."""

import streamlit as st

from components import gate
from components.language import _
from rules.permission import Permission

visitor = gate.require(Permission.AUDIT)
st.title(_("Warnings"))
