"""Streamlit as it comes, served as we serve it: by uvicorn, without a collection per click."""

import streamlit as st

app = st.App("page.py")
