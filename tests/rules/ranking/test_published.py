"""Rankings that were published elsewhere come out of the command line as they were published.

The methods are in docs/methods; the values are not ours to commit (GOLDEN_DATA names their folder).
"""

import csv
import io
import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, get_args

import numpy as np
import pytest

import manage
from rules.ranking import method_of, table_of
from rules.ranking.method import Aggregate, Kind, Missing, Ties
from rules.ranking.spec import (
    GROUP_KEYS,
    INDICATOR_KEYS,
    LISTING_KEYS,
    METHOD_KEYS,
    NORMALISE_KEYS,
)
from tests.rules.ranking.test_weighted_sum import theirs

METHODS = Path(__file__).parents[3] / "docs" / "methods"
Rows = list[dict[str, str]]


def golden(name: str) -> Rows:
    folder = os.environ.get("GOLDEN_DATA")
    path = Path(folder or "", "ranking", name)
    if not folder or not path.exists():
        # Other people's published tables are not ours to commit: `.ci/run` names their folder where
        # it is there, and test_weighted_sum.py compares with another engine everywhere.
        pytest.skip("GOLDEN_DATA names no folder with ranking/")
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))


def spec_of(name: str) -> dict[str, Any]:
    spec: dict[str, Any] = json.loads((METHODS / name).read_text("utf-8"))
    return spec


