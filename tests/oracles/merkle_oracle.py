"""A second Merkle tree, written from RFC 9162 alone, as an oracle.

Roots and proofs follow the recursive definitions of 2.1.1, 2.1.3.1 and 2.1.4.1 over the leaves
themselves; checking follows the loops of 2.1.3.2 and 2.1.4.2 step by step, with the RFC's letters.
It shares no line with ``rules.log``.
"""

from hashlib import sha256


def mth(d):
    """2.1.1: the Merkle tree hash of the list ``d``."""
    n = len(d)
    if n == 0:
        return sha256(b"").digest()
    if n == 1:
        return sha256(b"\x00" + d[0]).digest()
    k = _k(n)
    return sha256(b"\x01" + mth(d[:k]) + mth(d[k:])).digest()


def path(m, d):
    """2.1.3.1: the inclusion path of element ``m``."""
    n = len(d)
    if n == 1:
        return []
    k = _k(n)
    if m < k:
        return [*path(m, d[:k]), mth(d[k:])]
    return [*path(m - k, d[k:]), mth(d[:k])]


def proof(m, d):
    """2.1.4.1: the consistency proof of the first ``m`` elements."""
    return subproof(m, d, True)


def subproof(m, d, b):
    """2.1.4.1, SUBPROOF."""
    n = len(d)
    if m == n:
        return [] if b else [mth(d)]
    k = _k(n)
    if m <= k:
        return [*subproof(m, d[:k], b), mth(d[k:])]
    return [*subproof(m - k, d[k:], False), mth(d[:k])]


def _k(n):
    k = 1
    while k * 2 < n:
        k *= 2
    return k


def verify_inclusion(leaf_index, tree_size, hash_of_leaf, inclusion_path, root_hash):
    """2.1.3.2, step by step."""
    if leaf_index >= tree_size:
        return False
    fn, sn, r = leaf_index, tree_size - 1, hash_of_leaf
    for p in inclusion_path:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            r = sha256(b"\x01" + p + r).digest()
            if not fn & 1:
                while not (fn & 1 or fn == 0):
                    fn >>= 1
                    sn >>= 1
        else:
            r = sha256(b"\x01" + r + p).digest()
        fn >>= 1
        sn >>= 1
    return sn == 0 and r == root_hash


def verify_consistency(first, second, first_hash, second_hash, consistency_path):
    """2.1.4.2, step by step; equal sizes are compared by their hashes."""
    if first == second:
        return not consistency_path and first_hash == second_hash
    if not consistency_path:
        return False
    way = list(consistency_path)
    if first & (first - 1) == 0:
        way.insert(0, first_hash)
    fn, sn = first - 1, second - 1
    while fn & 1:
        fn >>= 1
        sn >>= 1
    fr = sr = way[0]
    for c in way[1:]:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            fr = sha256(b"\x01" + c + fr).digest()
            sr = sha256(b"\x01" + c + sr).digest()
            if not fn & 1:
                while not (fn & 1 or fn == 0):
                    fn >>= 1
                    sn >>= 1
        else:
            sr = sha256(b"\x01" + sr + c).digest()
        fn >>= 1
        sn >>= 1
    return fr == first_hash and sr == second_hash and sn == 0
