"""Forms (表单): what one asks, who may answer it, and until when. Pure; no database, no clock."""

from rules.form.body import PREFIX, Form, OncePer, Section, Use, read_form
from rules.form.opening import Opening, must_be_open, opening
from rules.form.step import fitting, mark, marked

__all__ = [
    "PREFIX",
    "Form",
    "OncePer",
    "Opening",
    "Section",
    "Use",
    "fitting",
    "mark",
    "marked",
    "must_be_open",
    "opening",
    "read_form",
]
