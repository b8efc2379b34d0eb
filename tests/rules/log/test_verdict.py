"""An untouched export passes; whatever is touched, by whomever, is found."""

import random
from typing import Any

import pytest

from rules.log import verdict
from rules.log.canonical import canonical
from rules.log.note import Algorithm, Signer
from rules.log.rotation import rotation_body
from tests.handed_over import (
    FUND,
    KEY,
    NEXT_KEY,
    ORIGIN,
    PAGE,
    handed_over,
    signed_head,
    small_log,
)

BITS = 10_000
STRANGER = Signer(ORIGIN, Algorithm.NOTE, b"\x07" * 32)
LEAVES = small_log()
OLD = signed_head(LEAVES, 8)  # last quarter's checkpoint
Leaves = list[dict[str, Any]]


def problems(files: dict[str, bytes], since: str = "", key: str = "") -> tuple[str, ...]:
    return verdict.verify(files, PAGE, since, key).problems


def test_an_untouched_export_raises_no_alarm() -> None:
    files = handed_over(LEAVES)
    assert verdict.verify(files, PAGE) == verdict.Verdict(len(LEAVES), ())
    for size in range(1, len(LEAVES) + 1):
        since = signed_head(LEAVES, size)
        assert problems(files, since, str(KEY.verifier)) == ()
        part = handed_over(LEAVES[:size])
        bare = {name: part[name] for name in part if not name.startswith("vouchers/")}
        assert problems(bare, signed_head(LEAVES, 1)) == ()


def test_without_a_witness_or_papers_it_passes_too() -> None:
    files = handed_over(LEAVES)
    extra = [name for name in files if name.startswith(("witness", "vouchers/"))]
    assert problems({name: files[name] for name in files if name not in extra}, OLD) == ()


