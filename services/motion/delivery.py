"""Proof that the ballot paper reached each unit (送达)."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, update
from sqlmodel import Session, col, select

from models.base import now
from models.motion import Motion, Voter, VoterUnit
from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from services.motion.casting import motion_in_vote
from services.motion.recording import place_of, refresh_unless_busy
from services.trail import OneTopic, record
from services.visitor import check

MOST_LABELS = 20_000
_IN_ONE_GO = 500  # labels in one statement


@dataclass(frozen=True)
class Delivered:
    """How many units a record of delivery reached, and what it could not place (送达登记)."""

    recorded: int
    already: int
    unknown: tuple[str, ...] = ()


def record_delivery(
    session: Session, actor: Visitor, motion_id: int, labels: Sequence[str], how: str
) -> Delivered:
    """Record that the paper reached these units (登记送达). A unit is recorded once."""
    motion, fresh = _at_desk(session, actor, motion_id, how)
    wanted = list(dict.fromkeys(label.strip() for label in labels if label.strip()))
    if not wanted or len(wanted) > MOST_LABELS:
        raise Refused(N_("Name the units that the paper reached."))
    known: dict[str, bool] = {}
    for start in range(0, len(wanted), _IN_ONE_GO):
        some = wanted[start : start + _IN_ONE_GO]
        rows = select(VoterUnit.label, VoterUnit.delivered_at).where(
            VoterUnit.motion_id == motion_id, col(VoterUnit.label).in_(some)
        )
        known |= {label: at is not None for label, at in session.exec(rows)}
    fresh_ones = [label for label in wanted if known.get(label) is False]
    for start in range(0, len(fresh_ones), _IN_ONE_GO):
        _stamp(session, fresh, motion, how, fresh_ones[start : start + _IN_ONE_GO])
    _note(session, fresh, motion, {"units": len(fresh_ones), "how": how.strip()})
    unknown = tuple(label for label in wanted if label not in known)
    already = len(wanted) - len(fresh_ones) - len(unknown)
    return Delivered(len(fresh_ones), already, unknown)


def record_building_delivery(
    session: Session, actor: Visitor, motion_id: int, building: str, how: str
) -> Delivered:
    """Record that every unit of a building got its paper (整栋登记送达)."""
    rows = session.exec(
        select(VoterUnit.label).where(
            VoterUnit.motion_id == motion_id, VoterUnit.building == building
        )
    ).all()
    if not rows:
        raise Refused(N_("There is no such building in this vote."))
    return record_delivery(session, actor, motion_id, rows, how)


def record_delivery_file(
    session: Session, actor: Visitor, motion_id: int, source: bytes, how: str
) -> Delivered:
    """Record the units in a CSV file, one in a row, in the column ``unit`` or the first one."""
    return record_delivery(session, actor, motion_id, unit_labels(source), how)


def unit_labels(source: bytes) -> list[str]:
    """The units that a CSV file names, under a heading or without one."""
    rows = sheet(source)
    heading = [cell.strip().lower() for cell in rows[0]] if rows else []
    place = next((heading.index(name) for name in ("unit", "户号") if name in heading), None)
    body = rows if place is None else rows[1:]
    return [row[place or 0] for row in body if len(row) > (place or 0)]


def sheet(source: bytes) -> list[list[str]]:
    """The rows of a CSV file in UTF-8 or GB18030; refused when it is none."""
    no_text = N_("{file}: this is not a text in UTF-8 or GB18030.")
    if b"\0" in source:
        raise Refused(no_text, file="CSV")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            lines = csv.reader(io.StringIO(source.decode(encoding), newline=""))
            return [row for row in lines if any(cell.strip() for cell in row)]
        except (UnicodeDecodeError, csv.Error):
            continue
    raise Refused(no_text, file="CSV")


def take_back_delivery(
    session: Session, actor: Visitor, motion_id: int, labels: Sequence[str], reason: str
) -> int:
    """Take a mistaken record of delivery back, with the reason (更正送达)."""
    motion, fresh = _at_desk(session, actor, motion_id, reason)
    units = session.exec(
        select(VoterUnit).where(
            VoterUnit.motion_id == motion_id,
            col(VoterUnit.label).in_(labels),
            col(VoterUnit.delivered_at).is_not(None),
        )
    ).all()
    for unit in units:
        unit.delivered_at, unit.delivery, unit.delivered_by = None, "", None
        session.add(unit)
    session.flush()
    _carry_to_heads(session, motion_id, sorted({unit.voter_id for unit in units}))
    _note(session, fresh, motion, {"units": -len(units), "how": reason.strip()})
    return len(units)


def _at_desk(session: Session, actor: Visitor, motion_id: int, how: str) -> tuple[Motion, Visitor]:
    motion = motion_in_vote(session, motion_id)
    fresh = check(session, actor, Permission.ENTER_BALLOT, place_of(session, motion))
    if not how.strip():
        raise Refused(N_("Say how it was served: by hand, by post, on the door, by message."))
    return motion, fresh


def _stamp(
    session: Session, actor: Visitor, motion: Motion, how: str, labels: Sequence[str]
) -> None:
    moment = now()
    here = (col(VoterUnit.motion_id) == motion.id, col(VoterUnit.label).in_(labels))
    proof = {"delivered_at": moment, "delivery": how.strip()[:200], "delivered_by": actor.member_id}
    session.execute(update(VoterUnit).where(*here).values(proof))
    heads = select(VoterUnit.voter_id).where(*here)
    silent = col(Voter.delivered_at).is_(None)
    session.execute(
        update(Voter).where(col(Voter.id).in_(heads), silent).values(delivered_at=moment)
    )


def _carry_to_heads(session: Session, motion_id: int, voter_ids: Sequence[int]) -> None:
    """A head has its paper while any of its units has."""
    rows = session.exec(
        select(VoterUnit.voter_id, func.min(VoterUnit.delivered_at))
        .where(col(VoterUnit.voter_id).in_(voter_ids), VoterUnit.motion_id == motion_id)
        .group_by(col(VoterUnit.voter_id))
    )
    first: dict[int, datetime | None] = dict(rows.all())
    for voter_id in voter_ids:
        voter = session.get_one(Voter, voter_id)
        voter.delivered_at = first.get(voter_id)
        session.add(voter)
    session.flush()


def _note(session: Session, actor: Visitor, motion: Motion, after: dict[str, object]) -> None:
    refresh_unless_busy(session, actor, motion)
    about, place = f"motion:{motion.id}", place_of(session, motion)
    moves = (OneTopic(motion.topic_id),)
    record(session, actor, "delivery.recorded", about, place, moves=moves, after=after)
