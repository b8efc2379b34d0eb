"""The least that a page can be (底线): a title and a line, in an app of five such pages."""

import streamlit as st


def hello() -> None:
    """What every figure of ours is compared with."""
    st.title("你好")
    st.write("hello")


def _other() -> None:
    st.title("别处")


names = ("topics", "votes", "notices", "account")
st.set_page_config(page_title="floor")
st.navigation(
    [
        st.Page(hello, title="你好", url_path="hello", default=True),
        *(st.Page(_other, title=name, url_path=name) for name in names),
    ]
).run()
