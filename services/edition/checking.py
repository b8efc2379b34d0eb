"""Whether an edition still is what was computed, decided and posted (复核计算)."""

import threading
from collections import OrderedDict
from dataclasses import dataclass

from sqlmodel import Session, col, select

from models.edition import Computation, Edition, EditionState, Entrant, Placing
from models.notice import Notice
from rules.edition import stand
from rules.edition.compute import Inputs, lines_of, recomputed, sha256, unpacked
from rules.notice import text_hash
from rules.ranking import Told
from rules.refusal import N_, Refused
from services.edition.computing import blacks_of, entrants_of, placing_of
from services.edition.standing import act_of, acts_of, body_of, version_of
from services.edition.version import code_version

REMEMBERED = 4  # results of large editions take megabytes
_again: OrderedDict[bytes, str] = OrderedDict()
_lock = threading.Lock()


@dataclass(frozen=True)
class Checked:
    """What a check found (复核结果): nothing wrong, or one sentence for each fault."""

    computation_id: int
    result_sha256: str  # as it was published
    again_sha256: str  # as it comes out now
    same_code: bool
    faults: tuple[str, ...]

    @property
    def sound(self) -> bool:
        """Whether everything is as it was."""
        return not self.faults


DAMAGED = N_("The kept inputs are damaged.")
INPUTS = N_("The kept inputs are not those that were computed.")
RESULT = N_("The inputs give another result than was kept.")
ROWS = N_("The rows that are shown are not those that were computed.")
METHOD = N_("The method is not the one that was used.")
WALK = N_("The acts do not lead to where the edition stands.")
POSTED = N_("The notice says another result.")


def recheck(session: Session, edition: Edition, progress: Told | None = None) -> Checked:
    """Compute the edition again from its kept inputs alone, and compare all that hangs on it."""
    if edition.computation_id is None:
        raise Refused(N_("This edition has not been computed yet."))
    made = session.get_one(Computation, edition.computation_id, populate_existing=True)
    faults = [*_of_method(session, edition, made), *_of_walk(session, edition)]
    again = ""
    try:
        inputs = unpacked(made.inputs)
    except ValueError:
        faults.append(DAMAGED)
    else:
        if sha256(inputs.text()) != made.inputs_sha256:
            faults.append(INPUTS)
        if text_hash(dict(inputs.method)) != made.method_sha256:
            faults.append(METHOD)
        text = computed_again(made, progress)
        again = sha256(text)
        faults += _of_rows(session, made, text)
        faults += _of_units(session, edition, made, inputs)
    if again != made.result_sha256:
        faults.append(RESULT)
    faults += _of_notice(session, edition, made)
    same = made.code_version == code_version()
    return Checked(made.id or 0, made.result_sha256, again, same, tuple(dict.fromkeys(faults)))


def computed_again(made: Computation, progress: Told | None = None) -> str:
    """The result's text from the kept inputs; what was computed a moment ago is remembered."""
    with _lock:
        if made.inputs in _again:
            return _again[made.inputs]
    text = recomputed(unpacked(made.inputs), progress)
    with _lock:
        _again[made.inputs] = text
        while len(_again) > REMEMBERED:
            _again.popitem(last=False)
    return text


def _of_method(session: Session, edition: Edition, made: Computation) -> list[str]:
    version = version_of(session, edition)
    same = version.sha256 == made.method_sha256 == text_hash(version.body)
    return [] if same else [METHOD]


def _of_walk(session: Session, edition: Edition) -> list[str]:
    try:
        then = stand(map(act_of, acts_of(session, edition.id)), body_of(session, edition).terms)
    except Refused:
        return [WALK]
    known = (then.state, then.computation, then.published_at, then.blacks)
    blacks = blacks_of(session, edition.computation_id)
    wanted = (edition.state, edition.computation_id, edition.published_at, blacks)
    return [] if known == wanted else [WALK]


def _of_rows(session: Session, made: Computation, text: str) -> list[str]:
    rows = session.exec(
        select(Placing)
        .where(Placing.computation_id == made.id)
        .order_by(col(Placing.id))
        .execution_options(populate_existing=True)
    )
    wanted = {line.id: placing_of(line) for line in lines_of(text)}
    shown = {row.entrant_id: row for row in rows}
    if set(wanted) != set(shown):
        return [ROWS]
    differs = any(
        getattr(shown[one], name) != value
        for one, line in wanted.items()
        for name, value in line.items()
    )
    return [ROWS] if differs else []


def _of_units(session: Session, edition: Edition, made: Computation, inputs: Inputs) -> list[str]:
    """Who it is about and with which figures: the rows that are shown say it a second time."""
    if (inputs.seed, inputs.edition) != (edition.seed, edition.code):
        return [INPUTS]
    rows = session.exec(
        select(Entrant, Placing)
        .join(Placing, col(Placing.entrant_id) == Entrant.id)
        .where(Placing.computation_id == made.id)
        .execution_options(populate_existing=True)
    )
    shown = {
        one.id: (one.name, one.firm_name, one.peers, row.peers, row.values, row.place_id)
        for one, row in rows
    }
    places = {one.id: one.place_id for one in entrants_of(session, edition.id)}
    wanted = {
        unit.id: (
            unit.name,
            unit.firm,
            unit.peers,
            unit.peers,
            inputs.values.get(unit.id, {}),
            places.get(unit.id),
        )
        for unit in inputs.units
    }
    return [] if shown == wanted else [ROWS]


def _of_notice(session: Session, edition: Edition, made: Computation) -> list[str]:
    if edition.state is not EditionState.PUBLISHED or edition.notice_id is None:
        return []
    notice = session.get_one(Notice, edition.notice_id)
    same = notice.body.get("result_sha256") == made.result_sha256
    return [] if same and text_hash(notice.body) == notice.sha256 else [POSTED]
