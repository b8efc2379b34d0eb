"""What a file is, its content says; boxes lie on their page."""

import io
import struct
import zipfile

import pytest

from models.voucher import VoucherKind
from rules.refusal import Refused
from rules.voucher import (
    MOST_BOXES,
    MOST_BYTES,
    MOST_UNPACKED,
    Box,
    file_name,
    kind_of,
    must_be_boxes,
)
from tests.papers import archive, ofd, pdf
from tests.picture import picture


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (picture(), VoucherKind.JPEG),
        (picture(form="PNG"), VoucherKind.PNG),
        (pdf(), VoucherKind.PDF),
        (ofd(), VoucherKind.OFD),
    ],
)
def test_a_voucher_is_known_by_its_content(content: bytes, kind: VoucherKind) -> None:
    assert kind_of(content) is kind


def _damaged(content: bytes) -> bytes:
    middle = content.index(b"<ofd") if b"<ofd" in content else len(content) // 3
    return content[:middle] + bytes(8) + content[middle + 8 :]


BOMB = archive(OFD_xml=b"<ofd:OFD/>", huge=bytes(MOST_UNPACKED + 1))


def _lying(content: bytes) -> bytes:
    """The same archive, saying in its list that its parts are small."""
    true, small = struct.pack("<I", MOST_UNPACKED + 1), struct.pack("<I", 10)
    return content.replace(true, small)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "empty"),
        (b"\xff\xd8\xff" + bytes(MOST_BYTES), "larger than 10 MB"),
        (b"MZ\x90\x00" + bytes(64), "a program"),
        (b"\x7fELF\x02\x01" + bytes(64), "a program"),
        (b"#!/bin/sh\nrm -rf /\n", "a program"),
        (b"\n <!DOCTYPE html><script>alert(1)</script>", "a web page"),
        (b"<svg xmlns='x' onload='alert(1)'/>", "a web page"),
        (b"<?php system($_GET[0]); ?>", "a web page"),
        (b"GIF89a" + bytes(20), "Give a JPG or PNG"),
        (b"just some words", "Give a JPG or PNG"),
        (pdf()[:-300], "cut off"),
        (archive(word_document=b"x"), "zip archive"),
        (BOMB, "unpacks to far more"),
        (_lying(BOMB), "damaged|unpacks"),
        (ofd()[:-30], "damaged"),
        (_damaged(ofd()), "damaged"),
    ],
)
def test_everything_else_is_refused_in_one_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        kind_of(content)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("收据.jpg", "收据.jpg"),
        ("C:\\Users\\wu\\a.pdf", "a.pdf"),
        ("../../etc/passwd", "passwd"),
        ("a\u202egpj.exe\n", "agpj.exe"),
        ("", "voucher"),
        ("长" * 200, "长" * 100),
    ],
)
def test_a_name_is_one_line_without_a_path(given: str, kept: str) -> None:
    assert file_name(given) == kept


def test_a_box_has_two_corners_in_any_order() -> None:
    assert Box.between((0.8, 0.1), (0.2, 1.4), 1) == Box(0.2, 0.1, 0.8, 1.0, 1)
    assert Box(0.0, 0.0, 1.0, 1.0).pixels(100, 50) == (0, 0, 100, 50)
    assert Box(0.101, 0.101, 0.205, 0.205).pixels(100, 100) == (10, 10, 21, 21)


@pytest.mark.parametrize(
    "boxes",
    [
        [Box(0.5, 0.5, 0.5, 0.9)],
        [Box(-0.1, 0.0, 0.5, 0.5)],
        [Box(0.1, 0.1, 0.101, 0.9)],
        [Box(0.1, 0.1, 0.5, 0.5, page=2)],
        [Box(0.1, 0.1, 0.5, 0.5, page=-1)],
        [Box(float("nan"), 0.1, 0.5, 0.5)],
        [Box(0.1, 0.1, 0.5, 0.5)] * (MOST_BOXES + 1),
    ],
)
def test_boxes_that_no_hand_draws_are_refused(boxes: list[Box]) -> None:
    with pytest.raises(Refused):
        must_be_boxes(boxes, 2)
    must_be_boxes([Box(0.1, 0.1, 0.5, 0.5, page=1)], 2)


@pytest.mark.parametrize("packing", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_damaged_archive_is_refused_however_it_is_packed(packing: int) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as made:
        made.writestr("OFD.xml", "<ofd:OFD/>" * 400)
    whole = out.getvalue()
    assert kind_of(whole) is VoucherKind.OFD
    refusals = 0
    for at in range(37, 60):  # the first part's content begins here
        broken = bytearray(whole)
        broken[at] ^= 0xFF
        try:
            kind_of(bytes(broken))  # LZMA says twice how long it is, and nobody asks the second
        except Refused as refusal:
            refusals += "damaged" in refusal.sentence
    assert refusals > 10
