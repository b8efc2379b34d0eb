"""Answering a form (填写表单), with an account or without."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import func, text
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select

from models.base import now
from models.form import FormAnswer
from models.place import Place
from models.revision import Area
from models.roll import Unit
from rules.asking import Wrong, checked
from rules.calendar import day_of
from rules.condition import Facts
from rules.entity import Kind
from rules.form import Form, OncePer, Use, must_be_open
from rules.permission import Visitor
from rules.refusal import N_, Refused
from services.definition import Defined
from services.entity import entity_for
from services.entity.lying import place_paths
from services.entity.standing import Stored, stored
from services.form.standing import (
    must_be_asked,
    must_be_free_to_score,
    once,
    place_within,
    the_definition,
    the_form,
    the_home,
)
from services.picking import offered_of, readable_places
from services.row.writing import follow_change
from services.trail import HOUSE, record
from services.visitor import visitor

LARGEST = 40_000  # characters of one answer as JSON
_QUICKER = N_("Another answer came at the same moment. Look at it before you answer again.")
HOUR = timedelta(hours=1)


class Unsound(Refused):
    """An answer that its form does not take (不合要求的填报); ``wrong`` says it field by field."""

    def __init__(self, wrong: tuple[Wrong, ...]) -> None:
        super().__init__(wrong[0].sentence, **wrong[0].facts)
        self.wrong = wrong


@dataclass(frozen=True)
class Given:
    """What somebody answers, and for where (填报内容)."""

    values: Mapping[str, Any]
    place_id: int
    unit_id: int = 0
    sender: str = ""  # the fingerprint of a stranger


def answer_form(session: Session, actor: Visitor, key: str, given: Given) -> FormAnswer:
    """Fill in a form. Where it takes one answer and may be changed, a second replaces the first.

    The trail says that a form was filled in; by whom, only where he did so in office.
    """
    defined, form = the_definition(session, key), the_form(session, key)
    place = place_within(session, defined, given.place_id)
    fresh = visitor(session, actor.member_id)
    must_be_open(form, day_of(now()))
    must_be_asked(form, fresh, place)
    about = ""
    if form.use is Use.SHEET:
        about = f"place:{place.id}"
        must_be_free_to_score(session, fresh, place)
    unit = None
    if form.once_per is OncePer.UNIT:
        unit = the_home(session, fresh, place, given.unit_id)
    row = _standing(session, fresh, form, once(form, fresh, unit, about))
    if row.id is None:
        _must_not_flood(session, fresh, form, given.sender)
    before = stood(session, form, row)
    row.extra = sound(session, form, fresh, place, given.values)
    _sign(row, defined, fresh, place, unit)
    row.about, row.sender = about, "" if fresh.signed_in else given.sender
    return keep(session, form, fresh, place, row, before)


def sound(
    session: Session, form: Form, actor: Visitor, place: Place, values: Mapping[str, Any]
) -> dict[str, Any]:
    """``values`` as they are kept. Refused with one sentence where they do not fit the form."""
    if len(values) > len(form.columns) or len(_written(values)) > LARGEST:
        raise Refused(N_("This is too long to be kept."))
    mine = tuple(sorted({held.path for held in actor.held}))
    places = {c.name for c in form.columns if c.kind is Kind.PLACE}
    picked = tuple(v for n, v in values.items() if n in places and isinstance(v, int) and v > 0)
    open_ = tuple(sorted(readable_places(session, actor, picked))) if picked else ()
    paths = place_paths(session, open_) if open_ else {}
    facts = Facts(actor.member_id, day_of(now()), mine, paths)
    asked = {c.name for c in form.columns if c.writable}
    told = {name: value for name, value in values.items() if name in asked or value is not None}
    found = checked(form.entity, told, facts)
    wrong = [*found.wrong, *_nowhere(places, found.values, paths, place)]
    wrong += _nobody(session, form, found.values, place)
    if wrong:
        raise Unsound(tuple(wrong))
    return {name: value for name, value in found.values.items() if value is not None}


def stood(session: Session, form: Form, row: FormAnswer) -> Stored | None:
    """An answer as it stands before it is changed; ``None`` for a new one."""
    if row.id is None:
        return None
    return stored(session, entity_for(session, form.entity.key), row.id, lock=True)


def keep(
    session: Session,
    form: Form,
    actor: Visitor,
    place: Place,
    row: FormAnswer,
    before: Stored | None,
) -> FormAnswer:
    """Write an answer, and one line about it; of one that was changed, what it was ``before``.

    Whose it is stays with the row: the history names only who answered in office.
    """
    try:
        with session.begin_nested():
            session.add(row)
            session.flush()
    except IntegrityError as error:  # where there is one answer only, another was quicker
        raise Refused(_QUICKER) from error
    in_office = form.use in (Use.STEP, Use.SHEET)
    if before is not None:
        of = entity_for(session, form.entity.key)
        follow_change(session, of, before, row, actor.member_id if in_office else None)
    told = {"form": form.key, "version": row.number}
    about, who = f"form_answer:{row.id}", actor if in_office else HOUSE
    record(session, who, "form.answered", about, place, moves=(Area.REGISTER,), after=told)
    return row


def _standing(session: Session, actor: Visitor, form: Form, mark: str | None) -> FormAnswer:
    """The answer that is replaced, or a new one."""
    found = None
    if mark is not None:
        found = session.exec(select(FormAnswer).where(FormAnswer.once == mark)).first()
    if found is None:
        return FormAnswer(form_key=form.key, number=1, place_id=0, path="", once=mark)
    if found.member_id != actor.member_id:
        raise Refused(N_("Somebody else of your home has answered already."))
    if not form.changeable:
        raise Refused(N_("You have answered this form already. Thank you."))
    return found


def _sign(
    row: FormAnswer, defined: Defined, actor: Visitor, place: Place, unit: Unit | None
) -> None:
    row.number, row.member_id = defined.number, actor.member_id
    row.place_id, row.path = place.id or 0, place.path
    row.unit_id = unit.id if unit else None


def _must_not_flood(session: Session, actor: Visitor, form: Form, sender: str) -> None:
    """Refuse more answers in an hour than the form takes, from one sender and from all. Who
    answers the same form waits his turn: those that come at once are counted, too."""
    if session.get_bind().dialect.name == "postgresql":
        wait = text("SELECT pg_advisory_xact_lock(hashtext(:form))")
        session.execute(wait, {"form": f"form {form.key}"})
    since = (FormAnswer.form_key == form.key, col(FormAnswer.created_at) > now() - HOUR)
    if actor.signed_in:
        mine: Any = FormAnswer.member_id == actor.member_id
    else:
        mine = FormAnswer.sender == sender
    counted = select(func.count()).select_from(FormAnswer)
    if session.exec(counted.where(*since, mine)).one() >= form.per_sender:
        raise Refused(N_("You have sent this form often enough. Please come back in an hour."))
    if form.use is Use.PUBLIC and session.exec(counted.where(*since)).one() >= form.per_hour:
        raise Refused(N_("Very many are filling in this form. Please come back in an hour."))


def _nowhere(
    names: set[str], values: Mapping[str, Any], paths: Mapping[int, str], place: Place
) -> list[Wrong]:
    """Places that were picked and are none of these."""
    said = N_("Pick one of those that are offered.")
    return [
        Wrong(name, "choice", said)
        for name in names
        if values.get(name) is not None and not paths.get(values[name], "").startswith(place.path)
    ]


def _nobody(session: Session, form: Form, values: Mapping[str, Any], place: Place) -> list[Wrong]:
    """Persons who were picked and are not among those who serve there."""
    names = [c.name for c in form.columns if c.kind is Kind.PERSON and values.get(c.name)]
    if not names:
        return []
    known = offered_of(session, (place.path,), tuple(values[name] for name in names))
    text = N_("Pick one of those that are offered.")
    return [Wrong(name, "choice", text) for name in names if values[name] not in known]


def _written(values: Mapping[str, Any]) -> str:
    try:
        return json.dumps(dict(values), ensure_ascii=False, default=str)
    except (TypeError, ValueError, RecursionError):
        raise Refused(N_("This is not an answer to this form.")) from None
