"""Winning back what belongs to all owners: rooms, sites and sums (公共收益清收)."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date

from models.claim import ClaimKind, ClaimState
from rules.money import MOST_FEN
from rules.refusal import N_, Refused
from rules.topic import one_line, tidy

SHORTEST_TITLE, LONGEST_TITLE = 2, 80
LONGEST_DEBTOR, LONGEST_DOER = 80, 60
SHORTEST_EVIDENCE, LONGEST_EVIDENCE = 4, 1000
SHORTEST_NOTE, LONGEST_NOTE = 2, 500
MOST_CM2 = 10**11  # ten million m²: more is a slip of the finger
LONGEST_YEARS = 10

FOUND, VERIFIED, NEGOTIATING, LEGAL, RECOVERED, DROPPED = ClaimState
OPEN = (FOUND, VERIFIED, NEGOTIATING, LEGAL)
MOVES: Mapping[ClaimState, tuple[ClaimState, ...]] = {
    FOUND: (VERIFIED, DROPPED),
    VERIFIED: (NEGOTIATING, LEGAL, RECOVERED, DROPPED),
    NEGOTIATING: (LEGAL, RECOVERED, DROPPED),
    LEGAL: (NEGOTIATING, RECOVERED, DROPPED),
    RECOVERED: (),
    DROPPED: (VERIFIED,),  # new evidence
}


def must_move(state: ClaimState, target: ClaimState) -> None:
    """Refuse a step that the recovery does not have."""
    if target not in MOVES[state]:
        raise Refused(N_("From here the recovery does not go there."))


def must_be_open(state: ClaimState) -> None:
    """Refuse an act on a claim that is settled one way or the other."""
    if state not in OPEN:
        raise Refused(N_("This claim is closed."))


@dataclass(frozen=True)
class Size:
    """How large a claim is, or what has come back of it (清收数额)."""

    area_cm2: int = 0
    fen: int = 0


def must_be_recovered(kind: ClaimKind, back: Size) -> None:
    """Refuse to call a claim recovered of which nothing has come back."""
    if kind is ClaimKind.SUM and not back.fen:
        raise Refused(N_("No money has come in for this claim yet."))
    if kind is not ClaimKind.SUM and not back.area_cm2:
        raise Refused(N_("Record first what area was handed back."))


def must_be_sized(kind: ClaimKind, claimed: Size) -> Size:
    """A room or a site has an area; a sum has an amount; both may have both."""
    if not 0 <= claimed.area_cm2 <= MOST_CM2 or not 0 <= claimed.fen <= MOST_FEN:
        raise Refused(N_("The figures must be above zero, and not beyond all reason."))
    if kind is ClaimKind.SUM:
        if claimed.area_cm2:
            raise Refused(N_("A sum has no area: register the room or the site by itself."))
        if not claimed.fen:
            raise Refused(N_("Say how much is to be recovered."))
    elif not claimed.area_cm2:
        raise Refused(N_("Say how large the room or the site is."))
    return claimed


def must_fit(claimed: Size, back: Size) -> None:
    """No more comes back than was claimed: correct the claim first."""
    if back.area_cm2 < 0 or back.fen < 0:
        raise Refused(N_("The figures must be above zero, and not beyond all reason."))
    if back.area_cm2 > claimed.area_cm2 or back.fen > claimed.fen:
        raise Refused(N_("More came back than was claimed: correct the claim first."))


def must_be_a_title(title: str) -> str:
    """What is claimed, in one line."""
    title = one_line(title)
    if not SHORTEST_TITLE <= len(title) <= LONGEST_TITLE:
        raise Refused(
            N_("Say in {low} to {high} characters what is to be recovered."),
            low=SHORTEST_TITLE,
            high=LONGEST_TITLE,
        )
    return title


def must_be_a_debtor(debtor: str) -> str:
    """Who holds it now."""
    debtor = one_line(debtor)
    if not 1 <= len(debtor) <= LONGEST_DEBTOR:
        raise Refused(N_("Say who holds it now, in at most {n} characters."), n=LONGEST_DEBTOR)
    return debtor


def must_be_evidence(text: str) -> str:
    """What the claim rests on: a drawing, a contract, a bank statement, who saw it."""
    text = tidy(text)
    if not SHORTEST_EVIDENCE <= len(text) <= LONGEST_EVIDENCE:
        raise Refused(
            N_("Give the evidence in {low} to {high} characters."),
            low=SHORTEST_EVIDENCE,
            high=LONGEST_EVIDENCE,
        )
    return text


def must_be_a_note(text: str) -> str:
    """What was done, for the register that nobody can change."""
    text = tidy(text)
    if not SHORTEST_NOTE <= len(text) <= LONGEST_NOTE:
        raise Refused(
            N_("Say in {low} to {high} characters what was done."),
            low=SHORTEST_NOTE,
            high=LONGEST_NOTE,
        )
    return text


def must_be_in_charge(doer: str) -> str:
    """Who acts: an office, a post, a person."""
    doer = one_line(doer)
    if not 1 <= len(doer) <= LONGEST_DOER:
        raise Refused(N_("Say who does it, in at most {high} characters."), high=LONGEST_DOER)
    return doer


def must_lie_ahead(due_on: date, today: date) -> date:
    """By when: from today on, within ten years."""
    if due_on < today:
        raise Refused(N_("The due day has already passed: choose today or later."))
    if due_on.year > today.year + LONGEST_YEARS:
        raise Refused(N_("The due day is more than {n} years away."), n=LONGEST_YEARS)
    return due_on


def must_have_happened(on: date, today: date) -> date:
    """The day on which something came back: not in the future."""
    if on > today:
        raise Refused(N_("What is recovered has come back already: the day is not to come."))
    return on


def is_late(state: ClaimState, due_on: date | None, today: date) -> bool:
    """Whether a claim that is open should have been settled by now."""
    return state in OPEN and due_on is not None and due_on < today


@dataclass(frozen=True)
class Tally:
    """What was found and what came back, as a city reports it: 处, ㎡, yuan (清收统计).

    A room counts as recovered when some of it was handed back; its area as far as it was.
    """

    claims: int = 0
    open: int = 0
    late: int = 0
    rooms: int = 0
    room_cm2: int = 0
    sites: int = 0
    site_cm2: int = 0
    fen: int = 0
    rooms_back: int = 0
    room_cm2_back: int = 0
    sites_back: int = 0
    site_cm2_back: int = 0
    fen_back: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        sums = (getattr(self, f.name) + getattr(other, f.name) for f in fields(self))
        return Tally(*sums)


@dataclass(frozen=True)
class Counted:
    """What a claim adds to the tally (计入统计)."""

    kind: ClaimKind
    state: ClaimState
    claimed: Size
    back: Size
    due_on: date | None = None


def tally(claim: Counted, today: date) -> Tally:
    """One claim as it counts; of one that is no longer pursued only what came back."""
    room, site = claim.kind is ClaimKind.ROOM, claim.kind is ClaimKind.SITE
    back = claim.back
    found = back if claim.state is DROPPED else claim.claimed
    return Tally(
        claims=int(claim.state is not DROPPED),
        open=int(claim.state in OPEN),
        late=int(is_late(claim.state, claim.due_on, today)),
        rooms=int(room and found.area_cm2 > 0),
        room_cm2=found.area_cm2 * room,
        sites=int(site and found.area_cm2 > 0),
        site_cm2=found.area_cm2 * site,
        fen=found.fen,
        rooms_back=int(room and back.area_cm2 > 0),
        room_cm2_back=back.area_cm2 * room,
        sites_back=int(site and back.area_cm2 > 0),
        site_cm2_back=back.area_cm2 * site,
        fen_back=back.fen,
    )
