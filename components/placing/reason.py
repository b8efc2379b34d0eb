"""Why a result stands where it stands, in sentences with its own figures (上榜理由)."""

from decimal import Decimal

from components.language import _
from components.ranking import words
from components.text import plain
from models.edition import Mark
from rules.edition.mark import SENTENCES
from rules.refusal import N_
from services.ranking.placing import Story

_COUNTED = ("sure", "unsure")
_WORST = N_(
    "Recomputed {draws} times, it was among the worst {share} % of its peers {times} times; "
    "the black list asks for {needed}."
)
_BEST = N_(
    "Recomputed {draws} times, it was among the best {share} % of its peers {times} times; "
    "the red list asks for {needed}."
)


def sentences(told: Story) -> list[str]:
    """All of them, ready for Markdown."""
    body, said = told.head.body, []
    gates = {gate.code: words.pick(gate.name, gate.name_en) for gate in body.gates}
    for reason in told.reasons:
        if reason["code"] in _COUNTED:
            said.append(plain(_counted(told)))
        leaves = [body.indicator(code) for code in reason.get("indicators", ())]
        named = _(", ").join(words.name(leaf) for leaf in leaves if leaf is not None)
        gate = gates.get(reason.get("gate", ""), "")
        sentence = SENTENCES.get(reason["code"], "")
        if sentence and reason["code"] != "sure":
            said.append(plain(_(sentence, indicators=named, gate=gate)))
    return said


def _counted(told: Story) -> str:
    """How often the draws put it there, and how often they must."""
    body, draws = told.head.body, told.made.draws
    is_worst = told.row.mark is Mark.BLACK or (
        told.row.mark is not Mark.RED and told.draws_worst > told.draws_best
    )
    rule, sentence = (body.black, _WORST) if is_worst else (body.red, _BEST)
    return _(
        sentence,
        draws=f"{draws:,}",
        times=f"{told.draws_worst if is_worst else told.draws_best:,}",
        share=f"{(Decimal(rule.share) * 100).normalize():f}",
        needed=f"{-int(-(Decimal(rule.probability) * draws) // 1):,}",
    )
