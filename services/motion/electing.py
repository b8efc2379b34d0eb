"""The electorate, frozen at the moment the vote opens (表决人名单)."""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session, col

from models.base import now
from models.motion import Motion, Voter, VoterOwner, VoterUnit
from services.motion.assembly import Counted, assembly, totals


def freeze(session: Session, motion: Motion) -> None:
    """Write down who may answer ``motion``, with its hash. What changes later changes nothing.

    Ten thousand units take a few seconds: the rows go in by the thousand.
    """
    heads = assembly(session, motion)
    base = {"motion_id": motion.id, "created_at": now()}
    if heads:
        rows = [
            base
            | {"head": head.key, "name": head.name, "area_cm2": head.area_cm2}
            | {"developer": head.developer, "unit_count": len(head.units)}
            for head in heads
        ]
        made = insert(Voter).returning(col(Voter.id), sort_by_parameter_order=True)
        _write_units(session, base, zip(session.scalars(made, rows).all(), heads))
    motion.total_heads = len(heads)
    motion.total_area_cm2 = sum(head.area_cm2 for head in heads)
    motion.roll_hash = fingerprint(heads)
    motion.totals = totals(session, motion)
    session.add(motion)


def _write_units(
    session: Session, base: dict[str, Any], heads: Iterable[tuple[int | None, Counted]]
) -> None:
    units, owners = [], []
    for voter_id, head in heads:
        key = base | {"voter_id": voter_id}
        units += [key | {"label": label, "building": building} for label, building in head.units]
        owners += [key | {"owner_id": owner_id} for owner_id in head.owner_ids]
    if units:
        session.execute(insert(VoterUnit), units)
    if owners:
        session.execute(insert(VoterOwner), owners)


def fingerprint(heads: Iterable[Counted]) -> str:
    """SHA-256 of the electorate: key, area and units of each head, and no name (名单指纹)."""
    lines = sorted([head.key, head.area_cm2, sorted(head.units)] for head in heads)
    text = json.dumps(lines, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
