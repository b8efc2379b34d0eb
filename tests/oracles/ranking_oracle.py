"""A second ranking engine, written from docs/ranking.md alone, as an oracle.

Recursive, unit by unit, in plain Python; it takes the specification as a dictionary, knows no
draws, and shares no line with ``rules.ranking``.
"""

import math
import statistics


def scores(spec, units, table):
    """The score of each unit before rounding; ``table`` maps a code to its values, None missing."""
    scaled = {one["code"]: scale(one, table[one["code"]], spec) for one in spec["indicators"]}
    return [value(spec, None, scaled, n)[0] for n in range(len(units))]


def scale(one, values, spec):
    if spec.get("missing") == "mean":
        known = [x for x in values if x is not None]
        values = [statistics.fmean(known) if x is None and known else x for x in values]
    rule = one.get("normalise") or {}
    kind, log, better = rule.get("kind", "none"), rule.get("log"), one.get("direction", 1)
    low, high = rule.get("low"), rule.get("high")
    if kind == "goalpost" and rule.get("cap"):
        values = [None if x is None else min(max(x, low), high) for x in values]
    if log and kind != "points":
        values = [None if x is None else math.log(x) for x in values]
        if kind == "goalpost":
            low, high = math.log(low), math.log(high)
    known = sorted(x for x in values if x is not None)

    def made(x):
        if kind == "minmax":
            a, b = 0 if low is None else low, 1 if high is None else high
            n = (a + b) / 2
            if known[0] != known[-1]:
                n = a + (x - known[0]) / (known[-1] - known[0]) * (b - a)
            return n if better == 1 else a + b - n
        if kind == "goalpost":
            n = (x - low) / (high - low)
            return n if better == 1 else 1 - n
        if kind == "zscore":
            if known[0] == known[-1]:
                return 0.0
            return better * (x - statistics.fmean(known)) / statistics.stdev(known)
        if kind in ("rank", "percentile"):
            r = 1 + sum(1 for y in known if better * y < better * x)
            if kind == "rank":
                return r
            return 1.0 if len(known) == 1 else (r - 1) / (len(known) - 1)
        return better * x

    return [None if x is None else made(x) for x in values]


def value(spec, code, scaled, n):
    """The value of a node for unit ``n``; None where nothing is there."""
    if code in scaled:
        return scaled[code][n], 1.0
    groups = {group["code"]: group for group in spec.get("groups", [])}
    own = groups[code].get("aggregate") if code is not None else None
    aggregate = own or spec.get("aggregate", "arithmetic")
    there = []
    for child in [*spec["indicators"], *spec.get("groups", [])]:
        if child.get("parent") == code and child.get("weight", 1) > 0:
            x, _ = value(spec, child["code"], scaled, n)
            if x is not None:
                there.append((child.get("weight", 1), x))
    if not there:
        return None, 0.0
    total = math.fsum(w for w, _ in there)
    if aggregate == "sum":
        return math.fsum(w * x for w, x in there), total
    if aggregate == "geometric":
        if any(x == 0 for _, x in there):
            return 0.0, total
        return math.exp(math.fsum(w * math.log(x) for w, x in there) / total), total
    return math.fsum(w * x for w, x in there) / total, total
