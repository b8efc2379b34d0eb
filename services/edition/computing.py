"""Computing an edition from its figures (试算), and going back to collecting them."""

from collections.abc import Iterable
from typing import Any

from sqlmodel import Session, col, func, insert, select

from models.base import now
from models.edition import (
    Computation,
    Edition,
    EditionActKind,
    EditionState,
    Entrant,
    Mark,
    Placing,
)
from models.hearing import Served
from models.scoring import Figure, GateFact
from rules.edition.compute import (
    Inputs,
    Line,
    Unit,
    lines_of,
    recomputed,
    sha256,
)
from rules.edition.walk import Stand
from rules.permission import Permission, Visitor
from rules.ranking import Told
from rules.refusal import N_, Refused
from rules.topic import must_be_a_reason
from services.edition.binding import listed_firms, must_be_free_of
from services.edition.standing import could, put_down, stand_of, the_edition, told, version_of
from services.edition.version import code_version
from services.scoring import gather
from services.scoring.standing import latest, rated
from services.visitor import check, the_place

COMPUTED = EditionActKind.COMPUTED
GATHERS = (EditionState.COLLECTING, EditionState.COMPUTED)


def compute(
    session: Session, actor: Visitor, edition_id: int, progress: Told | None = None
) -> Computation:
    """Compute the edition from its figures as they are now.

    In the middle of the hearing it stays there only when no other compound turns black.
    """
    edition = the_edition(session, edition_id)
    place = the_place(session, edition.place_id)
    fresh = check(session, actor, Permission.RUN_EDITION, place)
    if edition.state is EditionState.PUBLISHED:
        raise Refused(N_("This edition is published and stays as it is."))
    could(session, fresh, edition, COMPUTED)
    if edition.state in GATHERS:  # later only what an objection corrected is another figure
        gather(session, edition, entrants_of(session, edition_id))
    made = _computed(session, fresh, edition, None, progress)
    then = put_down(session, fresh, edition, COMPUTED, **_facts(session, made))
    if then.served_at is not None:
        show_firms(session, edition, then)
    _leave(session, fresh, edition, made)
    return made


def compute_correction(
    session: Session, actor: Visitor, edition_id: int, progress: Told | None = None
) -> Computation:
    """Compute what a published edition would be after an objection succeeded (更正试算).

    Nobody comes on the black list by it: he was not heard. Another person decides it.
    """
    edition = the_edition(session, edition_id)
    place = the_place(session, edition.place_id)
    fresh = check(session, actor, Permission.RUN_EDITION, place)
    if edition.state is not EditionState.PUBLISHED:
        raise Refused(N_("Only a published edition is corrected."))
    could(session, fresh, edition, COMPUTED, computation=0)
    made = _computed(session, fresh, edition, edition.computation_id, progress)
    put_down(session, fresh, edition, COMPUTED, **_facts(session, made))
    _leave(session, fresh, edition, made)
    return made


def reopen(session: Session, actor: Visitor, edition_id: int, reason: str) -> Edition:
    """Go back to collecting figures; whatever was shown to firms will be shown again."""
    edition = the_edition(session, edition_id)
    place = the_place(session, edition.place_id)
    fresh = check(session, actor, Permission.RUN_EDITION, place)
    could(session, fresh, edition, EditionActKind.REOPENED)
    must_be_free_of(session, fresh, listed_firms(session, edition.computation_id))
    why = must_be_a_reason(reason)
    put_down(session, fresh, edition, EditionActKind.REOPENED, reason=why)
    told(session, fresh, edition, "edition.reopened", reason=why)
    return edition


def entrants_of(session: Session, edition_id: int | None) -> list[Entrant]:
    """The rated compounds of an edition, in their order."""
    return rated(session, edition_id)


def figures_of(
    session: Session, edition_id: int | None, entrants: Iterable[int] | None = None
) -> dict[tuple[int, str], Figure]:
    """The figure that counts, by entrant and indicator: the latest; of some entrants only."""
    if entrants is None:
        return latest(session, edition_id)
    newest = (
        select(func.max(Figure.id))
        .where(Figure.edition_id == edition_id, col(Figure.entrant_id).in_(list(entrants)))
        .group_by(col(Figure.entrant_id), col(Figure.indicator))
    )
    rows = session.exec(select(Figure).where(col(Figure.id).in_(newest)))
    return {(row.entrant_id, row.indicator): row for row in rows}


