"""A draft survives a lost connection, and is nobody else's business."""

import pytest
from sqlmodel import Session

from rules.permission import STRANGER
from rules.refusal import Refused
from services.draft import draft, drop_draft, keep_draft
from tests.neighbourhood import Neighbourhood


def test_a_draft_is_kept_replaced_and_dropped(session: Session, here: Neighbourhood) -> None:
    keep_draft(session, here.chen, "propose", {"title": "停车"})
    keep_draft(session, here.chen, "propose", {"title": "停车混乱"})
    assert draft(session, here.chen, "propose") == {"title": "停车混乱"}
    assert draft(session, here.zhou, "propose") == {}
    drop_draft(session, here.chen, "propose")
    assert draft(session, here.chen, "propose") == {}


def test_an_emptied_form_leaves_no_draft(session: Session, here: Neighbourhood) -> None:
    keep_draft(session, here.chen, "propose", {"title": "停车"})
    keep_draft(session, here.chen, "propose", {"title": ""})
    assert draft(session, here.chen, "propose") == {}


def test_a_stranger_keeps_no_draft(session: Session) -> None:
    keep_draft(session, STRANGER, "propose", {"title": "停车"})
    assert draft(session, STRANGER, "propose") == {}


def test_a_draft_has_its_limit(session: Session, here: Neighbourhood) -> None:
    with pytest.raises(Refused, match="too long"):
        keep_draft(session, here.chen, "propose", {"body": "字" * 20_001})
