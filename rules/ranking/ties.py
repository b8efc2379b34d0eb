"""Who comes before whom, and what equals share (并列)."""

import numpy as np

from rules.ranking.figures import Floats, Whole
from rules.ranking.method import Ties


def places(scores: Floats) -> tuple[Whole, Whole]:
    """The first and the last place that each score shares; place 1 is the highest.

    Along the last axis: one line of scores, or one for each draw.
    """
    count = scores.shape[-1]
    order = np.argsort(-scores, axis=-1)
    inorder = np.take_along_axis(scores, order, -1)
    seats = np.broadcast_to(np.arange(1, count + 1), scores.shape)
    first = np.empty(scores.shape, np.int64)
    new = inorder[..., 1:] != inorder[..., :-1]
    if new.all():  # nobody shares
        np.put_along_axis(first, order, seats, -1)
        return first, first
    edge = np.ones((*scores.shape[:-1], 1), bool)
    begun = np.where(np.concatenate([edge, new], -1), seats, 0)
    ended = np.where(np.concatenate([new, edge], -1), seats, count)
    np.put_along_axis(first, order, np.maximum.accumulate(begun, -1), -1)
    last = np.empty_like(first)
    back = np.minimum.accumulate(ended[..., ::-1], -1)[..., ::-1]
    np.put_along_axis(last, order, back, -1)
    return first, last


def doubled(first: Whole, last: Whole, ties: Ties) -> Whole:
    """Twice the rank by the rule of the method: whole numbers, also for a shared 2.5."""
    if ties == "min":
        return 2 * first
    return 2 * last if ties == "max" else first + last
