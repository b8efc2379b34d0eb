"""Values of different units on one scale (标准化). Every formula stands in docs/ranking.md.

A scale is made of the values that are there, along the last axis; draws may come before it.
"""

from collections.abc import Sequence
from typing import cast

import numpy as np

from rules.ranking.figures import Flags, Floats
from rules.ranking.method import Indicator, Normalise
from rules.ranking.ties import places
from rules.refusal import N_, Refused


def scaled(values: Floats, indicator: Indicator) -> Floats:
    """``values``, none missing, on the scale of their indicator; more is better."""
    rule, direction = indicator.normalise, indicator.direction
    if values.shape[-1] == 0:
        return values
    if rule.kind in {"goalpost", "points"}:
        return _on_fixed_ends(values, rule, direction)
    if rule.log:
        values = np.log(values)
    if rule.kind == "minmax":
        return _minmax(values, rule, direction)
    if rule.kind == "zscore":
        return _zscore(values, direction)
    values = direction * values
    if rule.kind == "rank":
        return _rank(values)
    if rule.kind == "percentile":
        return _percentile(values)
    return values + 0.0  # never −0


def _on_fixed_ends(values: Floats, rule: Normalise, direction: int) -> Floats:
    if rule.kind == "points":
        if rule.low is not None or rule.high is not None:  # a draw may go beyond; points do not
            values = np.clip(values, rule.low, rule.high)
        return direction * values + 0.0
    low, high = rule.low or 0.0, rule.high or 0.0
    if rule.cap:
        values = np.clip(values, low, high)
    if rule.log:
        values, low, high = np.log(values), float(np.log(low)), float(np.log(high))
    share = (values - low) / (high - low)
    return share if direction > 0 else 1 - share


def _minmax(values: Floats, rule: Normalise, direction: int) -> Floats:
    low, high = rule.low or 0.0, 1.0 if rule.high is None else rule.high
    least, most = values.min(-1, keepdims=True), values.max(-1, keepdims=True)
    alike = most == least
    share = (values - least) / np.where(alike, 1.0, most - least)
    if direction < 0:
        share = 1 - share
    return low + np.where(alike, 0.5, share) * (high - low)


def _zscore(values: Floats, direction: int) -> Floats:
    alike = values.min(-1, keepdims=True) == values.max(-1, keepdims=True)
    apart = values - values.mean(-1, keepdims=True)
    spread = np.sqrt((apart**2).sum(-1, keepdims=True) / max(1, values.shape[-1] - 1))
    return cast(Floats, np.where(alike, 0.0, direction * apart / np.where(alike, 1.0, spread)))


def _rank(values: Floats) -> Floats:
    """1 for the worst; equals take the lowest."""
    return places(-values)[0].astype(np.float64)


def _percentile(values: Floats) -> Floats:
    count = values.shape[-1]
    return (_rank(values) - 1) / (count - 1) if count > 1 else np.ones_like(values)


def must_fit(values: Floats, indicator: Indicator, units: Sequence[str]) -> None:
    """Refuse a value that the scale of its indicator cannot take."""
    rule = indicator.normalise
    faults: list[tuple[Flags, str, float]] = []
    if rule.kind == "points" and rule.high is not None:
        above = N_("{unit}, {code}: {value} points is above the cap of {limit}.")
        faults.append((values > rule.high, above, rule.high))
    if rule.kind == "points" and rule.low is not None:
        below = N_("{unit}, {code}: {value} points is below the floor of {limit}.")
        faults.append((values < rule.low, below, rule.low))
    if rule.log and rule.kind != "points" and not (rule.kind == "goalpost" and rule.cap):
        faults.append((values <= 0, N_("{unit}, {code}: {value} has no logarithm."), 0))
    if indicator.sample is not None:
        outside = N_("{unit}, {code}: {value} is not a share between 0 and 1.")
        faults.append(((values < 0) | (values > 1), outside, 1))
    for wrong, sentence, limit in faults:
        if wrong.any():
            place = int(np.flatnonzero(wrong)[0])
            raise Refused(
                sentence,
                unit=units[place],
                code=indicator.code,
                value=f"{values[place]:g}",
                limit=f"{limit:g}",
            )
