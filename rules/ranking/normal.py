"""Chance that is the same on every machine and in every language (可复算的随机数).

PCG64's raw 64-bit numbers, and the inverse of the normal distribution after Wichura (AS 241,
PPND16, 1988): whoever has the seed draws the same numbers.
"""

import numpy as np

from rules.ranking.figures import Floats

_STEP = 2.0**-52  # and half a step beside: neither 0 nor 1 is ever drawn

_A = (
    3.3871328727963666080e0,
    1.3314166789178437745e2,
    1.9715909503065514427e3,
    1.3731693765509461125e4,
    4.5921953931549871457e4,
    6.7265770927008700853e4,
    3.3430575583588128105e4,
    2.5090809287301226727e3,
)
_B = (
    1.0,
    4.2313330701600911252e1,
    6.8718700749205790830e2,
    5.3941960214247511077e3,
    2.1213794301586595867e4,
    3.9307895800092710610e4,
    2.8729085735721942674e4,
    5.2264952788528545610e3,
)
_C = (
    1.42343711074968357734e0,
    4.63033784615654529590e0,
    5.76949722146069140550e0,
    3.64784832476320460504e0,
    1.27045825245236838258e0,
    2.41780725177450611770e-1,
    2.27238449892691845833e-2,
    7.74545014278341407640e-4,
)
_D = (
    1.0,
    2.05319162663775882187e0,
    1.67638483018380384940e0,
    6.89767334985100004550e-1,
    1.48103976427480074590e-1,
    1.51986665636164571966e-2,
    5.47593808499534494600e-4,
    1.05075007164441684324e-9,
)
_E = (
    6.65790464350110377720e0,
    5.46378491116411436990e0,
    1.78482653991729133580e0,
    2.96560571828504891230e-1,
    2.65321895265761230930e-2,
    1.24266094738807843860e-3,
    2.71155556874348757815e-5,
    2.01033439929228813265e-7,
)
_F = (
    1.0,
    5.99832206555887937690e-1,
    1.36929880922735805310e-1,
    1.48753612908506148525e-2,
    7.86869131145613259100e-4,
    1.84631831751005468180e-5,
    1.42151175831644588870e-7,
    2.04426310338993978564e-15,
)
_CENTRE, _NEAR, _TAIL = 0.425, 0.180625, 5.0


class Chance:
    """One stream of a published seed (随机流); streams do not disturb each other."""

    def __init__(self, seed: int, *stream: int) -> None:
        self._bits = np.random.PCG64(np.random.SeedSequence([seed, *stream]))

    def uniform(self, *shape: int) -> Floats:
        """Numbers between 0 and 1, neither included."""
        raw = np.asarray(self._bits.random_raw(int(np.prod(shape))), np.uint64)
        drawn = (raw >> np.uint64(12)).astype(np.float64)
        drawn += 0.5
        drawn *= _STEP
        return drawn.reshape(shape)

    def normal(self, *shape: int) -> Floats:
        """Numbers of the standard normal distribution."""
        return inverse_normal(self.uniform(*shape))


def inverse_normal(share: Floats) -> Floats:
    """The quantile of the standard normal distribution, to sixteen digits."""
    apart = share - 0.5
    near = _NEAR - apart * apart
    found = apart * _ratio(near, _A, _B)
    far = np.abs(apart) > _CENTRE
    out = apart[far]
    root = np.sqrt(-np.log(np.minimum(share[far], 1 - share[far])))
    tail = np.where(root <= _TAIL, _ratio(root - 1.6, _C, _D), _ratio(root - _TAIL, _E, _F))
    found[far] = np.copysign(tail, out)
    return found


def _ratio(x: Floats, above: tuple[float, ...], below: tuple[float, ...]) -> Floats:
    return _polynomial(x, above) / _polynomial(x, below)


def _polynomial(x: Floats, powers: tuple[float, ...]) -> Floats:
    """Horner's rule, the highest power first."""
    total = np.full_like(x, powers[-1])
    for power in reversed(powers[:-1]):
        total *= x
        total += power
    return total
