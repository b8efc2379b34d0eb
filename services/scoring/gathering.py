"""All that is known of an edition's compounds, put together as figures (数据汇总).

Signed sheets, owners' answers and what the platform holds become figures; what a person entered
or imported stays as it is. Each figure keeps how many stand behind it, of how many, how far the
truth may lie from it, and what it was counted from.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from sqlmodel import Session, col, select

from models.edition import Edition, Entrant
from models.scoring import Assignment, Figure, FigureSource, Sheet, SurveyAnswer
from rules.method import Body
from rules.method.body import Indicator, SheetForm
from rules.permission import Visitor
from rules.scoring.estimate import mean, pooled
from rules.scoring.evidence import kept
from rules.scoring.sheet import HUNDREDTHS, total
from rules.scoring.survey import FEWEST, HIGHEST, LOWEST, enough, marks
from services.firm.tie import ties
from services.scoring.platform import platform_figures
from services.scoring.standing import Read, body_of, latest, leave, put_down, rated, running

TYPED = (FigureSource.ENTERED, FigureSource.IMPORTED)
Cell = tuple[int, str]  # entrant and indicator


@dataclass(frozen=True)
class Gathered:
    """Every figure that counts, by entrant and indicator (汇总结果)."""

    figures: Mapping[Cell, Read] = field(default_factory=dict)
    written: int = 0  # how many are new or changed

    def values(self) -> dict[int, dict[str, str]]:
        """What is there, by entrant: indicator and decimal text."""
        return self._column("value")

    def errors(self) -> dict[int, dict[str, str]]:
        """The standard errors of what was sampled."""
        return self._column("error")

    def _column(self, name: str) -> dict[int, dict[str, str]]:
        found: dict[int, dict[str, str]] = defaultdict(dict)
        for (entrant_id, code), read in self.figures.items():
            if read.value and getattr(read, name):
                found[entrant_id][code] = getattr(read, name)
        return dict(found)


def gather_figures(session: Session, actor: Visitor, edition_id: int) -> Gathered:
    """Bring the figures of an edition up to date (汇总数据), but for what owners answer.

    Their mean before and after one more answer would tell what that home said: it is made once,
    when the edition is computed.
    """
    edition, _body, place, fresh = running(session, actor, edition_id)
    found = gather(session, edition, rated(session, edition_id), answers=False)
    about = f"edition:{edition_id}"
    leave(session, fresh, "figures.gathered", about, place, figures=found.written)
    return found


def gather(
    session: Session, edition: Edition, entrants: Sequence[Entrant], *, answers: bool = True
) -> Gathered:
    """The figures of ``entrants`` as they are now; what has changed is put down.

    A step of computing an edition as well: whoever calls it has checked the right to.
    """
    body = body_of(session, edition)
    standing = latest(session, edition.id)
    figures = {cell: _read(row) for cell, row in standing.items()}
    fresh: list[tuple[int, str, Read]] = []
    if not answers:
        others = tuple(leaf for leaf in body.indicators if leaf.source.kind != "survey")
        body = replace(body, indicators=others)
    for leaf, reads in _reads(session, edition, body, entrants):
        for entrant_id, read in reads.items():
            cell = (entrant_id, leaf.code)
            if _is_typed(standing.get(cell)) or figures.get(cell) == read:
                continue
            figures[cell] = read
            fresh.append((entrant_id, leaf.code, read))
    here = {one.id for one in entrants}
    figures = {cell: read for cell, read in figures.items() if cell[0] in here}
    return Gathered(figures, put_down(session, edition, fresh, None))


def _is_typed(row: Figure | None) -> bool:
    """Whether a person's number stands there; an empty one was taken back."""
    return row is not None and row.source in TYPED and bool(row.value)


def _read(row: Figure) -> Read:
    return Read(row.value, row.error, row.count, row.asked, row.source, row.evidence, row.voucher)


def _reads(
    session: Session, edition: Edition, body: Body, entrants: Sequence[Entrant]
) -> list[tuple[Indicator, dict[int, Read]]]:
    """What each indicator that is not typed in says of each compound."""
    answers: dict[int, list[Mapping[str, int]]] | None = None
    found = []
    for leaf in body.indicators:
        kind, form = leaf.source.kind, body.sheet(leaf.source.name)
        if kind == "platform":
            found.append((leaf, platform_figures(session, leaf.source.name, edition, entrants)))
        elif kind == "sheet" and form is not None:
            found.append((leaf, sheet_figures(session, form, entrants)))
        elif kind == "survey":
            answers = _answers(session, edition) if answers is None else answers
            reads = {
                one.id or 0: _survey(one, answers.get(one.id or 0, []), leaf, body)
                for one in entrants
            }
            found.append((leaf, reads))
    return found


