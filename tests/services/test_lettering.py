"""The lighter copy of a font draws the same letters, and less is read for each of them."""

import hashlib
import subprocess
import sys
from pathlib import Path

import pylopdf_fonts_zh_cn
import pytest

from services.lettering import NOT_NEEDED, lighter

ROOT = Path(__file__).parents[2]
SANS = pylopdf_fonts_zh_cn.sans_path()
DRAWN = """
import hashlib, sys, vl_convert
vl_convert.register_font_directory(sys.argv[1])
words = "按期办结率 98.9% Ag ①〇，。龘"
mark = {"type": "text", "font": "Noto Sans SC", "text": words, "fontSize": 30, "align": "left"}
drawn = {"width": 600, "height": 40, "data": {"values": [{}]}, "mark": mark}
print(hashlib.sha256(vl_convert.vegalite_to_png(drawn, scale=2)).hexdigest())
"""


@pytest.fixture(autouse=True)
def _house() -> None:
    """No database: nothing here asks one."""


def _drawn(folder: Path) -> str:
    told = subprocess.run(
        [sys.executable, "-c", DRAWN, str(folder)], capture_output=True, text=True, check=True
    )
    return told.stdout.strip()


def test_the_same_letters_are_drawn(tmp_path: Path) -> None:
    made = lighter(SANS.read_bytes())
    (tmp_path / SANS.name).write_bytes(made)
    assert _drawn(tmp_path) == _drawn(SANS.parent)
    empty = tmp_path / "without"
    empty.mkdir()
    assert _drawn(empty) != _drawn(tmp_path), "another font of this machine was drawn from"


def test_the_list_of_names_is_one_range_and_letters_do_not_join() -> None:
    font = SANS.read_bytes()
    made = lighter(font)
    assert not any(tag in made[:300] for tag in NOT_NEEDED)
    assert all(tag in font[:300] for tag in NOT_NEEDED)
    assert made.count(bytes([2, 0, 1]) + (31_036 - 2).to_bytes(2, "big")) == 1


@pytest.mark.parametrize("font", [b"", b"\x00\x01\x00\x00" + bytes(40), b"OTTO" + bytes(8)])
def test_another_kind_of_font_stays_as_it_is(font: bytes) -> None:
    assert hashlib.sha256(lighter(font)).digest() == hashlib.sha256(font).digest()
