"""An edition as a poster on A4, by typst (红黑榜海报): both lists, a QR code, how to check it.

The same edition gives the same bytes: nothing of it changes with the day on which it is read.
"""

from typing import Any

from sqlmodel import Session

from db.setting import setting
from models.edition import EntrantKind, Mark
from routes.paper import qr
from rules.edition.shown import points
from rules.refusal import N_
from services.press import Busy, sheet
from services.ranking import listing
from services.ranking.files import EVERY, Published
from services.ranking.listing import Order, Row, Show, Wanted
from services.ranking.wording import MARKS, group, rank
from services.wording import HOUSE, clock, day, either, say

__all__ = ["Busy", "made"]

NOBODY = {
    Mark.RED: N_("No compound is sure enough to be among the best."),
    Mark.BLACK: N_("No compound is sure enough to be among the worst."),
}
RATED = N_("{n} compounds were rated: {red} on the red list, {black} on the black list.")
APART = N_("Shown and not ranked: party-led service {led}, nobody serves {none}.")
SURE = N_("“90 %” says between which ranks a compound lies with a chance of 90 %, among its peers.")
APPEAL = N_("A list by itself dismisses nobody; the owners decide. A firm may ask for a review.")
CHECK = N_("How to check it")
SCAN = N_("Scan the code, or open {address}: every compound, what makes up its score, all figures.")
AGAIN = N_("Whoever computes it again from the published figures gets this hash of the result:")


def made(session: Session, of: Published, language: str) -> bytes:
    """The bytes of the poster. Raises ``Busy`` when too many are asked for at once."""
    return sheet(_shown(session, of, language), of.changed_at, "poster")


def _shown(session: Session, of: Published, language: str) -> dict[str, Any]:
    head, results = of.head, of.results
    edition, address = head.edition, f"{setting().public_url}/edition?code={head.edition.code}"
    script, _, region = language.partition("_")
    marks, apart = results.marks, results.apart
    counts = {"red": marks.get(Mark.RED, 0), "black": marks.get(Mark.BLACK, 0)}
    told = [say(language, RATED, n=f"{sum(marks.values()):,}", **counts)]
    if apart:
        led, none = (apart.get(kind, 0) for kind in (EntrantKind.PARTY_LED, EntrantKind.UNSERVED))
        told.append(say(language, APART, led=led, none=none))
    return {
        "lang": script,
        "region": region.lower() or "us",
        "house": say(language, HOUSE),
        "street": head.street.name,
        "kind": say(language, N_("Red and black list")),
        "title": edition.title,
        "facts": _facts(of, language),
        "told": " ".join(told),
        "lists": [_list(session, of, language, mark) for mark in (Mark.RED, Mark.BLACK)],
        "notes": [say(language, SURE), say(language, APPEAL)],
        "check": say(language, CHECK),
        "scan": say(language, SCAN, address=address),
        "again": say(language, AGAIN),
        "hash": results.made.result_sha256,
        "qr": qr(address),
        "alt": say(language, N_("QR code with the address of this edition")),
        "code": edition.code,
    }


def _facts(of: Published, language: str) -> list[str]:
    edition, method = of.head.edition, of.head.method
    name = either(language, method.name, method.name_en)
    facts = [
        f"{day(language, edition.begins_on)} – {day(language, edition.ends_on)}",
        say(language, N_("{method}, version {n}"), method=name, n=of.head.version),
        say(language, N_("Seed {seed}"), seed=edition.seed),
    ]
    if edition.published_at is not None:
        at = clock(language, edition.published_at)
        facts.insert(1, say(language, N_("published {at}"), at=at))
    if of.results.corrections:
        at = clock(language, of.results.corrections[-1].at)
        facts.insert(2, say(language, N_("corrected {at}"), at=at))
    return facts


def _list(session: Session, of: Published, language: str, mark: Mark) -> dict[str, Any]:
    order = Order.SCORE if mark is Mark.RED else Order.LAST
    wanted = Wanted(of.head.edition.id or 0, of.results.made.id, show=Show(mark.value), order=order)
    rows = listing.rows(session, wanted, 0, EVERY)
    several = len(of.results.groups) > 1
    return {
        "mark": mark.value,
        "title": say(language, MARKS[mark]),
        "count": len(rows),
        "nobody": say(language, NOBODY[mark]),
        "rows": [_row(of, language, row, several) for row in rows],
    }


def _row(of: Published, language: str, row: Row, several: bool) -> dict[str, str]:
    small = [rank(language, row.rank, row.low, row.high)]
    if several:
        small.append(group(language, row.peers or "", of.head.body.peers))
    if row.repaired:
        small.append(say(language, N_("Put right since")))
    return {
        "name": row.name,
        "firm": row.firm,
        "score": points(row.score, of.head.digits),
        "small": " · ".join(small),
    }
