"""Roots and proofs agree with a second implementation, and nothing false is proved."""

import random

import pytest

from rules.log import tree
from rules.log.proof import consistent, included
from tests.oracles import merkle_oracle as oracle

CASES = 3_000
LARGEST = 200


def _leaves(size: int) -> list[bytes]:
    return [b"leaf %d" % index for index in range(size)]


LEAVES = _leaves(LARGEST)
GET = tree.subtrees([tree.leaf_hash(leaf) for leaf in LEAVES])


def test_the_tree_of_the_rfc_has_the_hashes_of_the_rfc() -> None:
    """The eight leaves and the roots of the Certificate Transparency test vectors."""
    leaves = [bytes.fromhex(text) for text in VECTOR_LEAVES]
    get = tree.subtrees([tree.leaf_hash(leaf) for leaf in leaves])
    assert [tree.root(size, get).hex() for size in range(9)] == VECTOR_ROOTS


VECTOR_LEAVES = (
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
)
VECTOR_ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def test_inclusion_and_consistency_agree_with_a_second_implementation() -> None:
    dice, agreed = random.Random(9162), 0
    roots = {0: tree.EMPTY}
    for _ in range(CASES):
        new = dice.randint(1, LARGEST)
        old, index = dice.randint(1, new), dice.randrange(new)
        leaves = LEAVES[:new]
        root, before = tree.root(new, GET), tree.root(old, GET)
        roots.setdefault(new, oracle.mth(leaves))
        roots.setdefault(old, oracle.mth(leaves[:old]))
        path, way = tree.inclusion(index, new, GET), tree.consistency(old, new, GET)
        leaf = tree.leaf_hash(LEAVES[index])
        agreed += (
            (root, before) == (roots[new], roots[old])
            and path == oracle.path(index, leaves)
            and way == oracle.proof(old, leaves)
            and included(root, new, leaf, index, path)
            and oracle.verify_inclusion(index, new, leaf, path, root)
            and consistent(before, old, root, new, way)
            and oracle.verify_consistency(old, new, before, root, way)
        )
    assert agreed == CASES


def test_a_spoilt_proof_is_believed_by_neither() -> None:
    dice = random.Random(6962)
    for _ in range(1_000):
        new = dice.randint(2, LARGEST)
        old, index = dice.randint(1, new - 1), dice.randrange(new)
        root, before = tree.root(new, GET), tree.root(old, GET)
        leaf = tree.leaf_hash(LEAVES[index])
        path = _spoilt(dice, tree.inclusion(index, new, GET))
        way = _spoilt(dice, tree.consistency(old, new, GET))
        assert not included(root, new, leaf, index, path)
        assert not oracle.verify_inclusion(index, new, leaf, path, root)
        assert not consistent(before, old, root, new, way)
        assert not oracle.verify_consistency(old, new, before, root, way)


def _spoilt(dice: random.Random, path: list[bytes]) -> list[bytes]:
    """One bit turned, one hash dropped, or one added."""
    what = dice.choice(("turn", "drop", "add"))
    at = dice.randrange(len(path))
    if what == "drop":
        return path[:at] + path[at + 1 :]
    if what == "add":
        return [*path[:at], dice.randbytes(32), *path[at:]]
    bit = 1 << dice.randrange(256)
    turned = int.from_bytes(path[at], "big") ^ bit
    return [*path[:at], turned.to_bytes(32, "big"), *path[at + 1 :]]


@pytest.mark.parametrize(("index", "size"), [(-1, 3), (3, 3), (0, 0)])
def test_a_leaf_outside_the_tree_is_never_included(index: int, size: int) -> None:
    assert not included(tree.EMPTY, size, tree.leaf_hash(b""), index, [])


def test_before_the_first_leaf_everything_is_still_to_come() -> None:
    assert consistent(tree.EMPTY, 0, tree.root(3, GET), 3, [])
    assert not consistent(b"\x00" * 32, 0, tree.root(3, GET), 3, [])
    assert not consistent(tree.root(3, GET), 3, tree.root(2, GET), 2, [])


def test_filling_leaf_by_leaf_gives_every_full_subtree() -> None:
    kept = {(0, index): tree.leaf_hash(leaf) for index, leaf in enumerate(LEAVES)}
    for index in range(LARGEST):
        for spot, (level, left) in tree.grown(index):
            kept[spot] = tree.node_hash(kept[level, left], kept[level, left + 1])
    for size in range(LARGEST + 1):
        assert tree.root(size, lambda level, at: kept[level, at]) == tree.root(size, GET)


def test_a_tree_that_grows_has_the_same_roots() -> None:
    growing = tree.Growing()
    for size in range(LARGEST):
        assert growing.root() == tree.root(size, GET)
        growing.add(GET(0, size))
    assert (growing.size, growing.root()) == (LARGEST, tree.root(LARGEST, GET))