def ranked(
    folder: Path, capsys: pytest.CaptureFixture[str], rows: Rows, unit: str, method: str | Path
) -> dict[str, Any]:
    """The rows of the command by unit; the column ``unit`` of the file is called something else."""
    with (folder / "values.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["unit" if column == unit else column for column in rows[0]])
        writer.writerows(row.values() for row in rows)
    given = [str(folder / "values.csv"), str(METHODS / method)]
    assert manage.main(["rank", *given, "--json"]) == 0
    return {row["unit"]: row for row in json.loads(capsys.readouterr().out)}


def test_human_development_2021_as_published(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = [row for row in golden("hdi/hdi2021_components_expected.csv") if row["hdi_rank_2021"]]
    found = ranked(tmp_path, capsys, rows, "iso3", "hdi.json")
    assert len(found) == 191
    for row in rows:
        mine = found[row["iso3"]]
        assert mine["score"] == float(row["hdi_2021"])
        assert mine["rank"] == float(row["hdi_rank_2021"])
        assert mine["tier"] == row["hdicode"]
        assert sum(mine["contributions"].values()) == pytest.approx(mine["score"], abs=1e-9)


def test_batting_averages_as_efron_and_morris_shrank_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = golden("efron_morris_expected.csv")
    numbered = [{"player": str(n), **row} for n, row in enumerate(rows)]
    found = ranked(tmp_path, capsys, numbered, "player", "batting.json")
    assert len(found) == 18
    for row in numbered:
        assert found[row["player"]]["score"] == float(row["js_published"])


def test_the_method_of_asem_says_what_its_own_table_of_indicators_says() -> None:
    meta = golden("asem/ASEM_iMeta.csv")
    spec = spec_of("asem.json")
    expected = [
        (
            row["iCode"],
            float(row["Weight"]),
            float(row["Direction"]),
            row["Parent"],
            row["Denominator"] or None,
        )
        for row in meta
        if row["Type"] == "Indicator"
    ]
    keys = ("code", "weight", "direction", "parent")
    mine = [(*(one[key] for key in keys), one.get("per")) for one in spec["indicators"]]
    assert mine == expected
    assert len(mine) == 49
    groups = {
        row["iCode"]: row["Parent"] if row["Parent"] != "Index" else None
        for row in meta
        if row["Type"] == "Aggregate" and row["Parent"]
    }
    assert {group["code"]: group.get("parent") for group in spec["groups"]} == groups


def test_asem_agrees_with_pymcdm_in_every_country(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = golden("asem/ASEM_iData.csv")
    found = ranked(tmp_path, capsys, data, "uCode", "asem.json")
    assert len(found) == 51
    scaled = asem_scaled(data)
    jobs = []
    for unit in range(len(data)):
        there = np.flatnonzero(~np.isnan(scaled[unit]))
        weights = end_weights(spec_of("asem.json"), there)
        row = scaled[unit, there].tolist()
        jobs.append(
            {"matrix": [row], "weights": weights, "types": [1] * len(there), "scaled": True}
        )
    for row, answer in zip(data, theirs(tmp_path, jobs), strict=True):
        assert found[row["uCode"]]["score"] == pytest.approx(answer[0], abs=1e-9)
    order = sorted(found, key=lambda unit: -found[unit]["score"])
    assert [found[unit]["rank"] for unit in order] == list(range(1, 52))


def test_asem_without_gaps_agrees_with_pymcdm_from_raw_values_to_ranks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = golden("asem/ASEM_iData.csv")
    spec = spec_of("asem.json") | {"missing": "mean"}
    (tmp_path / "method.json").write_text(json.dumps(spec))
    found = ranked(tmp_path, capsys, data, "uCode", tmp_path / "method.json")
    raw = asem_raw(data)
    raw = np.where(np.isnan(raw), np.nanmean(raw, axis=0), raw)
    job = {
        "matrix": raw.tolist(),
        "weights": end_weights(spec, np.arange(raw.shape[1])),
        "types": [one["direction"] for one in spec["indicators"]],
    }
    (answer,) = theirs(tmp_path, [job])
    for row, score in zip(data, answer, strict=True):
        assert found[row["uCode"]]["score"] == pytest.approx(100 * score, abs=1e-9)


def asem_raw(data: Rows) -> np.ndarray:
    """The indicators, divided by their denominators, without our reader."""

    def number(cell: str) -> float:
        return float(cell) if cell else np.nan

    columns = []
    for one in spec_of("asem.json")["indicators"]:
        column = np.array([number(row[one["code"]]) for row in data])
        if "per" in one:
            column = column / np.array([number(row[one["per"]]) for row in data])
        columns.append(column)
    return np.array(columns).T


def asem_scaled(data: Rows) -> np.ndarray:
    raw = asem_raw(data)
    low, high = np.nanmin(raw, axis=0), np.nanmax(raw, axis=0)
    share = (raw - low) / (high - low)
    down = np.array([one["direction"] < 0 for one in spec_of("asem.json")["indicators"]])
    return 100 * np.where(down, 1 - share, share)


def end_weights(spec: Mapping[str, Any], there: Iterable[int]) -> list[float]:
    """The weight of each indicator that is there in the end, by walking up from it."""
    parent = {group["code"]: group.get("parent") for group in spec["groups"]}
    used = {int(n): spec["indicators"][n]["parent"] for n in there}
    alive: dict[str | None, set[object]] = {}
    for number, code in used.items():
        child: object = number
        above: str | None = code
        while True:
            alive.setdefault(above, set()).add(child)
            if above is None:
                break
            child, above = above, parent[above]

    def share(code: str | None) -> float:
        return 1.0 if code is None else share(parent[code]) / len(alive[parent[code]])

    return [share(code) / len(alive[code]) for code in used.values()]


@pytest.mark.parametrize("path", sorted(METHODS.glob("*.json")), ids=lambda path: path.stem)
def test_every_method_that_ships_is_read(path: Path) -> None:
    method = method_of(json.loads(path.read_text("utf-8")))
    columns = [one for i in method.indicators for one in (i.code, i.per, i.sample) if one]
    heading = ",".join(["unit", *dict.fromkeys(columns)])
    assert table_of(heading + "\n甲" + "," * heading.count(",") + "\n", method).units == ("甲",)


def test_every_key_of_a_method_is_explained() -> None:
    page = (METHODS.parent / "ranking.md").read_text("utf-8")
    for key in METHOD_KEYS | INDICATOR_KEYS | GROUP_KEYS | NORMALISE_KEYS | LISTING_KEYS:
        assert f"`{key}`" in page or f'"{key}"' in page, key
    for word in (*get_args(Kind), *get_args(Aggregate), *get_args(Missing), *get_args(Ties)):
        assert f"`{word}`" in page, word
