"""Drawing the experts of an edition by its seed, and stepping back (专家抽取、回避)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlmodel import Session, col, func, select

from models.edition import Edition, Entrant
from models.member import Grant, Member, Role
from models.place import Place
from models.scoring import Assignment, Sheet
from rules.method.body import SheetForm
from rules.permission import Visitor, must_be_signed_in
from rules.refusal import N_, Refused
from rules.scoring.draw import Draw
from rules.topic import must_be_a_reason
from services.firm.tie import ties
from services.scoring.standing import body_of, leave, rated, running, the_entrant
from services.visitor import the_place, visitor

Ties = Iterable[tuple[int, int]]


def draw_experts(session: Session, actor: Visitor, edition_id: int) -> int:
    """Draw whoever is still lacking on each sheet that experts fill in; returns how many."""
    edition, body, place, fresh = running(session, actor, edition_id)
    forms = [form for form in body.sheets if form.drawn]
    if not forms:
        raise Refused(N_("No score sheet of this method is filled in by experts."))
    pool = pool_of(session, edition)
    if not pool:
        raise Refused(
            N_("The street had no experts when the seed was published: nobody can be drawn.")
        )
    entrants = rated(session, edition_id)
    drawn = sum(_draw(session, edition, form, entrants, pool) for form in forms)
    if not drawn:
        raise Refused(N_("Everybody who can be drawn has been drawn."))
    about = f"edition:{edition_id}"
    told = {"seed": str(edition.seed), "pool": pool, "drawn": drawn}
    leave(session, fresh, "experts.drawn", about, place, **told)
    return drawn


def pool_of(session: Session, edition: Edition) -> list[int]:
    """The experts who were in the pool when the seed was published, and still are (专家库).

    Who joins later is not drawn: nobody picks experts to fit a seed that is known.
    """
    known_since = session.exec(  # of an edition opened anew: when it was opened first
        select(func.min(Edition.created_at)).where(
            Edition.place_id == edition.place_id, Edition.seed == edition.seed
        )
    ).one()
    wanted = (
        select(Grant.member_id)
        .join(Place, col(Place.id) == Grant.place_id)
        .join(Member, col(Member.id) == Grant.member_id)
        .where(
            Grant.role == Role.EXPERT,
            col(Place.id).in_([int(part) for part in edition.path.split("/") if part]),
            Grant.created_at <= known_since,
            col(Member.closed_at).is_(None),
        )
    )
    return sorted(set(session.exec(wanted)))


def _draw(
    session: Session,
    edition: Edition,
    form: SheetForm,
    entrants: Sequence[Entrant],
    pool: Sequence[int],
) -> int:
    """Fill up the sheet's assignments of every compound; returns how many are new."""
    standing = assignments(session, edition.id, form.code)
    bound = set(ties(session, pool))
    drawn = 0
    for one in entrants:
        before = standing.get(one.id or 0, [])
        away = {row.member_id for row in before if row.stepped_back}
        away |= {member for member in pool if (member, one.firm_id or 0) in bound}
        known = {row.member_id for row in before}
        chosen = Draw(edition.seed, one.place_id, form.code).drawn(pool, away, form.drawn)
        for member_id in chosen:
            if member_id not in known:
                session.add(
                    Assignment(entrant_id=one.id or 0, sheet_code=form.code, member_id=member_id)
                )
                drawn += 1
    session.flush()
    return drawn


def assignments(
    session: Session, edition_id: int | None, sheet_code: str
) -> dict[int, list[Assignment]]:
    """Everybody who was drawn for a sheet, by compound, whether he stepped back or not."""
    wanted = (
        select(Assignment)
        .join(Entrant, col(Entrant.id) == Assignment.entrant_id)
        .where(Entrant.edition_id == edition_id, Assignment.sheet_code == sheet_code)
    )
    found: dict[int, list[Assignment]] = defaultdict(list)
    for row in session.exec(wanted.order_by(col(Assignment.id))):
        found[row.entrant_id].append(row)
    return found


def step_back(session: Session, actor: Visitor, assignment_id: int, reason: str) -> Assignment:
    """Not score after all, and say why (回避); the next lot takes the place at once."""
    row = session.get(Assignment, assignment_id, with_for_update=True)
    if row is None:
        raise Refused(N_("You were not drawn for this compound."))
    entrant, edition, place = the_entrant(session, row.entrant_id)
    fresh = visitor(session, actor.member_id)
    must_be_signed_in(fresh)
    if row.member_id != fresh.member_id:
        raise Refused(N_("You were not drawn for this compound."))
    if row.stepped_back:
        raise Refused(N_("You have stepped back already."))
    same = (Sheet.entrant_id == row.entrant_id, Sheet.sheet_code == row.sheet_code)
    mine = select(Sheet).where(*same, Sheet.member_id == row.member_id)
    sheet = session.exec(mine).first()
    if sheet is not None and sheet.signed_at is not None:
        raise Refused(N_("You have signed this sheet: it stays."))
    row.stepped_back = must_be_a_reason(reason)[:300]
    session.add(row)
    session.flush()
    form = body_of(session, edition).sheet(row.sheet_code)
    if form is not None:
        _draw(session, edition, form, [entrant], pool_of(session, edition))
    about, street = f"assignment:{row.id}", the_place(session, edition.place_id)
    leave(session, fresh, "expert.stepped_back", about, street, compound=place.code)
    return row
