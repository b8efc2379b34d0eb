"""Notes, checkpoints, cosignatures and proofs are read and written as the specifications say."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from rules.log import checkpoint, tree
from rules.log.checkpoint import Head
from rules.log.entry_proof import EntryProof, entry_proof
from rules.log.note import (
    Algorithm,
    Malformed,
    Signer,
    Verifier,
    encoded,
    note,
    signature,
    signed,
    signer,
    verifier,
)
from rules.log.rotation import rotated, rotation_body

# Made elsewhere, by another implementation; the last line is a cosignature of a witness.
SAMPLE = """\
gonggongshouyi.example/yuanhe-garden
300
WTqq7+Cg6wdx9gCYeRwpvgLHbNC9GAD6xP3waWZmV3M=

— gonggongshouyi.example/yuanhe-garden Blym2eXUcrCsqdoxTlf4j+2P+1j8x0i7HxnroV1/pEaAr18QmKnLmIKYWWl6\
rU/WuaReeDGWmXbASMatybLOzdJQTwQ=
— juweihui.example/w1 ZPNCwAAAAABrHAtA8kgPMySAnL5hz6lZ3BrMKhqVJofAES7i0nUsFowzmD4DWINtm3WWbHZJyYFz\
zXTOi+kQ9ufvdNQqDPmG5rrtBw==
"""
SAMPLE_LOG = (
    "gonggongshouyi.example/yuanhe-garden+065ca6d9+AWAOZf3VA179yb3SXjDqBhYxq6wtLj7vnVzbC0gyI5/j"
)
SAMPLE_WITNESS = "juweihui.example/w1+64f342c0+BObWJfuP7KsrfcH87B3VGxurRfMRw6pf0LB8ZSwxktgy"

ORIGIN = "gonggongshouyi/fengyuan"
LOG = Signer(ORIGIN, Algorithm.NOTE, bytes(range(32)))
NEXT = Signer(ORIGIN, Algorithm.NOTE, bytes(range(1, 33)))
WITNESS = Signer("gonggongshouyi/zhelu/witness", Algorithm.COSIGNATURE, bytes(range(2, 34)))
HEAD = Head(ORIGIN, 7, b"\x07" * 32)
MOMENT = datetime(2026, 6, 10, 4, tzinfo=UTC)


def test_a_checkpoint_made_elsewhere_is_understood() -> None:
    said, found = checkpoint.read(SAMPLE)
    assert (said.origin, said.size) == ("gonggongshouyi.example/yuanhe-garden", 300)
    assert found.signed_by(verifier(SAMPLE_LOG))
    at = checkpoint.witnessed(said, found.signatures[1], verifier(SAMPLE_WITNESS))
    assert at == datetime(2026, 12, 11, 14, 40, tzinfo=UTC)
    assert str(found) == SAMPLE


def test_keys_are_written_and_read_back() -> None:
    assert str(verifier(SAMPLE_LOG)) == SAMPLE_LOG
    assert signer(str(LOG)) == LOG
    assert verifier(str(WITNESS.verifier)) == WITNESS.verifier


@pytest.mark.parametrize(
    "text",
    [
        "",
        "name",
        SAMPLE_LOG + "A",
        SAMPLE_LOG.replace("065ca6d9", "065ca6d8"),
        SAMPLE_LOG.replace("065ca6d9", "065CA6D9"),
        SAMPLE_LOG.replace("yuanhe", "yuan he"),
        SAMPLE_LOG.replace("AWAO", "BWAO"),
        "a+00000000+AQ==",
    ],
)
def test_a_key_with_a_slip_in_it_is_no_key(text: str) -> None:
    with pytest.raises(Malformed):
        verifier(text)
    with pytest.raises(Malformed):
        signer(text)


def test_the_same_checkpoint_has_the_same_bytes() -> None:
    made = checkpoint.issued(HEAD, LOG)
    assert str(made) == str(checkpoint.issued(HEAD, LOG))
    assert made.signed_by(LOG.verifier)
    assert not made.signed_by(NEXT.verifier)
    assert checkpoint.read(str(made)) == (HEAD, made)


def test_one_wrong_line_of_a_known_key_spoils_a_note() -> None:
    made = checkpoint.issued(HEAD, LOG)
    other = checkpoint.issued(Head(ORIGIN, 8, HEAD.root), LOG)
    twice = f"{made}{other.signatures[0]}\n"
    assert not note(twice).signed_by(LOG.verifier)


def test_a_cosignature_says_when_and_by_whom() -> None:
    line = checkpoint.cosigned(HEAD, MOMENT, WITNESS)
    assert checkpoint.witnessed(HEAD, signature(str(line)), WITNESS.verifier) == MOMENT
    later = Head(ORIGIN, 8, HEAD.root)
    assert checkpoint.witnessed(later, line, WITNESS.verifier) is None
    stranger = Verifier(WITNESS.name, Algorithm.COSIGNATURE, LOG.verifier.public)
    assert checkpoint.witnessed(HEAD, line, stranger) is None
    plain = Verifier(WITNESS.name, Algorithm.NOTE, WITNESS.verifier.public)
    assert checkpoint.witnessed(HEAD, line, plain) is None
    moved = bytes([*line.payload[:7], line.payload[7] ^ 1, *line.payload[8:]])
    assert checkpoint.witnessed(HEAD, signature(str(line)), WITNESS.verifier)
    forged = type(line)(line.name, line.key_id, moved)
    assert checkpoint.witnessed(HEAD, forged, WITNESS.verifier) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a\n1\n",
        f"a\n01\n{encoded(HEAD.root)}\n",
        f"a\n-1\n{encoded(HEAD.root)}\n",
        f"\n1\n{encoded(HEAD.root)}\n",
        f"a\n1\n{encoded(b'short')}\n",
        f"a\n1\n{encoded(HEAD.root)}\nmore\n",
        f"a\n1\n{encoded(HEAD.root)[:-2]}1=\n",
    ],
)
def test_what_is_not_three_lines_is_no_checkpoint(text: str) -> None:
    with pytest.raises(Malformed):
        checkpoint.head(text)


@pytest.mark.parametrize(
    "content", ["", "a\n", "a\n\n", "a\n\nb\n", "a\n\n— b\n", "a\t\n\n— b AAAA\n"]
)
def test_what_has_no_signature_is_no_note(content: str) -> None:
    with pytest.raises(Malformed):
        note(content)


def test_no_bit_of_a_checkpoint_can_be_turned() -> None:
    made = str(checkpoint.issued(HEAD, LOG)).encode()
    for bit in range(len(made) * 8):
        turned = bytearray(made)
        turned[bit // 8] ^= 1 << bit % 8
        assert not _good(bytes(turned)), bit
    assert _good(made)


def _good(content: bytes) -> bool:
    try:
        said, found = checkpoint.read(content.decode())
    except ValueError:
        return False
    return found.signed_by(LOG.verifier) and said.origin == ORIGIN


def test_a_proof_shows_its_leaf_and_no_other() -> None:
    leaves = [b"leaf %d" % at for at in range(13)]
    get = tree.subtrees([tree.leaf_hash(leaf) for leaf in leaves])
    made = checkpoint.issued(Head(ORIGIN, 13, tree.root(13, get)), LOG)
    for at in range(13):
        text = str(EntryProof(at, tuple(tree.inclusion(at, 13, get)), made))
        assert text.startswith(f"c2sp.org/tlog-proof@v1\nindex {at}\n")
        found = entry_proof(text)
        assert [found.shows(leaf) for leaf in leaves] == [other == at for other in range(13)]
        assert str(found) == text
        carried = entry_proof(text.replace("index", f"extra {encoded(leaves[at])}\nindex"))
        assert (carried.leaf, carried.path) == (leaves[at], found.path)


@pytest.mark.parametrize(
    "content", ["", "c2sp.org/tlog-proof@v1\n\n", "c2sp.org/tlog-proof@v1\nindex 01\n\n" + SAMPLE]
)
def test_what_is_not_written_as_a_proof_is_none(content: str) -> None:
    with pytest.raises(Malformed):
        entry_proof(content)


def test_a_key_hands_over_to_the_next_at_one_place_only() -> None:
    body = rotation_body(ORIGIN, 5, LOG, NEXT)
    assert rotated(body, ORIGIN, 5, LOG.verifier) == NEXT.verifier
    for origin, index, old in (
        (ORIGIN, 6, LOG.verifier),
        ("gonggongshouyi/qinghe", 5, LOG.verifier),
        (ORIGIN, 5, NEXT.verifier),
    ):
        with pytest.raises(Malformed):
            rotated(body, origin, index, old)


@pytest.mark.parametrize("keys", [[LOG], [NEXT], [NEXT, NEXT], [LOG, LOG]])
def test_both_keys_must_sign_the_change(keys: list[Signer]) -> None:
    text = note(rotation_body(ORIGIN, 5, LOG, NEXT)["note"]).text
    with pytest.raises(Malformed):
        rotated({"note": str(signed(text, keys))}, ORIGIN, 5, LOG.verifier)
    with pytest.raises(Malformed):
        rotated({}, ORIGIN, 5, LOG.verifier)


def test_random_text_is_never_read_as_a_proof_or_a_note() -> None:
    dice = random.Random(1)
    for _ in range(300):
        text = "".join(dice.choices("—+ \nAa1=/c", k=dice.randint(0, 80)))
        for reader in (note, entry_proof, verifier, signer, checkpoint.head):
            with pytest.raises(Malformed):
                reader(text)


def test_the_hour_of_a_cosignature_is_to_the_second() -> None:
    line = checkpoint.cosigned(HEAD, MOMENT + timedelta(milliseconds=900), WITNESS)
    assert checkpoint.witnessed(HEAD, line, WITNESS.verifier) == MOMENT
