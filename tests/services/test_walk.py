"""A topic moves only through its gates."""

import pytest
from sqlmodel import Session

from rules.refusal import Refused
from services.walk import the_topic


def test_a_topic_that_is_not_there_is_refused(session: Session) -> None:
    with pytest.raises(Refused, match="no such topic"):
        the_topic(session, 404)
