"""What somebody has begun to write, kept until it is sent (草稿)."""

import json
from typing import Any

from sqlmodel import Session, delete, select

from models.base import now
from models.photo import Draft
from rules.permission import Visitor
from rules.refusal import N_, Refused

LONGEST = 20_000  # characters of JSON


def keep_draft(session: Session, actor: Visitor, form: str, answers: dict[str, Any]) -> None:
    """Keep what stands in ``form`` for this member; an empty form drops the draft.

    A private note of one's own: no line in the trail, no counter.
    """
    if actor.member_id is None:
        return
    if not any(answers.values()):
        drop_draft(session, actor, form)
        return
    text = json.dumps(answers, ensure_ascii=False)
    if len(text) > LONGEST:
        raise Refused(N_("This draft is too long to be kept."))
    kept = session.exec(_of(actor, form).with_for_update()).first()
    kept = kept or Draft(member_id=actor.member_id, form=form, text="")
    kept.text, kept.created_at = text, now()
    session.add(kept)
    session.flush()


def _of(actor: Visitor, form: str) -> Any:
    return select(Draft).where(Draft.member_id == actor.member_id, Draft.form == form)


def draft(session: Session, actor: Visitor, form: str) -> dict[str, Any]:
    """What this member began to write in ``form``; empty when nothing."""
    kept = session.exec(_of(actor, form)).first()
    found: dict[str, Any] = json.loads(kept.text) if kept else {}
    return found


def drop_draft(session: Session, actor: Visitor, form: str) -> None:
    """Forget a draft: it was sent, or is not wanted."""
    session.execute(
        delete(Draft).where(Draft.member_id == actor.member_id, Draft.form == form)  # type: ignore[arg-type]
    )
