"""What the floor's first page says, behind our frame and gate."""

import streamlit as st

from components import gate

gate.require()
st.title("你好")
st.write("hello")
