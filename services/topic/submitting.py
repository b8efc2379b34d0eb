"""Sending a proposal off: topic, pictures and the end of the draft, together or not at all."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlmodel import Session

from models.topic import Category, Topic
from rules.permission import Visitor
from services.draft import drop_draft
from services.field.filling import fill_new
from services.photo import Picture, add_photo
from services.topic.proposing import propose
from services.visitor import the_place

FORM = "propose"  # what its draft is called


def submit(
    session: Session,
    actor: Visitor,
    place_id: int,
    title: str,
    body: str,
    category: Category,
    pictures: Sequence[Picture] = (),
    *,
    own: Mapping[str, Any] | None = None,
) -> Topic:
    """Raise the matter with its pictures (提交提议). ``own``: what administrators ask besides."""
    topic = propose(session, actor, place_id, title, body, category)
    place = the_place(session, place_id)
    fill_new(session, actor, topic, place.path, own or {})
    for picture in pictures:
        add_photo(session, actor, f"topic:{topic.id}", place, picture)
    drop_draft(session, actor, FORM)
    return topic
