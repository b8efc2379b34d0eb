"""What the owners are told when their compound stands on the black list (提交业主的事实).

Facts, in the language of the neighbourhood: what was measured, how sure it is, and that the
decision is theirs. Nothing in it says what to decide.
"""

from dataclasses import dataclass

from models.edition import Placing
from models.notice import Notice
from rules.edition.shown import digits_of, parts, points, written
from rules.method import Body
from rules.refusal import N_
from rules.topic import LONGEST_BODY, LONGEST_TITLE
from services.consequence.standing import Line
from services.wording import say

LANGUAGE = "zh_CN"
MOST_PARTS = 12  # contributions that are named one by one

_TITLE = N_("Keep the property firm of {place} or replace it: the owners decide")
_LISTED = N_("{place} stands on the black list of “{edition}”. It is served by {firm}.")
_SCORE = N_(
    "Score {score}, rank {rank} of its peers; with 90 percent certainty between {low} and {high}."
)
_SCORE_ALONE = N_("Score {score}, rank {rank} of its peers, with 90 percent certainty just that.")
_SURE = N_(
    "In {worst} of {draws} simulated rankings it was among the worst {share} percent of its peers."
)
_GATE = N_("Hard gate that applies: {name}.")
_PARTS = N_("What the score is made of: {parts}.")
_PART = N_("{name} {points}")
_REST = N_("all else {points}")
_RUN = N_(
    "It is the {run}th edition in a row on the black list under this firm; the method asks for "
    "this question to be put with emphasis from the {consecutive}th on."
)
_LAW = N_(
    "By Article 278, item 4, of the Civil Code the owners together choose and dismiss the "
    "property firm. A black listing dismisses nobody. Whether to keep the firm, on what terms, "
    "or to replace it, is talked over and voted on by the owners."
)
_HEARD = N_("The firm was heard before publication. Its objections and the answers are public.")
_NOTICE = N_("The whole list and how it came about: /notice/{code}")
_PAGE = N_("The whole list and how it came about: /edition?code={code}")


@dataclass(frozen=True)
class Told:
    """A topic as it is put before the owners (议题文本)."""

    title: str
    body: str


def told(line: Line, body: Body, run: int, draws: int, notice: Notice | None) -> Told:
    """The topic about one black row: ``run`` black editions in a row, 1 for the first."""
    entrant, edition = line.entrant, line.edition
    lines = [
        _say(_LISTED, place=entrant.name, edition=edition.title, firm=entrant.firm_name),
        *_measured(line.placing, body, draws),
    ]
    if run >= body.consecutive > 0:
        lines.append(_say(_RUN, run=run, consecutive=body.consecutive))
    lines += [_say(_LAW), _say(_HEARD)]
    found = _say(_NOTICE, code=notice.code) if notice else _say(_PAGE, code=edition.code)
    text = "\n\n".join([*lines, found])
    return Told(_say(_TITLE, place=entrant.name)[:LONGEST_TITLE], text[:LONGEST_BODY])


def _say(sentence: str, **facts: object) -> str:
    return say(LANGUAGE, sentence, **facts)


def _measured(placing: Placing, body: Body, draws: int) -> list[str]:
    told = []
    if placing.score is not None and placing.rank is not None:
        sure = placing.low == placing.high
        told.append(
            _say(
                _SCORE_ALONE if sure else _SCORE,
                score=points(placing.score, digits_of(body)),
                rank=placing.rank,
                low=placing.low,
                high=placing.high,
            )
        )
    share = body.black.share * 100
    if placing.worst:
        told.append(_say(_SURE, worst=placing.worst, draws=draws, share=f"{share.normalize():f}"))
    gates = {gate.code: gate.name for gate in body.gates}
    applied = [reason.get("gate") for reason in placing.reasons if reason.get("code") == "gate"]
    told += [_say(_GATE, name=gates.get(str(code), str(code))) for code in applied]
    if placing.contributions:
        told.append(_say(_PARTS, parts="；".join(made_of(placing, body))))
    return told


def made_of(placing: Placing, body: Body) -> list[str]:
    """Each indicator with its points, the largest first; what is left over in one sum."""
    names = {leaf.code: leaf.name for leaf in body.indicators}
    digits = digits_of(body)
    shares = [
        (names.get(code, code), part)
        for code, part in parts(placing.contributions, digits).items()
        # what was not measured gave nothing, and is not told
        if placing.values.get(code) or placing.contributions[code]
    ]
    shares.sort(key=lambda pair: -abs(pair[1]))
    named, rest = shares[:MOST_PARTS], sum(part for _name, part in shares[MOST_PARTS:])
    lines = [_say(_PART, name=name, points=written(part, digits)) for name, part in named]
    return [*lines, _say(_REST, points=written(rest, digits))] if shares[MOST_PARTS:] else lines
