"""What stops a form from holding: one clear sentence each, whatever is thrown at it."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rules.definition import form
from tests.forms import COUNT, LIKE, WORDS, body


def section(*fields: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"title": "", "fields": list(fields)} | more


def said(**more: Any) -> list[str]:
    return [problem.sentence for problem in form.problems(body(**more))]


def test_a_sound_form_has_no_problems() -> None:
    assert said() == []
    assert said(use="survey", one_per="unit", changeable=True, closes_on="2026-12-31") == []


@pytest.mark.parametrize(
    ("more", "about"),
    [
        ({"use": "spy"}, "is one of"),
        ({"script": "x"}, "is not known here"),
        ({"opens_on": "2026-02-30"}, "not a day of the calendar"),
        ({"opens_on": "2026-03-02", "closes_on": "2026-03-01"}, "close before it opens"),
        ({"one_per": "unit"}, "without an account"),
        ({"use": "survey"}, "one answer from each home"),
        ({"use": "sheet", "one_per": "unit"}, "those who serve"),
        ({"use": "members", "changeable": True}, "can only be changed"),
        ({"sections": [section()]}, "at least one question"),
        ({"sections": []}, "list of"),
        ({"sections": [section(LIKE, LIKE)]}, "Two questions are called"),
        ({"sections": [section(LIKE, LIKE | {"name": "x_b"})]}, "asked twice"),
        ({"sections": [section(LIKE | {"name": "id"})]}, "begins with x_"),
        ({"sections": [section(LIKE | {"kind": "file", "choices": []})]}, "members only"),
        ({"sections": [section(LIKE | {"kind": "row"})]}, "is one of"),
        ({"sections": [section(LIKE | {"choices": []})]}, "choose from"),
        ({"sections": [section(WORDS, LIKE)]}, "comes later"),
        ({"sections": [section(COUNT | {"least": 5, "most": 1})]}, "least is more"),
        (
            {"sections": [section(LIKE, visible_if=WORDS["visible_if"])]},
            "not asked before it",
        ),
        (
            {"sections": [section(LIKE, WORDS | {"visible_if": {"sql": "1"}})]},
            "not a condition",
        ),
    ],
)
def test_each_mistake_is_said_in_one_sentence(more: dict[str, Any], about: str) -> None:
    found = said(**more)
    assert found
    assert about in found[0]


def test_questions_and_sections_have_an_end() -> None:
    many = [COUNT | {"name": f"x_{n}", "label": f"题{n}"} for n in range(61)]
    assert "questions at most" in said(sections=[section(*many[:40]), section(*many[40:])])[0]
    assert "list of" in said(sections=[section(COUNT)] * 21)[0]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3)
    ),
    max_leaves=12,
)
SLOWLY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=50)
PARTS = ["name", "use", "sections", "opens_on", "one_per", "changeable", "per_hour", "intro", "zzz"]
IN_A_FIELD = [*LIKE, "visible_if", "valid_if", "formula", "pattern", "least", "longest", "help"]


@SLOWLY
@given(st.sampled_from(PARTS), JSON)
def test_no_body_is_so_odd_that_it_breaks_the_check(part: str, value: Any) -> None:
    assert isinstance(form.problems(body(**{part: value})), list)


@SLOWLY
@given(st.sampled_from(IN_A_FIELD), JSON)
def test_no_question_is_so_odd_that_it_breaks_the_check(part: str, value: Any) -> None:
    told = body(sections=[section(LIKE | {part: value})])
    assert isinstance(form.problems(told), list)
