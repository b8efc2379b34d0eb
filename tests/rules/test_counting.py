"""A compound counts otherwise than the statute only where its owners agreed so in writing."""

import pytest

from models.choice import Overlap, Parking, Silence
from rules.counting import departs, must_cap_proxies, must_leave_notice, must_name_its_clause
from rules.refusal import Refused


def test_only_the_statutes_own_choices_need_no_clause() -> None:
    kept = {Silence.STRICT, Parking.COUNT, Overlap.SEPARATE}
    every = [*Silence, *Parking, *Overlap]
    assert {choice for choice in every if not departs(choice)} == kept


def test_a_departure_names_its_clause() -> None:
    must_name_its_clause(False, "")
    must_name_its_clause(True, "第二十六条")
    for clause in ("", "  "):
        with pytest.raises(Refused, match="Enter the clause"):
            must_name_its_clause(True, clause)
    with pytest.raises(Refused, match="at most 400"):
        must_name_its_clause(False, "长" * 401)


@pytest.mark.parametrize("days", [7, 15, 90])
def test_notice_within_reason(days: int) -> None:
    must_leave_notice(days)


@pytest.mark.parametrize("days", [-1, 0, 6, 91])
def test_notice_too_short_or_too_long(days: int) -> None:
    with pytest.raises(Refused, match="from 7 to 90"):
        must_leave_notice(days)


def test_proxies_have_a_cap() -> None:
    must_cap_proxies(0)
    must_cap_proxies(100)
    for cap in (-1, 101):
        with pytest.raises(Refused, match="authorities"):
            must_cap_proxies(cap)
