"""Words for paper: in a language that is named, exact to the last digit."""

from datetime import date
from pathlib import Path

import pytest

from services import wording


@pytest.fixture(autouse=True)
def _house() -> None:
    """No database: nothing here asks one."""


@pytest.mark.parametrize(
    ("cell", "chinese", "english"),
    [
        ("Members", "成员", "Members"),
        ("没有译文", "没有译文", "没有译文"),
        (1291, "1,291", "1,291"),
        ({"said": "Members"}, "Members", "Members"),  # a person's word is not translated
        ({"area_cm2": 905_500}, "90.55 ㎡", "90.55 m²"),
        ({"area_cm2": 123_456_780_000}, "12,345,678 ㎡", "12,345,678 m²"),
        ({"fen": 38_621_450}, "¥ 386,214.50", "¥ 386,214.50"),
        ({"fen": -5}, "−¥ 0.05", "−¥ 0.05"),
        ({"day": "2026-06-10"}, "2026 年 6 月 10 日", "10 Jun 2026"),
        ({"at": "2026-06-10T16:30:00+00:00"}, "2026 年 6 月 11 日 00:30", "11 Jun 2026 00:30"),
        ({"share": [2, 3]}, "66.66%", "66.66%"),
        ({"share": [0, 0]}, "–", "–"),
        ({"sentence": "Day {n}", "facts": {"n": 1200}}, "第 1,200 天", "Day 1,200"),
    ],
)
def test_every_kind_of_cell_reads_well_in_both_languages(
    cell: object, chinese: str, english: str
) -> None:
    assert wording.worded("zh_CN", cell) == chinese
    assert wording.worded("en", cell) == english
    kept = wording.both(cell)
    assert wording.one_of(kept, "zh_CN") == chinese
    assert wording.one_of(kept, "en") == english
    assert isinstance(kept, str) == (chinese == english)


def test_a_cell_of_no_known_kind_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        wording.worded("en", {"weight": 3})
    with pytest.raises(AssertionError):
        wording.worded("en", 0.5)


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("zh-CN,zh;q=0.9", "zh_CN"),
        ("en-GB,en;q=0.8,zh;q=0.5", "en"),
        ("", "zh_CN"),
        ("fr", "zh_CN"),
    ],
)
def test_the_browser_says_which_language_it_wants(header: str, language: str) -> None:
    assert wording.preferred(header) == language


def test_the_year_may_be_left_out() -> None:
    assert wording.day("zh_CN", date(2026, 6, 10), year=False) == "6 月 10 日"


def test_the_catalogs_are_where_the_code_looks() -> None:
    assert (Path(wording.CATALOGS) / "zh_CN").is_dir()
