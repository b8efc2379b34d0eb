"""Up the tree: what a unit's indicators come to together (合成), and down again: who gave what."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rules.ranking.figures import Flags, Floats
from rules.ranking.method import Shape
from rules.refusal import N_, Refused


@dataclass(frozen=True)
class Presence:
    """What is there of each node for each unit (有数与缺数); the same in every draw."""

    there: tuple[Flags, ...]  # of each node, a flag for each unit
    whole: tuple[bool, ...]  # of each node, whether every unit has it


def presence(shape: Shape, measured: Sequence[Flags]) -> Presence:
    """A group is there for a unit where anything in it that weighs something is."""
    units = measured[0].shape[0]
    there = [*measured, *(np.zeros(units, bool) for _ in range(shape.top + 1 - len(measured)))]
    for group in shape.groups:
        for child in shape.children.get(group, ()):
            if shape.weights[child] > 0:
                there[group] = there[group] | there[child]
    return Presence(tuple(there), tuple(bool(flags.all()) for flags in there))


def evaluate(
    shape: Shape, columns: Sequence[Floats], weights: Floats, seen: Presence
) -> list[Floats]:
    """The value of every node: (units) or (draws, units); 0 where it is not there.

    ``columns`` are the scaled indicators with 0 where missing; ``weights`` has a row for each
    draw and a column for each node. Sums run child by child, in the order of the file: the same
    bits everywhere, whatever the processor.
    """
    values: list[Floats] = [*columns, *(np.zeros(()) for _ in shape.groups)]
    for group in shape.groups:
        children = [c for c in shape.children.get(group, ()) if shape.weights[c] > 0]
        values[group] = _together(shape, group, children, values, (weights, seen))
    return values


def _together(
    shape: Shape,
    group: int,
    children: Sequence[int],
    values: Sequence[Floats],
    given: tuple[Floats, Presence],
) -> Floats:
    """One group: the weighted sum of its children, shared among those that are there."""
    weights, seen = given
    kind = shape.aggregates[group]
    shared = kind != "sum"
    gaps = shared and not all(seen.whole[child] for child in children)
    parts = weights[:, list(children)]
    if shared and not gaps and children:
        parts = parts / _across(parts)
    units = seen.there[0].shape[0]
    total = np.zeros((weights.shape[0], units))
    there = np.zeros_like(total) if gaps else None
    product = np.empty_like(total)
    for place, child in enumerate(children):
        weight = parts[:, place : place + 1]
        value = values[child]
        if kind == "geometric":
            value = _log(value, seen.there[child])
        np.multiply(weight, value, out=product)
        total += product
        if there is not None:
            np.multiply(weight, seen.there[child], out=product)
            there += product
    if there is not None:
        np.divide(total, there, out=total, where=there > 0)
    if kind == "geometric":
        np.exp(total, out=total)
        total *= seen.there[group]
    return total


def _across(parts: Floats) -> Floats:
    """The sum of each row, left to right."""
    total = parts[:, :1].copy()
    for place in range(1, parts.shape[1]):
        total += parts[:, place : place + 1]
    return total


def _log(value: Floats, there: Flags) -> Floats:
    """The logarithm where something is there; of nothing good at all, minus infinity."""
    with np.errstate(divide="ignore"):
        return np.where(there, np.log(np.maximum(value, 0.0)), 0.0)


def must_multiply(
    shape: Shape, values: Sequence[Floats], seen: Presence, units: Sequence[str]
) -> None:
    """Refuse a geometric mean of something negative."""
    for group in shape.groups:
        if shape.aggregates[group] != "geometric":
            continue
        for child in shape.children.get(group, ()):
            if shape.weights[child] == 0:
                continue
            below = np.flatnonzero((np.atleast_2d(values[child])[0] < 0) & seen.there[child])
            if below.size:
                raise Refused(
                    N_("{unit}: {code} is negative, and {group} is a geometric mean."),
                    unit=units[below[0]],
                    code=shape.name(child),
                    group=shape.name(group),
                )


def shares(
    shape: Shape, values: Sequence[Floats], weights: Floats, seen: Presence
) -> tuple[list[Floats], list[Floats]]:
    """By what each node is multiplied on its way into the score, and its weight in the end.

    A geometric group gives its value out in proportion to weight × value.
    """
    units = seen.there[0].shape[0]
    factor = [np.zeros(units) for _ in range(shape.top + 1)]
    effective = [np.zeros(units) for _ in range(shape.top + 1)]
    factor[shape.top] = effective[shape.top] = np.ones(units)
    for group in reversed(shape.groups):
        children = [c for c in shape.children.get(group, ()) if shape.weights[c] > 0]
        parts = [weights[0, child] * seen.there[child] for child in children]
        total = sum(parts, np.zeros(units))
        scale = _inverse(total)
        for child, part in zip(children, parts):
            effective[child] = effective[group] * part * scale
        kind = shape.aggregates[group]
        if kind == "sum":
            scale = np.ones(units)
        elif kind == "geometric":
            given = sum(
                (part * flat(values[c]) for c, part in zip(children, parts)), np.zeros(units)
            )
            scale = flat(values[group]) * _inverse(given)
        for child, part in zip(children, parts):
            factor[child] = factor[group] * part * scale
    return factor, effective


def flat(value: Floats) -> Floats:
    """The one row of an evaluation with one row of weights."""
    return value[0] if value.ndim > 1 else value


def _inverse(total: Floats) -> Floats:
    return np.divide(1.0, total, out=np.zeros_like(total), where=total > 0)
