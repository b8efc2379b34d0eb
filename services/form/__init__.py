"""Forms filled in (填报): giving an answer, and what was answered."""

from services.form.answering import Given, answer_form
from services.form.filling import fill_in
from services.form.sender import fingerprint
from services.form.standing import the_form

__all__ = ["Given", "answer_form", "fill_in", "fingerprint", "the_form"]
