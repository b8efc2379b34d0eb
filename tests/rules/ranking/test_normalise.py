"""Every scale on a few values that can be checked in the head."""

import math
from typing import Any

import pytest

from rules.refusal import Refused
from tests.rankings import by_unit, ranked

E = math.e


def scaled(rule: dict[str, Any], values: list[float | None], direction: int = 1) -> list[Any]:
    spec = {"indicators": [{"code": "a", "direction": direction, "normalise": rule}]}
    return list(
        dict(sorted(by_unit(ranked(spec, {"a": values}), lambda row: row.score).items())).values()
    )


@pytest.mark.parametrize(
    ("rule", "values", "up", "down"),
    [
        ({"kind": "none"}, [3, -1, 0], [3, -1, 0], [-3, 1, 0]),
        ({"kind": "none", "log": True}, [1, E], [0, 1], [0, -1]),
        ({"kind": "minmax"}, [2, 4, 10], [0, 0.25, 1], [1, 0.75, 0]),
        ({"kind": "minmax", "low": 1, "high": 100}, [0, 1], [1, 100], [100, 1]),
        ({"kind": "minmax", "low": 0, "high": 10}, [7, 7], [5, 5], [5, 5]),
        ({"kind": "minmax"}, [7], [0.5], [0.5]),
        ({"kind": "minmax", "log": True}, [1, E, E**4], [0, 0.25, 1], [1, 0.75, 0]),
        ({"kind": "goalpost", "low": 20, "high": 85}, [20, 85, 98], [0, 1, 1.2], [1, 0, -0.2]),
        (
            {"kind": "goalpost", "low": 20, "high": 85, "cap": True},
            [10, 52.5, 98],
            [0, 0.5, 1],
            [1, 0.5, 0],
        ),
        (
            {"kind": "goalpost", "low": 1, "high": 100, "cap": True, "log": True},
            [-5, 10, 1e6],
            [0, 0.5, 1],
            [1, 0.5, 0],
        ),
        ({"kind": "zscore"}, [1, 2, 3], [-1, 0, 1], [1, 0, -1]),
        ({"kind": "zscore"}, [0.1, 0.1, 0.1], [0, 0, 0], [0, 0, 0]),
        ({"kind": "zscore"}, [5], [0], [0]),
        ({"kind": "rank"}, [5, 9, 5, 1], [2, 4, 2, 1], [2, 1, 2, 4]),
        ({"kind": "percentile"}, [5, 9, 5, 1, 7], [0.25, 1, 0.25, 0, 0.75], [0.5, 0, 0.5, 1, 0.25]),
        ({"kind": "percentile"}, [5], [1], [1]),
        ({"kind": "points", "low": 0, "high": 9}, [0, 9], [0, 9], [0, -9]),
    ],
)
def test_scales(
    rule: dict[str, Any], values: list[float], up: list[float], down: list[float]
) -> None:
    assert scaled(rule, list(values)) == pytest.approx(up, abs=1e-11)
    assert scaled(rule, list(values), -1) == pytest.approx(down, abs=1e-11)


def test_a_scale_is_made_of_what_is_there() -> None:
    assert scaled({"kind": "percentile"}, [5, None, 9, 7]) == [0, None, 1, 0.5]


@pytest.mark.parametrize("kind", ["none", "minmax", "zscore", "rank"])
@pytest.mark.parametrize("value", [0, -3])
def test_what_is_not_above_zero_has_no_logarithm(kind: str, value: float) -> None:
    with pytest.raises(Refused, match=f"u1, a: {value} has no logarithm"):
        scaled({"kind": kind, "log": True}, [1, value])
