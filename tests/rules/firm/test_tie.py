"""Ties to a firm: one is enough, and the strongest is told."""

import pytest

from rules.firm import tie as rule
from rules.firm.tie import Tie
from rules.refusal import Refused


def test_the_strongest_tie_is_told() -> None:
    assert rule.stronger(None, Tie.MANAGER) is Tie.MANAGER
    assert rule.stronger(Tie.MANAGER, Tie.DECLARED) is Tie.DECLARED
    assert rule.stronger(Tie.AGENT, Tie.MANAGER) is Tie.AGENT


@pytest.mark.parametrize("tie", Tie)
def test_any_tie_keeps_from_scoring(tie: Tie) -> None:
    with pytest.raises(Refused, match="you do not score it"):
        rule.must_be_untied(tie)


def test_whoever_is_not_tied_may_score() -> None:
    rule.must_be_untied(None)


@pytest.mark.parametrize("typed", ["", "亲属", "长" * 301])
def test_a_declaration_says_what_ties(typed: str) -> None:
    with pytest.raises(Refused, match="4 to 300"):
        rule.must_say_what_ties(typed)
