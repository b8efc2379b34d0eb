"""Whoever publishes sees every part that is not the same any more, and nothing else."""

from rules.method.change import changed, with_indicator, without
from rules.method.difference import differences
from tests.rules.method.bodies import body


def said(before: dict[str, object], after: dict[str, object]) -> list[tuple[str, ...]]:
    return [(d.section, d.code, d.part, d.before, d.after) for d in differences(before, after)]


def test_nothing_is_different_from_itself() -> None:
    assert differences(body(), body()) == []


def test_a_weight_is_one_line() -> None:
    after = changed(body(), "onsite", {"weight": 25})
    assert said(body(), after) == [("indicators", "onsite", "weight", "30", "25")]


def test_what_is_new_or_gone_is_told_by_its_name_alone() -> None:
    after = with_indicator(body(), "outside", {"name": "新", "name_en": "New"})
    assert said(body(), after) == [("indicators", "indicator1", "name", "", "新")]
    assert said(after, body()) == [("indicators", "indicator1", "name", "新", "")]
    gone = said(body(), without(body(), "outside"))
    assert len(gone) == 5
    assert all(after == "" for *_rest, after in gone)


def test_lines_of_sheets_gates_and_settings_are_compared() -> None:
    after = body() | {"terms": {"preview_days": 7, "objection_days": 10, "review_days": 15}}
    after["gates"] = after["gates"][1:]
    after["sheets"][0]["items"][0]["points"] = 4
    assert said(body(), after) == [
        ("items", "onsite.x01", "points", "2", "4"),
        ("gates", "accident", "name", "发生较大及以上安全责任事故", ""),
        ("settings", "terms", "terms.preview_days", "5", "7"),
    ]


def test_a_grade_has_its_code_for_a_name() -> None:
    after = body("jinan")
    after["grades"][0]["from"] = 90
    found = differences(body("jinan"), after)
    assert [(d.name, d.part, d.before, d.after) for d in found] == [("AAA", "from", "85", "90")]
