"""The letters of charts in a lighter copy (字形): the same shapes, less to read before each.

The drawing engine opens the font anew for every text it measures and every letter it draws. Two
things in it cost most of that and change nothing here: the tables by which letters join or move
(``GSUB``, ``GPOS``), and the list of the letters' names in Adobe's order, 13,000 ranges of them.
The first are left out, the second becomes one range.
"""

import struct
from collections.abc import Iterator
from typing import NamedTuple

NOT_NEEDED = frozenset({b"GSUB", b"GPOS"})
_OPENTYPE = b"OTTO"
_CHARSET, _ESCAPE, _BY_NUMBER = 15, 12, (12, 30)  # operators of a font's first dictionary
_TOLD_APART = 3  # charsets below are not written out, but known by their number
_ONE_RANGE = 2  # the form of a charset whose ranges may be long
_LAST_OPERATOR, _SHORT, _LONG, _REAL, _FIRST_TWO_BYTES = 21, 28, 29, 30, 247


class Piece(NamedTuple):
    """One table of a font (字体表)."""

    tag: bytes
    sum: int
    content: bytes


def lighter(font: bytes) -> bytes:
    """``font`` with the same letters; as it is, where it is not of the kind that is meant."""
    if font[:4] != _OPENTYPE:
        return font
    pieces = [one for one in _pieces(font) if one.tag not in NOT_NEEDED]
    known = {one.tag: one.content for one in pieces}
    if not {b"CFF ", b"maxp"} <= known.keys():
        return font
    glyphs = int.from_bytes(known[b"maxp"][4:6], "big")
    return _joined([_in_one_range(one, glyphs) if one.tag == b"CFF " else one for one in pieces])


def _pieces(font: bytes) -> Iterator[Piece]:
    for at in range(12, 12 + 16 * int.from_bytes(font[4:6], "big"), 16):
        tag, check, start, size = struct.unpack(">4sLLL", font[at : at + 16])
        yield Piece(tag, check, font[start : start + size])


def _joined(pieces: list[Piece]) -> bytes:
    count = len(pieces)
    power = 1 << (count.bit_length() - 1)
    numbers = count, power * 16, power.bit_length() - 1, (count - power) * 16
    head, body = struct.pack(">4sHHHH", _OPENTYPE, *numbers), b""
    for one in pieces:
        start = 12 + 16 * count + len(body)
        head += struct.pack(">4sLLL", one.tag, one.sum, start, len(one.content))
        body += one.content + bytes(-len(one.content) % 4)
    return head + body


def _in_one_range(outlines: Piece, glyphs: int) -> Piece:
    """Letters in the order in which they stand: nobody here asks what they are called."""
    content = bytearray(outlines.content)
    told = _first_dictionary(content)
    at = told.get((_CHARSET,), 0)
    if at < _TOLD_APART or _BY_NUMBER not in told:
        return outlines
    content[at : at + 5] = struct.pack(">BHH", _ONE_RANGE, 1, glyphs - 2)
    return outlines._replace(content=bytes(content))


def _first_dictionary(content: bytearray) -> dict[tuple[int, ...], int]:
    """What the font says of itself: by operator, the last number before it."""
    at = _behind(content, content[2])  # the names of the fonts; of which there is one
    count, size = int.from_bytes(content[at : at + 2], "big"), content[at + 2]
    end, at = _behind(content, at), at + 3 + size * (count + 1)
    told, number = dict[tuple[int, ...], int](), 0
    while at < end:
        first = content[at]
        if first <= _LAST_OPERATOR:
            longer = first == _ESCAPE
            told[tuple(content[at : at + 1 + longer])] = number
            at += 1 + longer
        else:
            number, at = _number(content, at)
    return told


def _behind(content: bytearray, at: int) -> int:
    """Where a list ends that begins at ``at``."""
    count, size = int.from_bytes(content[at : at + 2], "big"), content[at + 2]
    if not count:
        return at + 2
    last = at + 3 + size * count
    return last + size - 1 + int.from_bytes(content[last : last + size], "big")


def _number(content: bytearray, at: int) -> tuple[int, int]:
    """A number, and what stands behind it; one with a fraction is not told."""
    first = content[at]
    if first in (_SHORT, _LONG):
        end = at + (3 if first == _SHORT else 5)
        return int.from_bytes(content[at + 1 : end], "big", signed=True), end
    if first == _REAL:
        end = at + 1
        while content[end] & 15 != 15 and content[end] >> 4 != 15:  # noqa: PLR2004 its end
            end += 1
        return 0, end + 1
    return 0, at + (2 if first >= _FIRST_TWO_BYTES else 1)  # too small for a place in the file
