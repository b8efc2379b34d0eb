"""Everything that stops a draft from being a method (评价办法检查). Empty: it is sound."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from rules.method.body import Body, List
from rules.method.form import form_problems
from rules.method.problem import Problem
from rules.method.reading import read_body
from rules.method.tree import AGGREGATES, tree_problems
from rules.notice import canonical
from rules.refusal import N_, Refused

MISSING = ("reweight", "mean", "refuse")
TIES = ("min", "max")  # a list gives whole ranks
PEERS = ("type", "age", "size")
MOST_DECIMALS, LEAST_DRAWS, MOST_DRAWS = 6, 100, 10_000
MOST_DAYS, MOST_CONSECUTIVE, MOST_PEER_MINIMUM = 90, 10, 1000
HALF, ONE, ZERO = Decimal("0.5"), Decimal(1), Decimal(0)

__all__ = ["Problem", "must_be_sound", "problems"]


def problems(given: Mapping[str, Any]) -> list[Problem]:
    """Why ``given`` may not be published as a method, each in one sentence (检查)."""
    try:
        body = read_body(given)
        canonical(given)
    except Refused as refused:
        return [Problem("", refused.sentence, refused.facts)]
    except TypeError:
        return [Problem("", N_("A part of the method cannot be read."))]
    return [*tree_problems(body), *form_problems(body), *_settings(body), *_lists(body)]


def must_be_sound(given: Mapping[str, Any]) -> Body:
    """The body that ``given`` says; refused with the first of its problems (须无问题)."""
    found = problems(given)
    if found:
        raise Refused(found[0].sentence, **found[0].facts)
    return read_body(given)


def _settings(body: Body) -> list[Problem]:
    """The rules of the calculation, within bounds."""
    found = []
    words = {"aggregate": AGGREGATES, "missing": MISSING, "ties": TIES}
    for part, known in words.items():
        if getattr(body, part) not in known:
            facts = {"part": part, "given": getattr(body, part), "known": ", ".join(known)}
            found.append(Problem(part, N_("“{part}” is “{given}”; it is one of {known}."), facts))
    if not set(body.peers) <= set(PEERS) or len(set(body.peers)) < len(body.peers):
        found.append(Problem("peers", N_("Peer groups are formed by type, age and size.")))
    if body.full is not None and not ZERO < body.full <= 1000:  # noqa: PLR2004
        found.append(Problem("full", N_("The full score lies between 1 and 1,000.")))
    whole = (
        ("round", body.round, 0, MOST_DECIMALS, N_("Scores have {low} to {high} decimals.")),
        ("draws", body.draws, LEAST_DRAWS, MOST_DRAWS, N_("There are {low} to {high} draws.")),
        (
            "peer_minimum",
            body.peer_minimum,
            2,
            MOST_PEER_MINIMUM,
            N_("A peer group has at least {low} and no more than {high} compounds."),
        ),
        (
            "consecutive",
            body.consecutive,
            1,
            MOST_CONSECUTIVE,
            N_("{low} to {high} black lists in a row escalate."),
        ),
    )
    for part, number, low, high, sentence in whole:
        if number is not None and not low <= number <= high:
            found.append(Problem(part, sentence, {"low": low, "high": high}))
    days = (body.terms.preview_days, body.terms.objection_days, body.terms.review_days)
    if not all(1 <= number <= MOST_DAYS for number in days):
        text = N_("A firm has {low} to {high} working days for each step.")
        found.append(Problem("terms", text, {"low": 1, "high": MOST_DAYS}))
    return found


def _lists(body: Body) -> list[Problem]:
    """Shares and probabilities, within bounds."""
    found = []
    shares = (
        ("coverage", body.coverage, N_("The share that must be measured lies in 0 to 100 %.")),
        ("turnout", body.turnout, N_("The turnout that is asked for lies in 0 to 100 %.")),
        ("spread", body.spread, N_("Weights move by 0 to 100 % in the draws.")),
    )
    for part, share, sentence in shares:
        if not ZERO <= share <= ONE:
            found.append(Problem(part, sentence))
    for part, listed in (("red", body.red), ("black", body.black)):
        found += _list(part, listed)
    return found


def _list(part: str, listed: List) -> list[Problem]:
    found = []
    if not ZERO < listed.share < HALF:
        text = N_("A list takes more than nothing and less than half of the peers.")
        found.append(Problem(part, text))
    if not HALF < listed.probability <= ONE:
        text = N_("A compound is listed when that is surely right: above 50 %, up to 100 %.")
        found.append(Problem(part, text))
    return found
