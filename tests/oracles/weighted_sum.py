"""Weighted sums by pymcdm, run in the environment of the other oracles: ``weighted_sum.py JOBS``.

JOBS is a JSON list of ``{"matrix", "weights", "types"}``; prints the list of their scores. The
values are brought to 0..1 by min and max unless ``"scaled"`` says that they are on a scale already.
"""

import json
import sys
from pathlib import Path

import numpy as np
from pymcdm.methods import WSM
from pymcdm.normalizations import minmax_normalization


def unchanged(column, cost=False):
    return column


def main():
    answers = []
    for job in json.loads(Path(sys.argv[1]).read_text()):
        body = WSM(unchanged if job.get("scaled") else minmax_normalization)
        matrix, weights = np.array(job["matrix"], float), np.array(job["weights"], float)
        types = np.array(job["types"])
        answers.append(body(matrix, weights / weights.sum(), types, validation=False).tolist())
    print(json.dumps(answers))


if __name__ == "__main__":
    main()
