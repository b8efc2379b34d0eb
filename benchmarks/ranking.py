"""What a ranking with its intervals costs, and whom its list wrongs (排名基准).

1,000 firms, 30 indicators, 1,000 draws of the weights, on one core; beside it, in the same run and
on the same table, pymcdm in an environment of its own. Then the simulation of ``fairness``.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.fairness import Fairness, simulate
from benchmarks.figure import Figure, Sheet, told
from rules.ranking import Table, method_of, rank

FIRMS, INDICATORS, DRAWS, RUNS = 1_000, 30, 1_000, 7
MOST_S = 0.3
COMPOUNDS, NOISY = 3_000, 10
ROUNDS = 400
LEAST_COVERED, MOST_COVERED, MOST_WRONG = 88.0, 92.0, 5.0
ROOT = Path(__file__).parent.parent
PEER = ROOT / ".venv-oracle" / "bin" / "python"
ONE_CORE = {f"{name}_NUM_THREADS": "1" for name in ("OMP", "OPENBLAS", "MKL")}
KINDS: tuple[str, ...] = ()  # no database has a part in it

THEIRS = """
import json, sys, time
import numpy as np
from pymcdm.methods import WSM
from pymcdm.normalizations import minmax_normalization
given = np.load(sys.argv[1])
table, weights = given["table"], given["weights"]
body, types = WSM(minmax_normalization), np.ones(table.shape[1])
spent = time.process_time()
ranks = np.array([body.rank(body(table, one, types)) for one in weights])
np.quantile(ranks, [0.05, 0.95], axis=0)
print(json.dumps(time.process_time() - spent))
"""


def main(kinds: tuple[str, ...] = KINDS) -> list[Sheet]:
    """Speed in a process that has one thread only, then the simulation."""
    if all(os.environ.get(name) == "1" for name in ONE_CORE):
        return [told(_speed()), told(_fairness())]
    asked = [sys.executable, "-c", "from benchmarks import ranking; ranking.alone()"]
    done = subprocess.run(
        asked, cwd=ROOT, env=os.environ | ONE_CORE, capture_output=True, text=True, check=True
    )
    speed = Sheet(**_read(json.loads(done.stdout.splitlines()[-1])))
    return [told(speed), told(_fairness())]


def alone() -> None:
    """Print the sheet of speed as JSON: the answer of the process with one thread."""
    sheet = _speed()
    figures = [figure.__dict__ for figure in sheet.figures]
    print(json.dumps({"title": sheet.title, "figures": figures, "remarks": sheet.remarks}))


def _read(given: dict[str, Any]) -> dict[str, Any]:
    figures = tuple(Figure(**figure) for figure in given["figures"])
    return given | {"figures": figures, "remarks": tuple(given["remarks"])}


def case(units: int, indicators: int, noisy: int = 0) -> tuple[Table, dict[str, Any]]:
    """A seeded table and a flat method for it, min–max, with weights of 1 to 3."""
    chance = np.random.Generator(np.random.PCG64(1))
    errors = np.full((units, indicators), 0.05) if noisy else None
    table = Table(tuple(map(str, range(units))), chance.random((units, indicators)), errors)
    scale = {"kind": "minmax"}
    listed = [
        {"code": f"i{n}", "weight": 1 + n % 3, "normalise": scale}
        | ({"error": f"e{n}", "shrink": True} if n < noisy else {})
        for n in range(indicators)
    ]
    return table, {"indicators": listed, "draws": DRAWS, "seed": 1}


def _speed() -> Sheet:
    table, spec = case(FIRMS, INDICATORS)
    theirs = _theirs(table, spec)
    nested = _nested(spec)
    gaps = Table(table.units, np.where(table.values < 0.05, np.nan, table.values))
    crowd, noise = case(COMPOUNDS, INDICATORS, NOISY)
    figures = [
        Figure("flat", _timed(table, spec), "s", theirs, most=MOST_S, note="floor: pymcdm"),
        Figure("three levels, geometric in the middle", _timed(table, nested), "s", theirs),
        Figure("with 5 % missing, weights re-shared", _timed(gaps, spec), "s"),
        Figure("without draws", _timed(table, spec | {"draws": 0}), "s"),
        Figure(f"{COMPOUNDS:,} compounds, {NOISY} with errors", _timed(crowd, noise, 1), "s"),
    ]
    title = f"{FIRMS:,} firms × {INDICATORS} indicators × {DRAWS:,} draws, seconds of one core"
    return Sheet(
        title, tuple(figures), (f"Medians of {RUNS} runs; all of it, from table to rows.",)
    )


def _nested(spec: dict[str, Any]) -> dict[str, Any]:
    """The same indicators in six groups of two pillars."""
    listed = [one | {"parent": f"g{n % 6}"} for n, one in enumerate(spec["indicators"])]
    groups = [
        {"code": f"g{n}", "parent": f"p{n % 2}", "weight": 1 + n % 2, "aggregate": "geometric"}
        for n in range(6)
    ]
    return spec | {"indicators": listed, "groups": [*groups, {"code": "p0"}, {"code": "p1"}]}


def _timed(table: Table, spec: dict[str, Any], runs: int = RUNS) -> float:
    method = method_of(spec)
    act: Callable[[], object] = lambda: rank(table, method)  # noqa: E731
    spent = []
    for _ in range(runs):
        start = time.process_time()
        act()
        spent.append(time.process_time() - start)
    return float(np.median(spent))


def _theirs(table: Table, spec: dict[str, Any]) -> float:
    """Seconds that pymcdm takes for the same draws; it stays in an environment of its own."""
    from rules.ranking.draws import drawn_weights  # noqa: PLC0415

    weights = drawn_weights(method_of(spec))
    weights = weights / weights.sum(1, keepdims=True)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "given.npz"
        np.savez(path, table=table.values, weights=weights)
        asked = [str(PEER), "-c", THEIRS, str(path)]
        done = subprocess.run(
            asked, env=os.environ | ONE_CORE, capture_output=True, text=True, check=True
        )
    return float(json.loads(done.stdout))


def _fairness() -> Sheet:
    found: Fairness = simulate(ROUNDS)
    figures = []
    for name, outcome in found.outcomes.items():
        most = MOST_WRONG if name == "sure by 0.9" else None
        note = f"{outcome.listed:.1f} a round, {100 * outcome.small:.1f} % of them small samples"
        figures.append(Figure(f"wrong: {name}", 100 * outcome.wrong, "%", most=most, note=note))
    covered = 100 * found.covered
    beside = (LEAST_COVERED + MOST_COVERED) / 2
    off = Figure(
        "intervals: coverage, off 90 %",
        abs(covered - beside),
        "points",
        most=MOST_COVERED - beside,
        note=f"{covered:.1f} % covered",
    )
    remark = f"{100 * found.small:.0f} % of the compounds have fewer than 30 answers."
    title = f"Who is listed wrongly: {ROUNDS} rounds of 300 compounds"
    return Sheet(title, (*figures, off), (remark,))
