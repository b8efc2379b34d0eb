"""Photos of a meeting, hung up by those who hold it."""

import pytest
from sqlmodel import Session

from models.meeting import Meeting
from rules.refusal import Refused
from services.meeting.album import about, add_photos
from services.meeting.calling import cancel_meeting
from services.photo import developed, photos
from tests.neighbourhood import Neighbourhood
from tests.picture import picture


def test_the_chair_hangs_up_photos_and_others_do_not(
    session: Session, here: Neighbourhood, meeting: Meeting
) -> None:
    taken = [developed(picture(90, 60)), developed(picture(60, 90))]
    assert add_photos(session, here.lin, meeting.id, taken) == 2
    assert len(photos(session, about(meeting.id))) == 2
    for who in (here.chen, here.ma, here.wai):
        with pytest.raises(Refused, match="does not allow"):
            add_photos(session, who, meeting.id, taken)


def test_none_are_chosen_or_none_was_held(
    session: Session, here: Neighbourhood, meeting: Meeting
) -> None:
    with pytest.raises(Refused, match="at least one picture"):
        add_photos(session, here.lin, meeting.id, [])
    cancel_meeting(session, here.lin, meeting.id, "台风来了")
    with pytest.raises(Refused, match="called off"):
        add_photos(session, here.lin, meeting.id, [developed(picture())])
