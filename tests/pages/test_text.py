"""What people wrote is shown as they wrote it."""

import pytest

from components.text import plain


@pytest.mark.parametrize(
    "said", ["", "江城第77商贸有限公司", "2019 年 3 月电梯广告费", "Zhōu，第２栋"]
)
def test_words_without_a_sign_are_left_alone(said: str) -> None:
    assert plain(said) == said


@pytest.mark.parametrize("sign", r"\`*_{}[]()#+-.!|~$:<>&^=")
def test_a_sign_of_markdown_stands_for_itself(sign: str) -> None:
    assert plain(f"一{sign}二{sign}") == f"一\\{sign}二\\{sign}"


def test_lines_stay_lines_and_addresses_become_no_links() -> None:
    assert plain("一\r\n二\n三") == "一  \n二  \n三"
    assert plain("@王 WWW.a") == "@\u2060王 WWW\u2060\\.a"
    assert plain("http://a") == "http\\:\u2060//a"
