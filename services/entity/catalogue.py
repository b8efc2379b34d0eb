"""A table as it is today: the code's columns, and what was added and tightened since (实体目录)."""

import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from models.definition import DefinitionKind
from models.place import Place
from rules.definition import field, override
from rules.entity import Entity
from rules.entity.custom import extended, tightened
from rules.form.body import read_form
from rules.refusal import N_, Refused
from services import definition
from services.definition import Defined
from services.entity.registry import entity

HOUSE = "/"
FORM = "form:"
ANSWERS = "form_answer"
_MOST = 1_000  # entities kept in one process
_SHAPES = {DefinitionKind.FIELD: field.SHAPE, DefinitionKind.OVERRIDE: override.SHAPE}

_kept: OrderedDict[tuple[Any, ...], Entity] = OrderedDict()
_lock = threading.Lock()


def entity_for(session: Session, key: str, path: str = HOUSE) -> Entity:
    """The entity with the custom fields and overrides that hold at ``path``.

    The whole house has every field that holds anywhere in it: a list, a file or a figure may look
    at several places at once. What tightens a column holds there where all of the house must obey.

    ``form:<key>`` are the answers to one form, with its questions as columns.

    Raises:
        Refused: there is no such table.
    """
    state = definition.state(session)
    if state is None:
        return _merged(session, key, path)
    at = (*state, key, path)
    found = _kept.get(at)
    if found is None:
        found = _merged(session, key, path)
        with _lock:
            _kept[at] = found
            while len(_kept) > _MOST:
                _kept.popitem(last=False)
    return found


def forget() -> None:
    """Drop what is kept (tests change the code's tables under our feet)."""
    with _lock:
        _kept.clear()


def fields_of(session: Session, key: str, path: str = HOUSE) -> tuple[Defined, ...]:
    """The custom fields of one table that hold at ``path``, in the order of their keys (字段)."""
    return _of(session, DefinitionKind.FIELD, key, path)


def overrides_of(session: Session, key: str, path: str = HOUSE) -> tuple[Defined, ...]:
    """What was changed of the code's own columns of one table (字段调整)."""
    return _of(session, DefinitionKind.OVERRIDE, key, path)


def _of(session: Session, kind: DefinitionKind, key: str, path: str) -> tuple[Defined, ...]:
    """While a change set is tried, a body may be anything: what is no field adds none."""
    prefix = f"{key}."
    return tuple(
        defined
        for defined in definition.bodies(session, kind)
        if defined.key.startswith(prefix)
        and (path == HOUSE or path.startswith(defined.path))
        and not _SHAPES[kind](defined.body, "")
    )


def _merged(session: Session, key: str, path: str) -> Entity:
    if key.startswith(FORM):
        return _answers(session, key)
    of = entity(key)
    if of.can_extend:
        fields = fields_of(session, key, path)
        of = extended(of, _asked_of_all(session, fields) if path == HOUSE else _bodies(fields))
    overrides = overrides_of(session, key, path)
    if path == HOUSE and overrides:
        overrides = _for_all(session, overrides)
    bodies = {defined.body["column"]: defined.body for defined in overrides}
    return _tightened(of, bodies) if bodies else of


def _bodies(fields: Sequence[Defined]) -> list[Mapping[str, Any]]:
    return [defined.body for defined in fields]


def _asked_of_all(session: Session, fields: Sequence[Defined]) -> list[Mapping[str, Any]]:
    """What one place must fill in, a row of another need not."""
    if not any(one.body.get("required") or one.body.get("required_if") for one in fields):
        return _bodies(fields)
    whole = {one.key for one in _for_all(session, fields)}
    free = {"required": False, "required_if": None}
    return [one.body if one.key in whole else {**one.body, **free} for one in fields]


def _tightened(of: Entity, bodies: Mapping[str, Mapping[str, Any]]) -> Entity:
    columns = tuple(
        tightened(column, bodies[column.name]) if column.name in bodies else column
        for column in of.columns
    )
    hidden = {column.name for column in columns if column.hidden}
    listed = tuple(name for name in of.listed if name not in hidden)
    return replace(of, columns=columns, listed=listed)


def _for_all(session: Session, overrides: Sequence[Defined]) -> tuple[Defined, ...]:
    """Those that hold for the whole house: said for it, or for the one place that is all of it."""
    tops = select(func.min(Place.path), func.count()).where(col(Place.parent_id).is_(None))
    top, count = session.exec(tops).one()
    whole = {HOUSE, top if count == 1 else HOUSE}
    return tuple(defined for defined in overrides if defined.path in whole)


def _answers(session: Session, key: str) -> Entity:
    """The answers to one form, as a table of their own."""
    name = key.removeprefix(FORM)
    found = definition.one(session, DefinitionKind.FORM, name)
    if found is None:
        raise Refused(N_("There is no such table."))
    of, form = entity(ANSWERS), read_form(name, found.body)
    asked = tuple(column.name for column in form.columns)
    # what somebody answered is his word: only answering again changes it
    told = [replace(one, writable=False) for one in form.columns if one.name not in of.by_name]
    return replace(
        of,
        key=key,
        label=form.name,
        english=form.name_en,
        columns=(*of.columns, *told),
        title="id",
        listed=("id", "created_at", "place_id", *asked[:6]),
        search=(),
        only=(("form_key", name),),
    )
