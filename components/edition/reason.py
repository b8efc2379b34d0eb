"""Why a compound is listed or is not, in sentences with its own figures (上榜理由)."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, NamedTuple

from components.edition import words
from components.language import _
from models.edition import Mark
from rules.edition.mark import SENTENCES
from rules.method import Body
from rules.refusal import N_

_COUNTED = ("sure", "unsure")
_WORST = N_(
    "Recomputed {draws} times, it was among the worst {share} % of its peers {times} times; "
    "the black list asks for {needed}."
)
_BEST = N_(
    "Recomputed {draws} times, it was among the best {share} % of its peers {times} times; "
    "the red list asks for {needed}."
)


class Drawn(NamedTuple):
    """How often the draws put a compound at either end (抽样结果)."""

    mark: Mark | None
    worst: int
    best: int


def sentences(found: Iterable[dict[str, Any]], drawn: Drawn, body: Body) -> list[str]:
    """All of them; that nearly every draw says so is told by the count itself."""
    told = []
    for reason in found:
        if reason["code"] in _COUNTED:
            told.append(_counted(drawn, body))
        if reason["code"] != "sure":
            facts = {
                "indicators": words.leaves(body, reason.get("indicators", ())),
                "gate": words.gate(body, reason.get("gate", "")),
            }
            named = {name: text for name, text in facts.items() if text}
            told.append(_(SENTENCES[reason["code"]], **named))
    return told


def _counted(drawn: Drawn, body: Body) -> str:
    """How often the draws put it there, and how often they must."""
    is_worst = drawn.mark is Mark.BLACK or (drawn.mark is not Mark.RED and drawn.worst > drawn.best)
    rule, sentence = (body.black, _WORST) if is_worst else (body.red, _BEST)
    return _(
        sentence,
        draws=f"{body.draws:,}",
        times=f"{drawn.worst if is_worst else drawn.best:,}",
        share=f"{(Decimal(rule.share) * 100).normalize():f}",
        needed=f"{-int(-(Decimal(rule.probability) * body.draws) // 1):,}",
    )