def gates_of(session: Session, entrants: Iterable[int]) -> dict[int, list[str]]:
    """The hard gates that apply to each of ``entrants``."""
    wanted = select(GateFact.entrant_id, GateFact.gate).where(
        col(GateFact.entrant_id).in_(list(entrants)), col(GateFact.withdrawn_at).is_(None)
    )
    found: dict[int, list[str]] = {}
    for entrant_id, gate in session.exec(wanted.distinct()):
        found.setdefault(entrant_id, []).append(gate)
    return found


def inputs_now(session: Session, edition: Edition, heard: frozenset[int] | None = None) -> Inputs:
    """All that would go into a computation at this moment."""
    rated = entrants_of(session, edition.id)
    known = {one.id or 0 for one in rated}
    values: dict[int, dict[str, str]] = {}
    errors: dict[int, dict[str, str]] = {}
    for (entrant_id, code), figure in figures_of(session, edition.id).items():
        if entrant_id in known and figure.value:
            values.setdefault(entrant_id, {})[code] = figure.value
            if figure.error:
                errors.setdefault(entrant_id, {})[code] = figure.error
    return Inputs(
        edition=edition.code,
        method=version_of(session, edition).body,
        seed=edition.seed,
        units=tuple(Unit(one.id or 0, one.name, one.firm_name, one.peers) for one in rated),
        values=values,
        errors=errors,
        gates=gates_of(session, known),
        heard=heard,
    )


def _computed(
    session: Session,
    actor: Visitor,
    edition: Edition,
    corrects_id: int | None,
    progress: Told | None,
) -> Computation:
    heard = None
    if corrects_id is not None:
        heard = stand_of(session, edition).blacks
    inputs = inputs_now(session, edition, heard)
    text = recomputed(inputs, progress)
    count = select(func.count()).where(Computation.edition_id == edition.id)
    version = version_of(session, edition)
    made = Computation(
        edition_id=edition.id or 0,
        number=session.exec(count).one() + 1,
        corrects_id=corrects_id,
        method_sha256=version.sha256,
        inputs=inputs.packed(),
        inputs_sha256=sha256(inputs.text()),
        result_sha256=sha256(text),
        code_version=code_version(),
        draws=int(version.body.get("draws", 1_000)),
        made_by=actor.member_id,
    )
    session.add(made)
    session.flush()
    _write_placings(session, edition, made, inputs, lines_of(text))
    return made


def _write_placings(
    session: Session, edition: Edition, made: Computation, inputs: Inputs, lines: list[Line]
) -> None:
    places = {one.id: one for one in entrants_of(session, edition.id)}
    moment = now()
    rows = [
        {
            "created_at": moment,
            "computation_id": made.id,
            "place_id": places[line.id].place_id,
            "peers": places[line.id].peers,
            "values": inputs.values.get(line.id, {}),
        }
        | placing_of(line)
        for line in lines
    ]
    session.execute(insert(Placing), rows)


def placing_of(line: Line) -> dict[str, object]:
    """The columns of a placing that repeat a line of the result."""
    kept = dict(vars(line))
    kept["entrant_id"] = kept.pop("id")
    return kept | {"mark": Mark(line.mark)}


def blacks_of(session: Session, computation_id: int | None) -> frozenset[int]:
    """The entrants that a computation puts on the black list."""
    wanted = select(Placing.entrant_id).where(
        Placing.computation_id == computation_id, Placing.mark == Mark.BLACK
    )
    return frozenset(session.exec(wanted))


def _facts(session: Session, made: Computation) -> dict[str, Any]:
    return {"computation": made.id, "blacks": blacks_of(session, made.id)}


def _leave(session: Session, actor: Visitor, edition: Edition, made: Computation) -> None:
    told(
        session,
        actor,
        edition,
        "edition.computed",
        number=made.number,
        inputs=made.inputs_sha256,
        result=made.result_sha256,
    )


def show_firms(session: Session, edition: Edition, then: Stand) -> None:
    """Note for every firm that this computation is what it is shown."""
    firms = {one.firm_id for one in entrants_of(session, edition.id)} - {None}
    for firm_id in sorted(firm_id for firm_id in firms if firm_id is not None):
        session.add(
            Served(
                edition_id=edition.id or 0, computation_id=then.computation or 0, firm_id=firm_id
            )
        )
    session.flush()
