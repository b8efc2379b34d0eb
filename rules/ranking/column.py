"""One indicator's values, from what was entered to what is added up (指标列)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np

from rules.ranking.figures import Flags, Floats
from rules.ranking.method import Indicator, Method
from rules.ranking.normal import Chance
from rules.ranking.normalise import must_fit, scaled
from rules.ranking.shrink import sections, shrink
from rules.ranking.table import Table
from rules.refusal import N_, Refused

FARTHEST = 50.0  # that a logarithm moves in a draw: e⁵⁰ times is beyond all measure


@dataclass(frozen=True)
class Column:
    """An indicator's values after shrinking and filling, before the scale (一列数)."""

    indicator: Indicator
    values: Floats  # NaN where nothing is there
    errors: Floats | None  # how far a draw may go from the value
    measured: Flags
    there: Flags  # measured, or filled by the method
    sections: tuple[Flags, ...]  # who makes a scale together

    def on_scale(self, values: Floats | None = None) -> Floats:
        """The scaled values, 0 where nothing is there; of draws of them, if given."""
        given = self.values if values is None else values
        if self.indicator.sample is not None:
            given = (np.sin(given) + 1) / 2
        if len(self.sections) == 1 and self.there.all():
            return scaled(given, self.indicator)
        made = np.zeros(given.shape)
        for section in self.sections:
            chosen = section & self.there
            made[..., chosen] = scaled(given[..., chosen], self.indicator)
        return made

    def drawn(self, chance: Chance, draws: int) -> Floats:
        """As the values might as well have come out, scaled anew in every draw.

        On a logarithmic scale the error is relative, so that no draw falls to zero.
        """
        assert self.errors is not None
        noise = chance.normal(draws, self.values.size) * self.errors
        if self.indicator.sample is not None:  # an angle: from 0 to all of them, and no further
            return self.on_scale(np.clip(self.values + noise, -np.pi / 2, np.pi / 2))
        if self.indicator.normalise.log:
            size = np.where(self.values == 0, 1.0, self.values)
            return self.on_scale(self.values * np.exp(np.clip(noise / size, -FARTHEST, FARTHEST)))
        return self.on_scale(self.values + noise)


def columns(table: Table, method: Method) -> tuple[Column, ...]:
    """Every indicator of ``method`` as ``table`` has it; a value that cannot be is refused."""
    return tuple(
        _column(table, method, place, indicator)
        for place, indicator in enumerate(method.indicators)
    )


def _column(table: Table, method: Method, place: int, indicator: Indicator) -> Column:
    values = table.values[:, place].astype(np.float64)
    measured = ~np.isnan(values)
    chosen = np.flatnonzero(measured)
    must_fit(values[chosen], indicator, [table.units[n] for n in chosen])
    errors = _errors(table, place, indicator, measured)
    if indicator.sample is not None:
        values = np.arcsin(2 * values - 1)
    if indicator.shrink and errors is not None:
        values, errors = shrink(values, np.where(errors > 0, errors, np.nan), table.groups)
    apart = tuple(sections(table.groups if method.within else None, values.size))
    there = measured
    if method.missing == "refuse" and not measured.all():
        raise Refused(
            N_("{unit}, {code}: there is no value, and the method refuses to go on without."),
            unit=table.units[int(np.flatnonzero(~measured)[0])],
            code=indicator.code,
        )
    if method.missing == "mean":
        values, there = _filled(values, measured, apart)
    return Column(indicator, values, errors, measured, there, apart)


def _errors(table: Table, place: int, indicator: Indicator, measured: Flags) -> Floats | None:
    """The standard error of every value; 0 where the value itself is missing.

    A value whose error is not known is not taken for exact: it is refused.
    """
    if indicator.error is None and indicator.sample is None:
        return None
    given = np.full(measured.size, np.nan) if table.errors is None else table.errors[:, place]
    least = 0 if indicator.sample is None else 1
    fit = ~measured | (np.isfinite(given) & (given >= least))
    if not fit.all():
        wrong = int(np.flatnonzero(~fit)[0])
        raise Refused(
            N_("{unit}, {code}: its standard error or sample is {value}, which cannot be."),
            unit=table.units[wrong],
            code=indicator.code,
            value="–" if np.isnan(given[wrong]) else f"{given[wrong]:g}",
        )
    if indicator.sample is not None:  # of arcsin(2p − 1), whatever the share
        return cast(Floats, np.where(measured, 1 / np.sqrt(np.where(measured, given, 1.0)), 0.0))
    return np.where(measured, given, 0.0)


def _filled(values: Floats, measured: Flags, apart: Sequence[Flags]) -> tuple[Floats, Flags]:
    """With the mean of what is there in place of what is not."""
    made, there = values.copy(), measured.copy()
    for section in apart:
        known = section & measured
        if known.any():
            made[section & ~measured] = values[known].mean()
            there = there | section
    return made, there
