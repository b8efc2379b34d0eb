"""What would lift a compound out of the black list, each claim computed again."""

from dataclasses import replace

import pytest

from rules.edition.compute import Inputs, Unit, result
from rules.edition.lift import Lift, lifts
from tests.editions import BODY

COUNT = 20


def inputs(**gates: list[str]) -> Inputs:
    """Twenty compounds from best to worst; the last four are the worst fifth."""
    values = {
        n: {
            "satisfaction": str(90 - 2 * n),
            "inspection": f"{88 - 2 * n}.5",
            "complaints": str(3 + n),
        }
        for n in range(COUNT)
    }
    return Inputs(
        edition="test",
        method=BODY,
        seed=7,
        units=tuple(Unit(n, f"小区 {n}", "企业", "") for n in range(COUNT)),
        values=values,
        errors={},
        gates={int(unit.removeprefix("u")): codes for unit, codes in gates.items()},
    )


def again(given: Inputs, unit: int, lift: Lift) -> str:
    """The mark that comes out when the claim is computed by somebody else."""
    row = dict(given.values[unit]) | {change.code: change.after for change in lift.changes}
    lines = result(replace(given, values={**given.values, unit: row}))
    return next(line.mark for line in lines if line.id == unit)


@pytest.mark.parametrize("unit", [COUNT - 1, COUNT - 2])
def test_every_claim_comes_true(unit: int) -> None:
    given = inputs()
    found = lifts(given, unit)
    assert found.single and found.together
    for lift in (*found.single, found.together):
        assert again(given, unit, lift) != "black"


def test_all_together_asks_less_of_each_than_one_alone() -> None:
    found = lifts(inputs(), COUNT - 1)
    assert found.together is not None
    shared = {change.code: float(change.after) for change in found.together.changes}
    for lift in found.single:
        (change,) = lift.changes
        before, alone = float(change.before), float(change.after)
        assert abs(shared[change.code] - before) < abs(alone - before)


def test_one_that_is_not_listed_has_nothing_to_be_lifted_from() -> None:
    found = lifts(inputs(), 0)
    assert not found.single and found.together is None and not found.gates


def test_no_figure_lifts_what_a_hard_gate_holds() -> None:
    found = lifts(inputs(u0=["fire"]), 0)
    assert found.gates == ("fire",) and not found.single and found.together is None


def test_a_value_stays_on_its_scale_and_in_its_grain() -> None:
    for lift in lifts(inputs(), COUNT - 1).single:
        (change,) = lift.changes
        assert change.code in {"complaints"} or float(change.after) <= 100
        decimals = len(change.before.partition(".")[2])
        assert len(change.after.partition(".")[2]) == decimals
