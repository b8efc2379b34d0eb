"""A published edition as files for everybody's own programs (红黑榜开放数据)."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlmodel import Session, col, select

from models.edition import Computation, Edition, EditionState, Placing
from rules.edition.compute import POINT, WHOLE, Line, result_text, unpacked
from rules.edition.package import method_of_edition, table, values_of_edition
from rules.refusal import N_, Refused
from rules.spreadsheet import defused
from services.ranking import edition as editions
from services.ranking import listing
from services.ranking.edition import Head, Results
from services.ranking.listing import Row, Wanted

FORMAT = 1
LICENCE = "CC-BY-4.0"
EVERY = 1_000_000
NO_EDITION = N_("There is no edition under this name.")
NOT_YET = N_("This edition is not published yet.")
HEADER = (
    *("compound", "code", "community", "firm", "firm_code", "kind", "peers", "households"),
    *("rank", "rank_low", "rank_high", "score", "grade", "list", "put_right"),
    *("coverage", "worst", "best", "previous_rank", "previous_score", "previous_list"),
)


@dataclass(frozen=True)
class Published:
    """A published edition, and when anything about it last changed (已发布期次)."""

    head: Head
    results: Results
    changed_at: datetime

    @property
    def mark(self) -> str:
        """Changes whenever a file of it would."""
        made = self.results.made
        return f"{made.result_sha256[:32]}-{int(self.changed_at.timestamp())}"


def published(session: Session, code: str) -> Published:
    """The published edition with this code. Raises ``Refused`` where there is none."""
    told = editions.head(session, code)
    if told is None:
        raise Refused(NO_EDITION)
    results = editions.results(session, told.edition.id or 0) if told.is_published else None
    if results is None:
        raise Refused(NOT_YET)
    moments = [told.edition.published_at or told.edition.created_at]
    moments += [act.at for act in results.corrections]
    moments += listing.repaired_at(session, told.edition.id or 0)
    return Published(told, results, max(moments))


def offers(session: Session) -> list[Edition]:
    """Every published edition, the latest first."""
    wanted = select(Edition).where(Edition.state == EditionState.PUBLISHED)
    return list(session.exec(wanted.order_by(col(Edition.ends_on).desc(), col(Edition.id).desc())))


def inputs_text(session: Session, of: Published) -> str:
    """All that went in, as the one text that was hashed."""
    return unpacked(_kept(session, of)).text()


def values_csv(session: Session, of: Published) -> str:
    """The table that ``manage.py rank`` takes."""
    return values_of_edition(unpacked(_kept(session, of)))


def method_json(session: Session, of: Published) -> str:
    """The method that ``manage.py rank`` takes."""
    spec = method_of_edition(unpacked(_kept(session, of)))
    return json.dumps(spec, ensure_ascii=False, indent=1)


def _kept(session: Session, of: Published) -> bytes:
    wanted = select(Computation.inputs).where(Computation.id == of.results.made.id)
    return session.exec(wanted).one()


def result_json(session: Session, of: Published) -> str:
    """The result as the one text that was hashed, from the rows that are shown."""
    return result_text(of.head.edition.code, [_line(row) for row in _placings(session, of)])


def _placings(session: Session, of: Published) -> Iterator[Placing]:
    wanted = select(Placing).where(Placing.computation_id == of.results.made.id)
    return iter(session.exec(wanted.order_by(col(Placing.id))))


def _line(row: Placing) -> Line:
    return Line(
        id=row.entrant_id,
        score=row.score,
        rank=row.rank,
        low=row.low,
        high=row.high,
        worst=row.worst,
        best=row.best,
        coverage=row.coverage,
        mark=row.mark.value,
        grade=row.grade,
        reasons=row.reasons,
        contributions=row.contributions,
    )


def _rows(session: Session, of: Published) -> list[tuple[Row, Placing | None]]:
    """Every compound with what was computed of it, those that are not ranked last."""
    before = of.results.before.computation_id if of.results.before else 0
    wanted = Wanted(of.head.edition.id or 0, of.results.made.id, before)
    computed = {row.entrant_id: row for row in _placings(session, of)}
    found = listing.rows(session, wanted, 0, EVERY)
    return [(row, computed.get(row.entrant_id)) for row in found]


def as_csv(session: Session, of: Published) -> str:
    """One row a compound; then its values and what each brought. No cell of it runs."""
    codes = [leaf.code for leaf in of.head.body.indicators]
    header = [*HEADER, *(f"value_{code}" for code in codes), *(f"points_{code}" for code in codes)]
    draws = of.results.made.draws
    rows = (
        [*_facts(row, placing, draws), *_parts(placing, codes)]
        for row, placing in _rows(session, of)
    )
    return table(header, rows)


def _facts(row: Row, placing: Placing | None, draws: int) -> list[Any]:
    """The cells of ``HEADER``; the words among them made harmless."""
    words = (row.name, row.place_code, row.community, row.firm, row.firm_code, row.kind.value)
    put_right = "1" if row.repaired else ""
    return [
        *map(defused, (*words, row.peers)),
        row.households,
        *map(_shown, (row.rank, row.low, row.high)),
        exact(row.score),
        *map(defused, (row.grade, row.mark.value if row.mark else "")),
        put_right,
        share(row.coverage, WHOLE),
        share(placing.worst if placing else None, draws),
        share(placing.best if placing else None, draws),
        _shown(row.was_rank),
        exact(row.was_score),
        row.was_mark.value if row.was_mark else "",
    ]


def _parts(placing: Placing | None, codes: list[str]) -> list[str]:
    if placing is None:
        return [""] * (2 * len(codes))
    values = [str(placing.values.get(code, "")) for code in codes]
    return [*values, *(exact(placing.contributions.get(code)) for code in codes)]


def _shown(number: int | None) -> str:
    return "" if number is None else str(number)


def exact(billionths: int | None) -> str:
    """Points to the last digit, without idle zeros: 83.2."""
    if billionths is None:
        return ""
    points = Decimal(billionths) / POINT
    return format(points.normalize(), "f") if points else "0"


def share(part: int | None, whole: int) -> str:
    """A part of one, to six digits."""
    if part is None or not whole:
        return ""
    return f"{Decimal(part) / whole:.6f}"


def as_json(session: Session, of: Published, address: str) -> str:
    """The whole edition in one document; see docs/open-data.md."""
    edition, made, before = of.head.edition, of.results.made, of.results.before
    document = {
        "format": FORMAT,
        "licence": LICENCE,
        "edition": edition.code,
        "title": edition.title,
        "street": of.head.street.name,
        "begins_on": edition.begins_on.isoformat(),
        "ends_on": edition.ends_on.isoformat(),
        "published_at": edition.published_at.isoformat() if edition.published_at else None,
        "corrected_at": [act.at.isoformat() for act in of.results.corrections],
        "previous": before.code if before else None,
        "notice": of.results.notice,
        "method": {
            "code": of.head.method.code,
            "name": of.head.method.name,
            "version": of.head.version,
            "sha256": of.head.method_sha256,
        },
        "computation": {
            "number": made.number,
            "seed": str(edition.seed),
            "draws": made.draws,
            "inputs_sha256": made.inputs_sha256,
            "result_sha256": made.result_sha256,
            "program": made.code_version,
        },
        "files": {
            name: f"{address}/{name}"
            for name in ("values.csv", "method.json", "inputs.json", "result.json", "poster.pdf")
        },
        "unit": "billionths of a point",
        "rows": [_told(row, placing, made.draws) for row, placing in _rows(session, of)],
    }
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def _told(row: Row, placing: Placing | None, draws: int) -> dict[str, Any]:
    told: dict[str, Any] = {
        "compound": row.name,
        "code": row.place_code,
        "community": row.community,
        "firm": row.firm,
        "firm_code": row.firm_code,
        "kind": row.kind.value,
        "households": row.households,
        "put_right": row.repaired,
    }
    if placing is None:
        return told
    return told | {
        "peers": placing.peers,
        "rank": placing.rank,
        "rank_low": placing.low,
        "rank_high": placing.high,
        "score": placing.score,
        "grade": placing.grade,
        "list": placing.mark.value,
        "reasons": placing.reasons,
        "coverage": share(placing.coverage, WHOLE),
        "worst": share(placing.worst, draws),
        "best": share(placing.best, draws),
        "previous_rank": row.was_rank,
        "previous_score": row.was_score,
        "previous_list": row.was_mark.value if row.was_mark else None,
        "values": placing.values,
        "contributions": placing.contributions,
    }
