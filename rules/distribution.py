"""Cutting a sum into shares that add up to it, to the fen (分配计算).

Civil Code 283: as agreed, else by the area of the exclusive parts. ``rules.share`` cuts by the
largest remainder; here the units are put in line first, the larger weight and then the smaller
key, so that the order in which they are listed changes nothing, and a larger weight never gets
less than a smaller one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeVar

from models.distribution import Basis, ShareState
from models.ledger import EntryKind
from rules.money import yuan
from rules.refusal import N_, Refused
from rules.share import shares
from rules.topic import one_line

MOST_UNITS = 20_000
SHORTEST_NOTE, LONGEST_NOTE = 4, 300
LONGEST_LABEL = 40
MOST_PARTS = 10**9


K = TypeVar("K", int, str)


def cut(total_fen: int, weights: Mapping[K, int]) -> dict[K, int]:
    """Each one's share of ``total_fen``; together they are exactly ``total_fen`` (最大余数法)."""
    if total_fen < 0 or not any(weights.values()):
        raise Refused(N_("There is nothing to share out, or nobody to share it."))
    in_line = sorted(weights, key=lambda key: (-weights[key], key))
    return dict(zip(in_line, shares(total_fen, [weights[key] for key in in_line])))


def must_leave_the_floor(total_fen: int, fund_fen: int, least_fen: int) -> None:
    """Refuse a plan that gives the maintenance fund less than the law of the place wants."""
    if not 0 <= fund_fen <= total_fen:
        raise Refused(N_("The part for the maintenance fund lies between nothing and the whole."))
    if fund_fen < least_fen:
        raise Refused(
            N_("The law of this place wants at least {least} for the maintenance fund first."),
            least=yuan(least_fen),
        )


def must_be_there(total_fen: int, balance_fen: int) -> None:
    """Refuse to share out more than there is."""
    if total_fen <= 0:
        raise Refused(N_("Say how much is to be shared out."))
    if total_fen > balance_fen:
        raise Refused(
            N_("There is only {balance} of public revenue that no other plan has promised."),
            balance=yuan(balance_fen),
        )


def must_say_where_from(basis: Basis, note: str) -> str:
    """The tidied note; shares that are not by area rest on an agreement, and say which."""
    note = one_line(note)
    if basis is not Basis.AREA and len(note) < SHORTEST_NOTE:
        raise Refused(N_("Civil Code 283: by area, unless agreed. Say where that was agreed."))
    if len(note) > LONGEST_NOTE:
        raise Refused(N_("This text is too long."))
    return note


def parts_of(text: str, labels: Iterable[str]) -> dict[str, int]:
    """Agreed parts, one unit a line: ``1-101 3``; every unit once, and none that is not there."""
    known, found = set(labels), dict[str, int]()
    for number, line in enumerate(text.splitlines(), start=1):
        cells = line.replace(",", " ").replace("，", " ").replace("\t", " ").split()
        if not cells:
            continue
        if len(cells) != 2 or not (cells[1].isascii() and cells[1].isdigit()):  # noqa: PLR2004
            raise Refused(N_("Line {n}: write the unit and its parts, like 1-101 3."), n=number)
        label, parts = cells[0], int(cells[1][:12])
        if label not in known or label in found or parts > MOST_PARTS:
            raise Refused(
                N_("Line {n}: “{unit}” is not in the roll, or stands here twice."),
                n=number,
                unit=label[:LONGEST_LABEL],
            )
        found[label] = parts
    if missing := len(known) - len(found):
        raise Refused(N_("{n} units have no parts yet: write 0 for those without."), n=missing)
    return found


@dataclass(frozen=True)
class Paying:
    """A posted entry of a distribution, as far as its shares go (份额凭证)."""

    entry_id: int
    kind: EntryKind
    shares: tuple[int, ...]
    reversed: bool = False


def states(history: Sequence[Paying]) -> dict[int, tuple[ShareState, int]]:
    """What became of each share, and by which entry; in the order of posting.

    A payment pays, money that came back returns, and an entry that was taken back never was.
    A share that is not in the answer is still to be paid.
    """
    found: dict[int, tuple[ShareState, int]] = {}
    for paying in history:
        if paying.reversed or paying.kind is EntryKind.REVERSAL:
            continue
        state = ShareState.RETURNED if paying.kind is EntryKind.RECEIPT else ShareState.PAID
        found |= dict.fromkeys(paying.shares, (state, paying.entry_id))
    return found


def per_square_metre(total_fen: int, area_cm2: int) -> Fraction:
    """Fen for one square metre, exact: what a plan by area tells everybody."""
    return Fraction(total_fen * 10_000, area_cm2) if area_cm2 > 0 else Fraction(0)
