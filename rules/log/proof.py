"""Checking proofs of the tree without the tree (核对证明): RFC 9162, 2.1.3.2 and 2.1.4.2.

Both follow the definition of the tree from the outside in: the last hash of a proof belongs to
the outermost split. A proof that is too short, too long or out of range simply does not hold.
"""

from collections.abc import Sequence

from rules.log.tree import EMPTY, node_hash, split


class NoProof(ValueError):
    """The hashes given cannot be a proof of this (不成立)."""


def included(root: bytes, size: int, leaf: bytes, index: int, path: Sequence[bytes]) -> bool:
    """Whether ``path`` leads from the hash ``leaf`` at ``index`` to ``root``."""
    try:
        return root_above(leaf, index, size, list(path)) == root
    except NoProof:
        return False


def consistent(old_root: bytes, old: int, new_root: bytes, new: int, path: Sequence[bytes]) -> bool:
    """Whether ``path`` shows that the tree of ``new`` leaves begins with the tree of ``old``."""
    if not 0 <= old <= new:
        return False
    if old == 0:
        return old_root == EMPTY and not path
    try:
        return _both_roots(old_root, old, new, list(path)) == (old_root, new_root)
    except NoProof:
        return False


def root_above(leaf: bytes, index: int, size: int, path: list[bytes]) -> bytes:
    """The root that the leaf at ``index`` and ``path`` lead to."""
    if not 0 <= index < size:
        raise NoProof
    if size == 1:
        if path:
            raise NoProof
        return leaf
    beside, inner, half = _outermost(path), path[:-1], split(size)
    if index < half:
        return node_hash(root_above(leaf, index, half, inner), beside)
    return node_hash(beside, root_above(leaf, index - half, size - half, inner))


def _both_roots(
    old_root: bytes, old: int, new: int, path: list[bytes], whole: bool = True
) -> tuple[bytes, bytes]:
    """The roots at both sizes; ``whole`` while everything on the left is in the old tree alone."""
    if old == new:
        if len(path) != (0 if whole else 1):
            raise NoProof
        known = old_root if whole else path[0]
        return known, known
    beside, inner, half = _outermost(path), path[:-1], split(new)
    if old <= half:
        before, after = _both_roots(old_root, old, half, inner, whole)
        return before, node_hash(after, beside)
    before, after = _both_roots(old_root, old - half, new - half, inner, whole=False)
    return node_hash(beside, before), node_hash(beside, after)


def _outermost(path: list[bytes]) -> bytes:
    if not path:
        raise NoProof
    return path[-1]
