"""Cutting a sum into shares that add up to it, to the fen (按份额分摊, Civil Code 283)."""

from collections.abc import Sequence


def shares(total_fen: int, weights: Sequence[int]) -> list[int]:
    """``total_fen`` cut by ``weights``: each share rounded down, the fen left over to the largest
    remainders (最大余数法).

    Of equal remainders the first in line gets the fen, so that the same question always has
    the same answer. Where nobody has a weight, nobody gets anything.
    """
    assert all(weight >= 0 for weight in weights), "a weight below nothing"
    whole = sum(weights)
    if not whole:
        return [0] * len(weights)
    sign, size = (-1, -total_fen) if total_fen < 0 else (1, total_fen)
    cut = [divmod(size * weight, whole) for weight in weights]
    given = [part for part, _rest in cut]
    in_line = sorted(range(len(cut)), key=lambda n: (-cut[n][1], n))
    for n in in_line[: size - sum(given)]:
        given[n] += 1
    return [sign * part for part in given]


def share_of(total_fen: int, weight: int, whole: int) -> int:
    """What ``weight`` of ``whole`` comes to, rounded down: for a weight that stands in no list."""
    if whole <= 0:
        return 0
    part = abs(total_fen) * weight // whole
    return -part if total_fen < 0 else part
