"""The weighted sum is the one that pymcdm comes to, on tables that nobody chose."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from rules.ranking import method_of, rank
from tests import oracle
from tests.rankings import ranked, table

SCRIPT = Path(__file__).parents[2] / "oracles" / "weighted_sum.py"


def theirs(folder: Path, jobs: list[dict[str, Any]]) -> list[list[float]]:
    """What pymcdm makes of all ``jobs``, in one run of the other environment."""
    (folder / "jobs.json").write_text(json.dumps(jobs))
    told = oracle.run("python", str(SCRIPT), str(folder / "jobs.json"))
    assert told.returncode == 0, told.stderr
    answers: list[list[float]] = json.loads(told.stdout)
    return answers


def test_random_tables_come_out_as_pymcdm_has_them(tmp_path: Path) -> None:
    chance = np.random.Generator(np.random.PCG64(4))
    jobs, cases = [], []
    for _ in range(200):
        units, count = int(chance.integers(2, 60)), int(chance.integers(1, 30))
        values = chance.lognormal(0, 3, (units, count)).round(4)
        values[:, 0] = chance.integers(0, 3, units)  # with ties, sometimes all alike
        if np.ptp(values, axis=0).min() == 0:
            continue  # a column that tells nobody apart: pymcdm gives 1, we the middle
        weights = chance.integers(1, 9, count).tolist()
        types = chance.choice([1, -1], count).tolist()
        jobs.append({"matrix": values.tolist(), "weights": weights, "types": types})
        cases.append((values, weights, types))
    assert len(jobs) > 150
    for (values, weights, types), expected in zip(cases, theirs(tmp_path, jobs), strict=True):
        spec = {
            "indicators": [
                {"code": f"i{n}", "weight": w, "direction": d, "normalise": {"kind": "minmax"}}
                for n, (w, d) in enumerate(zip(weights, types))
            ]
        }
        found = ranked(spec, {f"i{n}": column.tolist() for n, column in enumerate(values.T)})
        scores = {row.unit: row.score for row in found.rows}
        for number, score in enumerate(expected):
            assert scores[f"u{number}"] == pytest.approx(score, abs=1e-9)


def test_every_draw_is_the_weighted_sum_with_its_weights(tmp_path: Path) -> None:
    """The intervals come from the same arithmetic: ranks under drawn weights, one by one."""
    from rules.ranking.draws import drawn_weights  # noqa: PLC0415

    chance = np.random.Generator(np.random.PCG64(5))
    values = chance.random((25, 8))
    codes = [f"i{n}" for n in range(8)]
    spec = {"indicators": [{"code": code} for code in codes], "draws": 100, "seed": 3}
    method = method_of(spec)
    weights = drawn_weights(method)
    jobs = [
        {"matrix": values.tolist(), "weights": one.tolist(), "types": [1] * 8, "scaled": True}
        for one in weights
    ]
    scores = np.array(theirs(tmp_path, jobs))
    ranks = np.sort(1 + (scores[:, None, :] > scores[:, :, None]).sum(2), axis=0)
    given = dict(zip(codes, values.T.tolist(), strict=True))
    for row in rank(table(given), method).rows:
        mine = ranks[:, int(row.unit[1:])]
        assert row.low == min(mine[4], row.rank or 0)
        assert row.high == max(mine[94], row.rank or 0)
