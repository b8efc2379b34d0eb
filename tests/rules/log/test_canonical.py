"""One spelling for one fact."""

import json

import pytest

from rules.log.canonical import canonical, parsed


def test_keys_are_sorted_and_nothing_is_spaced() -> None:
    assert canonical({"v": 1, "day": "2026-03-05", "用途": "维修"}) == (
        '{"day":"2026-03-05","v":1,"用途":"维修"}'
    )


@pytest.mark.parametrize(
    "line",
    ['{"v": 1}', '{"v":1,"a":2}', '{"v":1,"v":1}', "[1]", "{", '{"v":1.0}', '{"v":"\\u4e00"}', ""],
)
def test_any_other_spelling_is_refused(line: str) -> None:
    with pytest.raises(ValueError):
        parsed(line)


@pytest.mark.parametrize("value", [0.5, [1.0], {"a": 1.5}, 2**53, -(2**60)])
def test_what_some_reader_would_round_is_refused(value: object) -> None:
    with pytest.raises(ValueError):
        canonical({"fen": value})


def test_what_is_written_is_read_back() -> None:
    body = {"kind": "entry", "lines": [{"fen": -(2**53 - 1)}], "reason": None, "text": '"\n\t℃𠮷'}
    assert parsed(canonical(body)) == body
    assert json.loads(canonical(body)) == body
