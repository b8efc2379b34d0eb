"""Plans are read from the tables, and a published one is read once."""

import pytest
from sqlmodel import Session

from models.procedure import GateKind
from rules.refusal import Refused
from services.plan import current_step, newest, plan
from tests.neighbourhood import Neighbourhood
from tests.services.topic.test_proposing import raised


def test_the_newest_published_version_is_what_a_topic_begins(
    session: Session, here: Neighbourhood
) -> None:
    found = newest(session, "wumin")
    assert [step.code for step in found.steps] == ["ti", "yi", "jue", "ping", "xiang"]
    assert found.has_gate(GateKind.RATINGS)
    assert plan(session, found.version_id) is found
    assert current_step(session, raised(session, here)).name == "民提"


def test_a_procedure_that_is_not_there_is_refused(session: Session) -> None:
    with pytest.raises(Refused, match="no such procedure"):
        newest(session, "nothing")
    with pytest.raises(Refused, match="no such procedure"):
        plan(session, 404)
