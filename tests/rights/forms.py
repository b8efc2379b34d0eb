"""Forms: who may fill them in (表单权限)."""

from sqlmodel import Session

from rules.permission import STRANGER
from services.form import Given, answering
from tests.forms import formed
from tests.rights.row import ADMINISTRATOR, CHAIR, HOMES, Row, Rows, at
from tests.rights.situation import Situation

AROUND = HOMES | CHAIR | ADMINISTRATOR | {"ma", "gao", "qin", "shen"}
TEA = {"x_like": "tea"}


def keep_forms(session: Session, made: Situation) -> None:
    """A form for members of a place, and one for everybody with an answer."""
    formed(session, made.here, "members", made.here.fengyuan, use="members")
    formed(session, made.here, "everybody", None)
    given = Given(TEA, at(made, "fengyuan"))
    answering.answer_form(session, STRANGER, "everybody", given)


ROWS: Rows = {
    answering.answer_form: Row(
        AROUND,
        lambda d, a, s: answering.answer_form(d, a, "members", Given(TEA, at(s, "fengyuan"))),
    ),
}