def _answers(session: Session, edition: Edition) -> dict[int, list[Mapping[str, int]]]:
    wanted = (
        select(SurveyAnswer.entrant_id, col(SurveyAnswer.points))
        .join(Entrant, col(Entrant.id) == SurveyAnswer.entrant_id)
        .where(Entrant.edition_id == edition.id)
        .order_by(col(SurveyAnswer.id))
    )
    found: dict[int, list[Mapping[str, int]]] = defaultdict(list)
    for entrant_id, points in session.exec(wanted):
        found[entrant_id].append(points)
    return found


def _survey(one: Entrant, answers: list[Mapping[str, int]], leaf: Indicator, body: Body) -> Read:
    """The owners' mean mark, where enough of them answered; else missing, with the reason."""
    given = marks(answers, leaf.source.name)
    count, asked, source = len(given), one.households, FigureSource.SURVEY
    if not asked:
        return Read("", "", count, 0, source, kept("no_households"))
    if not given or not enough(count, asked, body.turnout):
        return Read("", "", count, asked, source, kept("turnout"))
    if count < FEWEST:
        return Read("", "", count, asked, source, kept("few"))
    middle = mean(given, asked, HIGHEST - LOWEST)
    return Read(middle.value, middle.error, count, asked, source, kept("survey"))


def sheet_figures(
    session: Session, form: SheetForm, entrants: Sequence[Entrant]
) -> dict[int, Read]:
    """The mean of the signed sheets of each compound.

    A sheet of somebody who is tied to the firm does not count, whenever the tie came to light.
    """
    signed = _unbound(session, _signed(session, form, entrants), entrants)
    asked = _drawn(session, form, entrants)
    totals = {
        entrant_id: [Fraction(total(form, sheet.points), HUNDREDTHS) for sheet in sheets]
        for entrant_id, sheets in signed.items()
    }
    variance = pooled(totals.values()) if form.drawn else None
    widest = int(form.most) if form.drawn else 0  # one of two experts is a sample, one chair not
    made: dict[int, Read] = {}
    for one in entrants:
        sheets = signed.get(one.id or 0, [])
        wanted = asked.get(one.id or 0, form.drawn) if form.drawn else max(1, len(sheets))
        if not sheets:
            made[one.id or 0] = Read("", "", 0, wanted, FigureSource.SHEET, kept("no_sheets"))
            continue
        middle = mean(totals[one.id or 0], None, widest, variance)
        evidence = kept("sheets", [sheet.id or 0 for sheet in sheets])
        made[one.id or 0] = Read(
            middle.value, middle.error, len(sheets), wanted, FigureSource.SHEET, evidence
        )
    return made


def _unbound(
    session: Session, signed: Mapping[int, list[Sheet]], entrants: Sequence[Entrant]
) -> dict[int, list[Sheet]]:
    firms = {one.id or 0: one.firm_id or 0 for one in entrants}
    bound = ties(session, sorted({sheet.member_id for many in signed.values() for sheet in many}))
    free = {
        entrant_id: [s for s in sheets if (s.member_id, firms.get(entrant_id, 0)) not in bound]
        for entrant_id, sheets in signed.items()
    }
    return {entrant_id: sheets for entrant_id, sheets in free.items() if sheets}


def _signed(
    session: Session, form: SheetForm, entrants: Sequence[Entrant]
) -> dict[int, list[Sheet]]:
    if not entrants:
        return {}
    wanted = (
        select(Sheet)
        .join(Entrant, col(Entrant.id) == Sheet.entrant_id)
        .where(
            Entrant.edition_id == entrants[0].edition_id,
            Sheet.sheet_code == form.code,
            col(Sheet.signed_at).is_not(None),
        )
    )
    found: dict[int, list[Sheet]] = defaultdict(list)
    for sheet in session.exec(wanted.order_by(col(Sheet.id))):
        found[sheet.entrant_id].append(sheet)
    return found


def _drawn(session: Session, form: SheetForm, entrants: Sequence[Entrant]) -> dict[int, int]:
    """How many experts were drawn for each compound and have not stepped back."""
    if not form.drawn or not entrants:
        return {}
    wanted = (
        select(Assignment.entrant_id)
        .join(Entrant, col(Entrant.id) == Assignment.entrant_id)
        .where(
            Entrant.edition_id == entrants[0].edition_id,
            Assignment.sheet_code == form.code,
            Assignment.stepped_back == "",
        )
    )
    found: dict[int, int] = defaultdict(int)
    for entrant_id in session.exec(wanted):
        found[entrant_id] += 1
    return found
