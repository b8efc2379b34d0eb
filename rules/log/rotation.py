"""Changing the key of a log (更换密钥): a leaf that the old key and the new one both signed.

The text that they sign begins with a line that no checkpoint begins with, and names the place of
the leaf, so that it is good for nothing else and for nowhere else.
"""

from collections.abc import Mapping
from typing import Any

from rules.log.note import Algorithm, Malformed, Signer, Verifier, note, signed, verifier

FIRST = "gonggongshouyi/key-rotation/v1"


def _text(origin: str, index: int, old: Verifier, new: Verifier) -> str:
    return f"{FIRST}\n{origin}\n{index}\n{old}\n{new}\n"


def rotation_body(origin: str, index: int, old: Signer, new: Signer) -> dict[str, Any]:
    """The body of the ``key`` leaf at ``index``: from there on ``new`` signs."""
    text = _text(origin, index, old.verifier, new.verifier)
    return {"note": str(signed(text, [old, new]))}


def rotated(body: Mapping[str, Any], origin: str, index: int, old: Verifier) -> Verifier:
    """The key that follows ``old`` by this leaf. Raises ``Malformed`` when it does not hold."""
    given = body.get("note")
    if not isinstance(given, str):
        raise Malformed("no rotation")
    found = note(given)
    lines = found.text.split("\n")
    new = verifier(lines[4]) if len(lines) > 4 else None  # noqa: PLR2004 the fifth line
    if new is None or new.algorithm is not Algorithm.NOTE or new.name != origin or new == old:
        raise Malformed("no rotation")
    if found.text != _text(origin, index, old, new):
        raise Malformed("no rotation")
    if len(found.signatures) != len((old, new)):
        raise Malformed("no rotation")
    if not (found.signed_by(old) and found.signed_by(new)):
        raise Malformed("no rotation")
    return new
