"""A proposal goes off whole, or not at all."""

import io

import pytest
from PIL import Image
from sqlmodel import Session, select

from models.photo import Photo
from models.topic import Category
from rules.refusal import Refused
from services.draft import draft, keep_draft
from services.photo import developed
from services.topic.submitting import FORM, submit
from tests.neighbourhood import Neighbourhood
from tests.services.topic.test_proposing import BODY, TITLE


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (64, 48), "red").save(out, "JPEG")
    return out.getvalue()


def test_pictures_go_along_and_the_draft_is_gone(session: Session, here: Neighbourhood) -> None:
    keep_draft(session, here.chen, FORM, {"title": TITLE})
    photo = developed(picture())
    topic = submit(session, here.chen, here.fengyuan.id, TITLE, BODY, Category.PARKING, [photo])
    assert session.exec(select(Photo.about)).all() == [f"topic:{topic.id}"]
    assert draft(session, here.chen, FORM) == {}


def test_a_refused_proposal_leaves_the_draft(session: Session, here: Neighbourhood) -> None:
    keep_draft(session, here.chen, FORM, {"title": "短"})
    with pytest.raises(Refused):
        submit(session, here.chen, here.fengyuan.id, "短", BODY, Category.PARKING)
    assert draft(session, here.chen, FORM) == {"title": "短"}
