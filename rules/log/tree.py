"""A tree of hashes over a list that only grows (默克尔树): RFC 6962, 2.1, and RFC 9162, 2.1.

Nothing here keeps a tree. A tree is a way to ask for the hash of a full subtree: ``get(level,
index)`` is the hash over the ``2**level`` leaves from ``index * 2**level`` on. Roots and proofs
of any size are put together from a logarithm of such hashes. Indexes count from 0.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence

Subtree = Callable[[int, int], bytes]
Spot = tuple[int, int]  # level and index of a full subtree

HASH_BYTES = 32
EMPTY = hashlib.sha256().digest()  # the root of no leaves


def leaf_hash(content: bytes) -> bytes:
    """The hash of one leaf: SHA-256 of 0x00 and its bytes."""
    return hashlib.sha256(b"\x00" + content).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash over two subtrees: SHA-256 of 0x01 and their hashes."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def split(count: int) -> int:
    """The largest power of two below ``count``."""
    return 1 << (count - 1).bit_length() - 1


def root(size: int, get: Subtree) -> bytes:
    """The root of the first ``size`` leaves."""
    return _span(0, size, get) if size else EMPTY


def inclusion(index: int, size: int, get: Subtree) -> list[bytes]:
    """The hashes that lead from leaf ``index`` to the root at ``size``: the sibling first."""
    assert 0 <= index < size, (index, size)
    start, end, path = 0, size, []
    while end - start > 1:
        middle = start + split(end - start)
        if index < middle:
            path.append(_span(middle, end, get))
            end = middle
        else:
            path.append(_span(start, middle, get))
            start = middle
    return path[::-1]


def consistency(old: int, new: int, get: Subtree) -> list[bytes]:
    """The hashes that show that the first ``old`` of ``new`` leaves were left as they were."""
    assert 0 <= old <= new, (old, new)
    if old in (0, new):
        return []
    start, end, whole, path = 0, new, True, []
    while old != end:
        middle = start + split(end - start)
        if old <= middle:
            path.append(_span(middle, end, get))
            end = middle
        else:
            path.append(_span(start, middle, get))
            start, whole = middle, False
    if not whole:
        path.append(_span(start, end, get))
    return path[::-1]


def grown(index: int) -> Iterator[tuple[Spot, Spot]]:
    """The subtrees that leaf ``index`` fills, from below; each with its left half."""
    level = 0
    while index % 2:
        index //= 2
        level += 1
        yield (level, index), (level - 1, 2 * index)


def subtrees(leaves: Sequence[bytes]) -> Subtree:
    """A tree held in memory, from the hashes of its leaves."""
    levels = [list(leaves)]
    while len(below := levels[-1]) > 1:
        levels.append([node_hash(*below[at : at + 2]) for at in range(0, len(below) - 1, 2)])
    return lambda level, index: levels[level][index]


def _span(start: int, end: int, get: Subtree) -> bytes:
    """The hash over leaves ``start`` to ``end``; ``start`` is where such a subtree may begin."""
    count = end - start
    if count & (count - 1) == 0:
        level = count.bit_length() - 1
        return get(level, start >> level)
    middle = start + split(count)
    return node_hash(_span(start, middle, get), _span(middle, end, get))


class Growing:
    """A tree that is only added to, for its root alone (逐条累积): a logarithm of hashes."""

    def __init__(self) -> None:
        self.size = 0
        self._full: list[bytes] = []  # one for each full subtree, the largest first

    def add(self, leaf: bytes) -> None:
        """One more leaf, by its hash."""
        here, index = leaf, self.size
        while index % 2:
            here = node_hash(self._full.pop(), here)
            index //= 2
        self._full.append(here)
        self.size += 1

    def root(self) -> bytes:
        """The root of all leaves so far."""
        if not self._full:
            return EMPTY
        top = self._full[-1]
        for left in reversed(self._full[:-1]):
            top = node_hash(left, top)
        return top
