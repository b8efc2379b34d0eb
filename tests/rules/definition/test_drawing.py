"""Moving the parts of a body about: what goes in stays as it was."""

from copy import deepcopy
from typing import Any

import pytest

from rules.definition.drawing import copied, moved, placed, without

BODY: dict[str, Any] = {"blocks": [{"kind": "a", "names": ["x"]}, {"kind": "b"}, {"kind": "c"}]}


def kinds(body: dict[str, Any]) -> str:
    return "".join(block["kind"] for block in body["blocks"])


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (lambda body: placed(body, "blocks", None, {"kind": "d"}), "abcd"),
        (lambda body: placed(body, "blocks", 1, {"kind": "d"}), "adc"),
        (lambda body: moved(body, "blocks", 0, 1), "bac"),
        (lambda body: moved(body, "blocks", 2, -1), "acb"),
        (lambda body: moved(body, "blocks", 0, -1), "abc"),
        (lambda body: moved(body, "blocks", 2, 1), "abc"),
        (lambda body: copied(body, "blocks", 0), "aabc"),
        (lambda body: without(body, "blocks", 1), "ac"),
    ],
)
def test_a_part_goes_where_it_is_told(made: Any, told: str) -> None:
    before = deepcopy(BODY)
    assert kinds(made(BODY)) == told
    assert before == BODY


def test_the_last_part_stays() -> None:
    assert kinds(without({"blocks": [{"kind": "a"}]}, "blocks", 0)) == "a"


def test_a_copy_is_another_one() -> None:
    made = copied(BODY, "blocks", 0)
    made["blocks"][1]["names"].append("y")
    assert made["blocks"][0]["names"] == ["x"]
