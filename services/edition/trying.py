"""What an edition would look like under another method (试算草案)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlmodel import Session

from models.edition import Computation, Edition, Entrant
from rules.edition.compute import Inputs, Line, Unit, result, unpacked
from rules.edition.peers import grouped, peer_key
from rules.method import Body, read_body
from services.edition.computing import entrants_of, inputs_now


@dataclass(frozen=True)
class TriedRow:
    """One compound before and after (对比行); ``before`` is ``None`` where it had no result."""

    entrant_id: int
    name: str
    firm_name: str
    before: Line | None
    after: Line


@dataclass(frozen=True)
class Tried:
    """An edition under another method (试算对比), best first."""

    edition: str
    title: str
    rows: tuple[TriedRow, ...]
    unmeasured: tuple[str, ...]  # indicators that the edition has no figure for


def under(session: Session, edition: Edition, body: Mapping[str, Any]) -> Tried:
    """What ``edition`` would have been with ``body`` for a method; writes nothing.

    Raises ``Refused`` with one sentence where the figures do not fit the method.
    """
    then = _inputs(session, edition)
    read = read_body(body)
    rated = {one.id or 0: one for one in entrants_of(session, edition.id)}
    units = _regrouped(then, rated, read)
    tried = result(replace(then, method=body, units=units, heard=None))
    before = {line.id: line for line in result(then)}
    rows = tuple(
        TriedRow(line.id, rated[line.id].name, rated[line.id].firm_name, before.get(line.id), line)
        for line in tried
    )
    measured = {code for row in then.values.values() for code in row}
    unmeasured = tuple(leaf.code for leaf in read.indicators if leaf.code not in measured)
    return Tried(edition.code, edition.title, rows, unmeasured)


def _inputs(session: Session, edition: Edition) -> Inputs:
    """Those that count; as they are now where it has not been computed yet."""
    made = session.get(Computation, edition.computation_id or 0)
    return unpacked(made.inputs) if made is not None else inputs_now(session, edition)


def _regrouped(then: Inputs, rated: Mapping[int, Entrant], body: Body) -> tuple[Unit, ...]:
    """The compounds in the peer groups that this method makes."""
    keys = {unit.id: peer_key(body.peers, rated[unit.id].facts) for unit in then.units}
    groups = grouped(keys, body.peer_minimum)
    return tuple(replace(unit, peers=groups[unit.id]) for unit in then.units)
