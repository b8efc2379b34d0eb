"""The picture frame around every page: language, menu, and the page itself."""

import streamlit as st

from components import frame
from components.answer import answering

st.set_page_config(page_title=frame.title(), page_icon=frame.ICON, layout="wide")
with answering():
    st.navigation(frame.menu(), position="top").run()
    frame.foot()
