"""A topic that waits for a meeting, in a database of its own."""

import pytest
from sqlmodel import Session

from models.meeting import Meeting
from models.topic import Topic
from services.meeting.calling import call_meeting
from tests.agenda import procedure, topic_at
from tests.neighbourhood import Neighbourhood
from tests.services.meeting.invitation import call


@pytest.fixture
def topic(session: Session, here: Neighbourhood) -> Topic:
    """It stands in the discussing step, and needs three days' notice."""
    return topic_at(session, here, procedure(session))


@pytest.fixture
def meeting(session: Session, here: Neighbourhood, topic: Topic) -> Meeting:
    """Called five days ahead by the council, with the topic on its agenda."""
    return call_meeting(session, here.lin, here.fengyuan.id, call(), [topic.id])
