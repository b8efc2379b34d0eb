"""One way to write a leaf (规范格式): RFC 8785 JSON, so that the same facts have the same bytes."""

import json
from collections.abc import Mapping
from typing import Any

import rfc8785


def canonical(body: Mapping[str, Any]) -> str:
    """``body`` in its one spelling: keys sorted, no spaces. Whole numbers only: money is in fen."""
    _must_be_exact(body)
    return rfc8785.dumps(dict(body)).decode()


def parsed(line: str) -> dict[str, Any]:
    """The leaf that ``line`` spells; a ``ValueError`` when it is not in its one spelling."""
    body = json.loads(line)
    if not isinstance(body, dict) or canonical(body) != line:
        raise ValueError("not canonical")
    return body


def _must_be_exact(value: object) -> None:
    if isinstance(value, float):
        raise ValueError("a leaf holds no fractions")
    if isinstance(value, Mapping):
        for inner in value.values():
            _must_be_exact(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            _must_be_exact(inner)
