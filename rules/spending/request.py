"""What somebody asks for, and what a standing authorisation allows (支出申请, 小额支出授权)."""

import unicodedata
from dataclasses import dataclass
from datetime import date

from models.ledger import PartyKind
from rules.ledger.entry import plain_name
from rules.mask import masked_name
from rules.money import MOST_FEN
from rules.refusal import N_, Refused
from rules.spending.use import must_be_a_use
from rules.topic import one_line

LONGEST_PAYEE, SHORTEST_PAYEE = 80, 2
LONGEST_TITLE, SHORTEST_TITLE = 80, 4
MOST_DAYS = 5 * 366  # of a standing authorisation: no longer than a committee serves


@dataclass(frozen=True)
class Request:
    """What somebody asks for (支出申请内容)."""

    title: str
    reason: str
    use: str
    head: str
    payee: str
    asked_fen: int
    payee_kind: PartyKind = PartyKind.FIRM


def must_be_a_sum(fen: int) -> int:
    """``fen``, refused when it is nothing, or beyond all reason."""
    if not 0 < fen <= MOST_FEN:
        raise Refused(N_("Say how much: more than nothing, and not beyond all reason."))
    return fen


def must_be_a_payee(name: str, kind: PartyKind) -> str:
    """Who is to be paid, as everybody reads it: a firm by name, a person masked."""
    name = same_name(name)
    if not SHORTEST_PAYEE <= len(name) <= LONGEST_PAYEE:
        raise Refused(N_("Say who is to be paid."))
    return name if kind is PartyKind.FIRM else masked_name(name)


def same_name(name: str) -> str:
    """A name without what tells nothing apart: blanks and the width of its signs."""
    return plain_name(unicodedata.normalize("NFKC", name))


@dataclass(frozen=True)
class Terms:
    """What a standing authorisation allows (授权内容)."""

    title: str
    use: str
    head: str
    each_fen: int
    period_fen: int
    starts_on: date
    ends_on: date


def must_be_terms(terms: Terms) -> None:
    """Refuse an authorisation without bounds."""
    must_be_a_use(terms.use, terms.head)
    must_be_a_sum(terms.each_fen)
    must_be_a_sum(terms.period_fen)
    if terms.each_fen > terms.period_fen:
        raise Refused(N_("A single payment cannot be larger than all payments of a period."))
    if not 0 <= (terms.ends_on - terms.starts_on).days <= MOST_DAYS:
        raise Refused(N_("It has to end after it begins, and within five years."))
    must_be_titled(terms.title)


def must_be_titled(title: str) -> str:
    """The tidied title of a plan or an authorisation."""
    title = one_line(title)
    if not SHORTEST_TITLE <= len(title) <= LONGEST_TITLE:
        raise Refused(
            N_("Call it something, in {low} to {high} characters."),
            low=SHORTEST_TITLE,
            high=LONGEST_TITLE,
        )
    return title