def test_every_turned_bit_is_found() -> None:
    files, dice, caught = handed_over(LEAVES), random.Random(10_000), 0
    sizes = [len(content) * 8 for content in files.values()]
    for name in dice.choices(list(files), sizes, k=BITS):
        content = bytearray(files[name])
        bit = dice.randrange(len(content) * 8)
        content[bit // 8] ^= 1 << bit % 8
        caught += not verdict.verify(files | {name: bytes(content)}, PAGE).ok
    assert caught == BITS
    assert problems(files) == ()


@pytest.mark.parametrize("name", sorted(set(handed_over(LEAVES)) - {"vouchers"}))
def test_a_file_that_was_cut_or_added_to_is_found(name: str) -> None:
    files = handed_over(LEAVES)
    for content in (b"", files[name][:-1], files[name] + b"\n", files[name] + files[name]):
        assert problems(files | {name: content}), name


def test_a_missing_file_is_named() -> None:
    files = handed_over(LEAVES)
    for name in ("entries.jsonl", "checkpoint.txt", "public-key.txt", "statement.csv"):
        rest = {other: content for other, content in files.items() if other != name}
        assert any(name in problem for problem in problems(rest)), name


def test_a_key_that_handed_over_is_followed() -> None:
    leaves = small_log(rotate=True)
    files = handed_over(leaves, NEXT_KEY, (KEY, NEXT_KEY))
    for key in (KEY, NEXT_KEY):
        assert problems(files, OLD, f"公钥：{key.verifier} （印在公示上）") == ()
    assert problems(handed_over(leaves, KEY, (KEY, NEXT_KEY)))  # the old one signs no more
    unknown = "does not know the key that you hold"
    assert any(unknown in problem for problem in problems(files, OLD, str(STRANGER.verifier)))


def test_a_key_that_nobody_handed_over_to_is_found() -> None:
    leaves = small_log()
    leaves.append({**leaves[-1], "kind": "key"} | rotation_body(ORIGIN, 10, STRANGER, NEXT_KEY))
    found = problems(handed_over(leaves, NEXT_KEY, (KEY, NEXT_KEY)), OLD)
    assert any("without the signature of the old one" in problem for problem in found)


def _entry(leaves: Leaves, number: int) -> dict[str, Any]:
    return next(leaf for leaf in leaves if leaf.get("number") == number)


def _set(which: int, **changed: Any) -> Any:
    def change(leaves: Leaves) -> None:
        _entry(leaves, which).update(changed)

    return change


def _append(**body: Any) -> Any:
    def change(leaves: Leaves) -> None:
        leaves.append({"posted_at": leaves[-1]["posted_at"], "v": 1, **body})

    return change


def _took_back(leaves: Leaves) -> None:
    """One person alone let a receipt be taken back, and money go with it."""
    lines = [{"account": s["account"], "fen": -s["fen"]} for s in _entry(leaves, 6)["lines"]]
    taken = {"number": 7, "entry": "reversal", "reverses": 6, "lines": lines}
    leaves.append({**_entry(leaves, 6), **taken, "approved_by": ["member:6"]})


UNSOUND = {
    # what whoever holds every key wrote into new books: what the arithmetic says to it
    "does not balance": _set(2, lines=[{"account": "Income:G01", "fen": 5}] * 2),
    "was never opened": _set(
        2, lines=[{"account": "Assets:Mine", "fen": 5}, {"account": "Income:G01", "fen": -5}]
    ),
    "where entry 2 was to come": _set(2, number=3),
    "not in its period": _set(6, day="2025-01-02"),
    "after the day on which": _set(6, posted_at="2024-01-02T00:00:00Z"),
    "backdated or moved": _set(6, posted_at="2026-05-01T04:00:00Z"),
    "enters period 1, which was closed": _set(6, period=1, day="2025-02-02"),
    "enough other persons": _set(5, approved_by=["member:6"]),
    "by enough other": _set(2, approved_by=["member:8"]),
    "not approved by enough": _took_back,
    "not members": _set(2, approved_by="67"),
    "(ValueError: not members)": _set(5, approved_by=["member:6", "ｍember:6"]),
    "not a day as days are written": _set(6, day="20250402"),
    "a reversal of nothing": _set(4, reverses=None),
    "does not take back what entry 2 says": _set(4, reverses=2),
    "not those of its entries": _append(
        kind="statement", period=1, funds=[FUND | {"closing_fen": 4_988_001}]
    ),
    "period 2, which is not closed": _append(kind="statement", period=2, funds=[]),
    "out of turn": _append(kind="period", period=2, act="reopened", by=["member:6", "member:7"]),
    "one person": _append(kind="period", period=1, act="reopened", by=["member:6", "member:6"]),
    "opens the account Income:G01 again": _append(
        kind="account", account={"code": "Income:G01", "fund": "revenue"}
    ),
    "for entry 77": _append(kind="voucher", entry=77, vouchers=[]),
    "wrong place": _append(kind="book"),
    "cannot be understood": _set(6, lines=5),
    "version": _set(6, v=2),
}


@pytest.mark.parametrize("sentence", UNSOUND)
def test_unsound_books_are_found_even_when_every_signature_holds(sentence: str) -> None:
    leaves = small_log()
    UNSOUND[sentence](leaves)
    found = verdict._read("".join(canonical(leaf) + "\n" for leaf in leaves).encode(), ())
    assert any(sentence in problem for problem in found.problems), found.problems


def test_a_reversal_is_not_reversed_twice() -> None:
    leaves = small_log()
    again = {**_entry(leaves, 4), "number": 7, "period": 2, "day": "2025-04-03"}
    found = problems(handed_over([*leaves, again]), OLD)
    assert any("a second time" in problem for problem in found)


@pytest.mark.parametrize("since", ["", "nonsense\n", OLD.replace("8\n", "99\n", 1)])
def test_an_old_checkpoint_that_is_none_proves_nothing(since: str) -> None:
    assert bool(problems(handed_over(LEAVES), since)) == bool(since)


def test_leaves_that_no_house_would_write_are_refused_and_crash_nothing() -> None:
    dice, odd = random.Random(3), (None, True, -1, "", "x", [], {}, [[]], 2**52, "9999-12-31")
    for _ in range(60):
        leaves = small_log()
        leaf = dice.choice(leaves)
        name = dice.choice([name for name in leaf if name not in ("purpose", "head", "name")])
        before = leaf[name]
        leaf[name] = dice.choice(odd)
        if leaf[name] != before:
            assert isinstance(problems(handed(leaves), OLD), tuple)
            assert problems(handed(leaves), OLD), (name, leaf[name])


def handed(leaves: Leaves) -> dict[str, bytes]:
    """Signed with the right key, and with the other files of the true books."""
    entries = "".join(canonical(leaf) + "\n" for leaf in leaves).encode()
    signed = {"entries.jsonl": entries, "checkpoint.txt": signed_head(leaves).encode()}
    return handed_over(LEAVES) | signed


def test_endless_faults_are_cut_short() -> None:
    files = handed_over(LEAVES) | {"entries.jsonl": b"x\n" * 5_000}
    assert len(problems(files, OLD)) == verdict.MOST_PROBLEMS
