"""Warnings in words: the rule, and what made this one stand out (预警用语)."""

from collections.abc import Mapping
from typing import Any

from components.format import day, yuan
from components.language import _
from components.ledger.words import head as head_name
from rules.warning import RULES, WarningKind
from services.warning.finding import Finding


def name(kind: WarningKind) -> str:
    """What a rule is called."""
    return _(RULES[kind].name)


def rule(kind: WarningKind) -> str:
    """The rule with its numbers."""
    return _(RULES[kind].words, **_written(RULES[kind].numbers))


def _written(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Sums in yuan, all else as it is."""
    return {key: yuan(fact) if key.endswith("_fen") else fact for key, fact in facts.items()}


def told(finding: Finding) -> str:
    """What this one is about, with its figures."""
    facts, sum_ = finding.facts, yuan(finding.fen)
    match finding.kind:
        case WarningKind.INCOME_MISSING:
            return _("{title} ({number}): {fen} is missing, {days} days late", fen=sum_, **facts)
        case WarningKind.FALLEN:
            quarter = {"head": head_name(facts["head"]), "quarter": facts["quarter"]}
            sums = {"now": yuan(facts["now_fen"]), "before": yuan(facts["before_fen"])}
            return _("{head}, quarter {quarter}: {now}, {before} a year before", **quarter, **sums)
        case WarningKind.OVER_DECISION:
            sums = {"paid": yuan(facts["paid_fen"]), "decided": yuan(facts["decided_fen"])}
            return _("{paid} paid, {decided} decided", **sums)
        case WarningKind.BEFORE_DECISION if facts["decided_on"]:
            on = {"day": day(facts["day"], True), "decided": day(facts["decided_on"], True)}
            return _("{fen} moved on {day}, decided on {decided}", fen=sum_, **on)
        case WarningKind.BEFORE_DECISION:
            return _("{fen} moved on {day}, not decided yet", fen=sum_, day=day(facts["day"], True))
        case WarningKind.PERIOD_EDGE | WarningKind.REVERSED_AT_EDGE:
            return _("{fen}, period to {day}", fen=sum_, day=day(facts["ends_on"], True))
    if finding.entry_count == 1:
        return sum_
    return _("{n} entries, {fen} in all", n=finding.entry_count, fen=sum_)
