"""A change set as a file (变更文件): what comes from outside is read strictly, or not at all."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.definition import DefinitionKind
from rules.definition.parcel import FORMAT, LARGEST, Packed, Parcel, pack, unpack
from rules.notice import text_hash
from rules.refusal import Refused

PARCEL = Parcel(
    "一次变更",
    "说明",
    "fengyuan",
    (
        Packed(DefinitionKind.FORM, "survey", {"title": "满意度", "fields": [{"key": "a"}]}),
        Packed(DefinitionKind.RIGHT, "council.topic.read", None),
    ),
)


def signed(said: dict[str, Any]) -> bytes:
    """A file whose hash fits, whatever else is wrong with it."""
    said = {"format": FORMAT, "title": "一次变更", **said}
    return json.dumps(said | {"sha256": text_hash(said)}).encode()


def item(**more: Any) -> dict[str, Any]:
    return {"kind": "form", "key": "survey", "after": {}} | more


def test_what_is_packed_is_unpacked() -> None:
    assert unpack(pack(PARCEL).encode()) == PARCEL
    assert unpack(b"\xef\xbb\xbf" + pack(PARCEL).encode()) == PARCEL  # as Windows saves it


def test_a_file_that_was_changed_is_refused() -> None:
    changed = pack(PARCEL).replace("满意度", "不满意度").encode()
    with pytest.raises(Refused, match="changed since it was exported"):
        unpack(changed)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({}, "“items” is missing"),
        ({"items": []}, "list of 1"),
        ({"items": [item()] * 201}, "list of 1"),
        ({"items": [item(kind="table")]}, "is one of"),
        ({"items": [item(kind=["form"])]}, "is one of"),
        ({"items": [item(key=7)]}, "text of 1 to 80"),
        ({"items": [item(key="../../etc/passwd")]}, "A key is made of"),
        ({"items": [item(key="x'; drop table")]}, "A key is made of"),
        ({"items": [item(after=[])]}, "not a file of changes"),
        ({"items": [item(before={})]}, "not known"),
        ({"items": [item(), item(after=None)]}, "changes the same thing twice"),
        ({"items": [item()], "title": ""}, "text of 1"),
        ({"items": [item()], "title": "x" * 81}, "text of 1"),
        ({"items": [item()], "published_by": 1}, "not known"),
        ({"items": [item()], "format": "wumin change set 2"}, "is one of"),
        ({"items": {"0": item()}}, "list of 1"),
    ],
)
def test_a_file_that_says_anything_else_is_refused(said: dict[str, Any], why: str) -> None:
    with pytest.raises(Refused, match=why):
        unpack(signed(said))


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"null",
        b"[]",
        b"{",
        b"\xff\xfe{}",
        b'{"a": NaN}',
        b'{"a": 0.5}',
        b'{"a": 1e400}',
        b'{"a": "\\ud800"}',
        b'{"a": 1, "a": 2}',
        b'{"a": ' + b"9" * 5000 + b"}",
        b"[" * 100_000,
        b'{"a":' * 80 + b"1" + b"}" * 80,
        b" " * (LARGEST + 1),
        b"PK\x03\x04",
    ],
)
def test_what_is_no_such_file_is_refused_with_a_sentence(raw: bytes) -> None:
    with pytest.raises(Refused):
        unpack(raw)


JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=12,
)


@given(JSON)
def test_whatever_stands_in_a_file_it_is_read_or_refused(whatever: Any) -> None:
    for raw in (json.dumps(whatever), json.dumps({"format": FORMAT, "items": whatever})):
        with pytest.raises(Refused):
            unpack(raw.encode())
