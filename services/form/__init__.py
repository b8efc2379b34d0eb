"""Forms filled in (填报): giving an answer, and what was answered."""

from services.form.answering import Given, answer_form
from services.form.filling import fill_in
from services.form.sender import fingerprint
from services.form.standing import the_form
from services.form.told import StepTold, step_answers

__all__ = [
    "Given",
    "StepTold",
    "answer_form",
    "fill_in",
    "fingerprint",
    "step_answers",
    "the_form",
]
