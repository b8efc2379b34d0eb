"""What the notice of an edition says (红黑榜公告)."""

from typing import Any

from sqlmodel import Session, col, func, select

from models.edition import Computation, Edition, Entrant, Mark, Placing
from models.method import Method
from rules.edition.shown import digits_of, points
from rules.method import read_body
from rules.refusal import N_
from services.edition.standing import version_of

COLUMNS = (
    N_("Compound"),
    N_("Property firm"),
    N_("Score"),
    N_("Rank among its peers"),
    N_("Rank, nine times in ten"),
)


def posting(session: Session, edition: Edition, made: Computation) -> tuple[str, dict[str, Any]]:
    """The headline and the body: both lists side by side, and what anybody needs to check them."""
    version = version_of(session, edition)
    method = session.get_one(Method, version.method_id)
    how = [
        [N_("Method"), {"said": f"{method.name} v{version.number}"}],
        [N_("Seed"), {"said": str(edition.seed)}],
        [N_("Hash of the inputs"), {"said": made.inputs_sha256}],
        [N_("Hash of the result"), {"said": made.result_sha256}],
        [N_("Program"), {"said": made.code_version}],
    ]
    digits = digits_of(read_body(version.body))
    lists = [
        {"title": title, "columns": COLUMNS, "rows": _rows(session, made, mark, digits)}
        for title, mark in ((N_("Red list"), Mark.RED), (N_("Black list"), Mark.BLACK))
    ]
    body = {
        "edition": edition.code,
        "computation": made.number,
        "corrects": made.corrects_id is not None,
        "seed": str(edition.seed),
        "method_sha256": made.method_sha256,
        "inputs_sha256": made.inputs_sha256,
        "result_sha256": made.result_sha256,
        "sections": [*lists, {"title": N_("How it was computed"), "rows": how}],
    }
    words = f"{edition.title}物业服务红黑榜" if "红黑榜" not in edition.title else edition.title
    return (f"{words}（更正）" if made.corrects_id else words), body


def _rows(
    session: Session, made: Computation, mark: Mark, digits: int
) -> list[list[dict[str, str]]]:
    wanted = (
        select(Placing, Entrant)
        .join(Entrant, col(Entrant.id) == Placing.entrant_id)
        .where(Placing.computation_id == made.id, Placing.mark == mark)
        .order_by(col(Placing.rank), col(Placing.id))
    )
    sizes = _sizes(session, made)
    return [
        [
            {"said": entrant.name},
            {"said": entrant.firm_name},
            {"said": points(placing.score, digits)},
            {"said": "–" if placing.rank is None else f"{placing.rank} / {sizes[placing.peers]}"},
            {"said": "–" if placing.low is None else f"{placing.low}–{placing.high}"},
        ]
        for placing, entrant in session.exec(wanted)
    ]


def _sizes(session: Session, made: Computation) -> dict[str, int]:
    """How many are ranked in each peer group: a first of 20 and a first of 16 are told apart."""
    wanted = (
        select(Placing.peers, func.count())
        .where(Placing.computation_id == made.id, col(Placing.rank).is_not(None))
        .group_by(col(Placing.peers))
    )
    return dict(session.exec(wanted).all())
