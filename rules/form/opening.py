"""From which day to which day a form is filled in (填写期限)."""

from datetime import date
from enum import StrEnum

from rules.form.body import Form
from rules.refusal import N_, Refused


class Opening(StrEnum):
    """Whether a form may be filled in today (开放状态)."""

    AHEAD = "ahead"  # 未开始
    OPEN = "open"  # 填写中
    OVER = "over"  # 已结束


def opening(form: Form, today: date) -> Opening:
    """Whether ``form`` may be filled in on ``today``: both days are within."""
    if form.opens_on is not None and today < form.opens_on:
        return Opening.AHEAD
    if form.closes_on is not None and today > form.closes_on:
        return Opening.OVER
    return Opening.OPEN


def must_be_open(form: Form, today: date) -> None:
    """Refuse an answer before the first day and after the last."""
    found = opening(form, today)
    if found is Opening.AHEAD:
        raise Refused(N_("This form can be filled in from {day} on."), day=form.opens_on)
    if found is Opening.OVER:
        raise Refused(N_("This form was closed after {day}."), day=form.closes_on)
