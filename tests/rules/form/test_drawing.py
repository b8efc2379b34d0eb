"""Moving the parts of a form about: nothing is lost, and no two questions are one."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from rules.definition import form
from rules.form import drawing
from tests.forms import COUNT, LIKE, body


def names(of: dict[str, Any]) -> list[list[str]]:
    return [[field["name"] for field in section["fields"]] for section in of["sections"]]


def two() -> dict[str, Any]:
    return body(sections=[{"title": "一", "fields": [LIKE, COUNT]}, {"title": "二", "fields": []}])


def test_a_question_goes_down_into_the_next_section_and_up_again() -> None:
    down = drawing.moved_question(two(), (0, 1), 1)
    assert names(down) == [["x_like"], ["x_count"]]
    assert names(drawing.moved_question(down, (1, 0), -1)) == [["x_like", "x_count"], []]
    assert drawing.moved_question(down, (1, 0), 1) == down
    assert drawing.moved_question(two(), (0, 0), -1) == two()


def test_a_copy_is_a_question_of_its_own() -> None:
    once = drawing.copied_question(two(), (0, 0))
    again = drawing.copied_question(once, (0, 0))
    assert names(again)[0] == ["x_like", "x_2", "x_1", "x_count"]
    assert form.problems(again) == []


def test_a_section_keeps_its_questions_when_its_heading_changes() -> None:
    made = drawing.with_section(two(), 0, {"title": "新"})
    assert made["sections"][0]["title"] == "新"
    assert names(made) == names(two())
    assert names(drawing.with_section(two(), None, {"title": "三"}))[2] == []


def test_the_last_section_stays() -> None:
    one = drawing.without_section(two(), 1)
    assert names(one) == [["x_like", "x_count"]]
    assert drawing.without_section(one, 0) == one


def test_what_is_given_is_never_changed() -> None:
    before = two()
    drawing.without_question(before, (0, 0))
    drawing.with_question(before, (0, 0), COUNT)
    drawing.moved_section(before, 0, 1)
    assert before == two()


@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from([-1, 1])), max_size=20))
def test_moving_loses_no_question(moves: list[tuple[int, int]]) -> None:
    made = two()
    for which, by in moves:
        spots = [
            (s, q) for s, sec in enumerate(made["sections"]) for q in range(len(sec["fields"]))
        ]
        made = drawing.moved_question(made, spots[which % len(spots)], by)
        made = drawing.moved_section(made, which % 2, by)
    assert sorted(one for inside in names(made) for one in inside) == ["x_count", "x_like"]
