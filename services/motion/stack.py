"""A stack of paper ballots entered in one go, from a sheet that the desk kept (批量录入书面票)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import insert
from sqlmodel import Session, col, select

from models.base import now
from models.choice import Choice
from models.motion import Ballot, Channel, Motion, VoterUnit
from rules.ballot import must_name_document
from rules.permission import Permission, Visitor
from rules.refusal import N_, Refused
from services.motion.casting import motion_in_vote, new_receipt
from services.motion.delivery import sheet
from services.motion.putting import the_motion
from services.motion.recording import place_of, refresh_unless_busy
from services.trail import OneTopic, record
from services.visitor import check

MOST_PAPERS = 20_000
CHOICES = {
    **{choice.value: choice for choice in Choice},
    **dict(zip(("赞成", "反对", "弃权"), Choice)),
    **dict(zip(("同意", "不同意"), Choice)),
}


@dataclass(frozen=True)
class Paper:
    """One signed paper: whose home, which answer, which number (一张书面票)."""

    unit_label: str
    choice: Choice
    document: str


@dataclass(frozen=True)
class Entered:
    """What became of a stack (录入结果): what was not entered is named."""

    recorded: int
    answered: tuple[str, ...] = ()  # homes whose answer stands already
    contradicting: tuple[str, ...] = ()  # homes of one owner with different answers
    unknown: tuple[str, ...] = ()


def enter_papers(
    session: Session, actor: Visitor, motion_id: int, papers: Sequence[Paper]
) -> Entered:
    """Enter a stack of papers. None of them replaces an answer: that takes a look at each."""
    the_motion(session, motion_id, lock=True)  # one stack at a time
    motion = motion_in_vote(session, motion_id)
    place = place_of(session, motion)
    fresh = check(session, actor, Permission.ENTER_BALLOT, place)
    if not papers or len(papers) > MOST_PAPERS:
        raise Refused(N_("There is no paper in this sheet."))
    for paper in papers:
        must_name_document(paper.document)
    by_voter, unknown = _by_voter(session, motion_id, papers)
    answered = _answered(session, motion_id)
    alike = {v: stack for v, stack in by_voter.items() if len({p.choice for p in stack}) == 1}
    new = {voter_id: stack[0] for voter_id, stack in alike.items() if voter_id not in answered}
    _write(session, fresh, motion, new)
    refresh_unless_busy(session, fresh, motion)
    about, moves = f"motion:{motion_id}", (OneTopic(motion.topic_id),)
    after = {"channel": Channel.PAPER, "papers": len(new)}
    record(session, fresh, "ballot.stack_entered", about, place, moves=moves, after=after)
    return Entered(
        recorded=len(new),
        answered=_labels(alike[voter_id] for voter_id in alike.keys() - new.keys()),
        contradicting=_labels(by_voter[voter_id] for voter_id in by_voter.keys() - alike.keys()),
        unknown=unknown,
    )


def papers_in(source: bytes) -> list[Paper]:
    """The papers in a CSV with the columns unit, choice and document (户号、选项、编号)."""
    papers = []
    rows = sheet(source)
    columns = [_column(rows, names) for names in (("unit", "户号"), ("choice", "选项"))]
    numbered = _column(rows, ("document", "编号"))
    for number, row in enumerate(rows[1:], 2):
        cells = [row[place].strip() if place < len(row) else "" for place in (*columns, numbered)]
        if cells[1] not in CHOICES:
            raise Refused(
                N_("Row {row}: “{value}” is none of for, against and abstain."),
                row=number,
                value=cells[1],
            )
        papers.append(Paper(cells[0], CHOICES[cells[1]], cells[2]))
    return papers


def _column(rows: list[list[str]], names: tuple[str, ...]) -> int:
    heading = [cell.strip().lower() for cell in rows[0]] if rows else []
    for name in names:
        if name in heading:
            return heading.index(name)
    raise Refused(N_("The sheet needs the columns unit, choice and document."))


def _by_voter(
    session: Session, motion_id: int, papers: Sequence[Paper]
) -> tuple[dict[int, list[Paper]], tuple[str, ...]]:
    units = select(VoterUnit.label, VoterUnit.voter_id).where(VoterUnit.motion_id == motion_id)
    heads = dict(session.exec(units).all())
    found: dict[int, list[Paper]] = {}
    unknown = []
    for paper in papers:
        voter_id = heads.get(paper.unit_label.strip())
        if voter_id is None:
            unknown.append(paper.unit_label)
        else:
            found.setdefault(voter_id, []).append(paper)
    return found, tuple(unknown)


def _answered(session: Session, motion_id: int) -> set[int]:
    standing = select(Ballot.voter_id).where(Ballot.motion_id == motion_id)
    return set(session.exec(standing.where(col(Ballot.replaced_at).is_(None))))


def _labels(stacks: Iterable[list[Paper]]) -> tuple[str, ...]:
    return tuple(sorted(paper.unit_label for stack in stacks for paper in stack))


def _write(session: Session, actor: Visitor, motion: Motion, papers: dict[int, Paper]) -> None:
    moment = now()
    rows = [
        {
            "created_at": moment,
            "motion_id": motion.id,
            "voter_id": voter_id,
            "choice": paper.choice,
            "channel": Channel.PAPER,
            "member_id": actor.member_id,
            "document": paper.document.strip()[:200],
            "receipt": new_receipt(),
        }
        for voter_id, paper in sorted(papers.items())
    ]
    if rows:
        session.execute(insert(Ballot), rows)
