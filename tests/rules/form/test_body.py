"""A form's body as frozen values."""

from datetime import date

import pytest

from rules.form import OncePer, Opening, Use, must_be_open, opening, read_form
from rules.refusal import Refused
from tests.forms import COUNT, LIKE, WORDS, body

SECRET = {"field": "x_count", "op": "gt", "value": 3}


def test_what_is_left_out_has_a_plain_default() -> None:
    form = read_form("taste", body())
    assert (form.key, form.use, form.once_per) == ("taste", Use.PUBLIC, OncePer.NONE)
    assert [column.name for column in form.columns] == ["x_like", "x_count", "x_words"]
    assert all(column.extra for column in form.columns)
    assert (form.per_sender, form.per_hour, form.opens_on) == (20, 500, None)


def test_a_hidden_section_hides_its_questions() -> None:
    sections = [{"fields": [LIKE, COUNT]}, {"fields": [WORDS], "visible_if": SECRET}]
    form = read_form("taste", body(sections=sections))
    assert form.entity.by_name["x_words"].visible_if == {"all": [SECRET, WORDS["visible_if"]]}
    assert form.entity.by_name["x_like"].visible_if is None
    assert [section.names for section in form.sections] == [("x_like", "x_count"), ("x_words",)]


@pytest.mark.parametrize(
    ("today", "found"),
    [
        (date(2026, 2, 28), Opening.AHEAD),
        (date(2026, 3, 1), Opening.OPEN),
        (date(2026, 3, 31), Opening.OPEN),
        (date(2026, 4, 1), Opening.OVER),
    ],
)
def test_the_first_and_the_last_day_are_within(today: date, found: Opening) -> None:
    form = read_form("taste", body(opens_on="2026-03-01", closes_on="2026-03-31"))
    assert opening(form, today) is found
    if found is Opening.OPEN:
        must_be_open(form, today)
    else:
        with pytest.raises(Refused):
            must_be_open(form, today)
