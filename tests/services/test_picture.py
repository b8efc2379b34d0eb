"""Charts become files with Chinese letters, and fetch nothing while they do."""

import io
from fractions import Fraction

import pytest
from PIL import Image

from rules.chart import Bar, bars, sheet
from rules.chart.shape import Spec
from services import picture


def _chart(name: str = "枫园小区") -> Spec:
    rows = [Bar("a", name, Fraction(989, 10), "98.9%")]
    return sheet(bars(rows), title="按期办结率", told=["赭麓街道"])


def test_a_png_is_a_picture_of_two_pixels_for_one() -> None:
    image = Image.open(io.BytesIO(picture.png(_chart())))
    assert image.format == "PNG"
    assert image.width > 2 * 640
    assert len(set(image.convert("L").tobytes())) > 2


def test_chinese_letters_are_drawn_as_letters() -> None:
    """Other words, another picture: an engine without the font draws the same empty boxes."""
    assert picture.png(_chart("枫园小区")) != picture.png(_chart("榆园小区"))


def test_an_svg_holds_the_words() -> None:
    drawn = picture.svg(_chart())
    assert drawn.startswith("<svg")
    assert "按期办结率" in drawn and "枫园小区" in drawn


def test_nothing_is_fetched() -> None:
    chart = _chart() | {"data": {"url": "http://127.0.0.1:9/rows.json"}}
    with pytest.raises(ValueError, match=r"(?i)url|denied|allowed"):
        picture.png(chart)
