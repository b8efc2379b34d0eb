"""Methods of rating: who may (评价办法权限)."""

from sqlmodel import Session, select

from models.method import Method
from rules.method.change import changed
from services.method import drafting
from services.method.shipping import ship
from tests.rights.row import Row, Rows, at
from tests.rights.situation import Situation

STREET = frozenset({"qin"})


def keep_methods(session: Session, made: Situation) -> None:
    """What ships, and a street's own method whose draft has one change to publish."""
    ship(session)
    source = session.exec(select(Method.id).where(Method.code == "liaocheng")).one() or 0
    qin, street = made.here.qin, at(made, "zhelu")
    own = drafting.copy_for(session, qin, source, street, "rights", "赭麓评价办法")
    draft = drafting.draft_of(session, qin, own.id or 0)
    body = changed(draft.body, "hotline", {"name": "热线工单"})
    drafting.edit_draft(session, qin, draft.version_id, 0, body)
    made.at |= {"method": own.id or 0, "method_draft": draft.version_id}
    made.kept["method_body"] = body


ROWS: Rows = {
    drafting.copy_for: Row(
        STREET,
        lambda d, a, s: drafting.copy_for(d, a, s.method, at(s, "zhelu"), "copied", "再抄一份"),
    ),
    drafting.describe: Row(
        STREET, lambda d, a, s: drafting.describe(d, a, s.method, ("新名", "New"), ("", ""))
    ),
    drafting.draft_of: Row(STREET, lambda d, a, s: drafting.draft_of(d, a, s.method)),
    drafting.edit_draft: Row(
        STREET,
        lambda d, a, s: drafting.edit_draft(d, a, s.method_draft, 1, s.kept["method_body"]),
    ),
    drafting.drop: Row(STREET, lambda d, a, s: drafting.drop(d, a, s.method_draft)),
}
