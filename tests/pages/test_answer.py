"""Every act is answered, once: done, refused, overtaken, or the house too busy to do it."""

import pytest
from sqlalchemy.exc import IntegrityError, OperationalError
from streamlit.testing.v1 import AppTest

from rules.refusal import Refused


def asked() -> None:
    """A page with one act, which fails as the test says."""
    import streamlit as st  # noqa: PLC0415 the script of a page stands alone

    from components.act import act  # noqa: PLC0415
    from components.answer import answering  # noqa: PLC0415

    def deed(session: object) -> str:
        if st.session_state.get("wrong"):
            raise st.session_state["wrong"]
        return "done"

    def body() -> None:
        if st.session_state.get("acted"):
            return
        st.session_state["acted"] = act("Done.", deed)
        if st.session_state.get("anew"):
            st.rerun()

    with answering():
        with answering():  # a part of the page, drawn with the rest
            body()
        st.button("Again")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (Refused("Voting on “{title}” has closed.", title="停车"), "停车"),
        (IntegrityError("x", {}, Exception()), "刚刚有人先改了，请再看一眼。"),
        (OperationalError("x", {}, Exception("locked")), "现在太忙了，什么都没有保存"),
        (TimeoutError("no turn"), "现在太忙了，什么都没有保存"),
    ],
)
def test_what_goes_wrong_is_said_in_one_sentence(wrong: Exception, said: str) -> None:
    page = AppTest.from_function(asked)
    page.session_state["nb_language"] = "zh_CN"
    page.session_state["wrong"] = wrong
    page.run()
    assert not page.exception
    assert said in page.error[0].value
    assert not page.toast


def test_a_refusal_does_not_obey_the_words_of_people() -> None:
    page = AppTest.from_function(asked)
    page.session_state["wrong"] = Refused("Voting on “{title}” has closed.", title="[x](//e.test)")
    page.run()
    assert r"\[x\]\(" in page.error[0].value


@pytest.mark.parametrize("anew", [False, True], ids=["and goes on", "and is drawn anew"])
def test_what_is_done_is_said_once_on_the_page_that_is_seen(anew: bool) -> None:
    page = AppTest.from_function(asked)
    page.session_state["anew"] = anew
    page.run()
    assert [toast.value for toast in page.toast] == ["Done."]
    assert not page.run().toast
