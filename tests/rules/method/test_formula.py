"""The formula on the screen is the one that is computed."""

from decimal import Decimal

from rules.method import read_body
from rules.method.formula import effective, formula, symbols
from rules.method.tree import children
from tests.rules.method.bodies import body, branch, leaf


def lines(given: dict[str, object]) -> dict[str | None, str]:
    found = formula(read_body(given))
    return {code: line.latex for line in found for code in line.codes or (None,)}


def test_letters_follow_the_tree() -> None:
    letters = symbols(read_body(body()))
    assert [letters[c] for c in ("satisfaction", "onsite", "outside", "platform")] == list("ABCD")
    assert (letters["street"], letters["committee"]) == ("C_{1}", "C_{4}")


def test_letters_below_letters_are_told_apart() -> None:
    given = body()
    given["groups"].append(branch(given, "outside") | {"code": "inner", "parent": "outside"})
    leaf(given, "street")["parent"] = "inner"
    letters = symbols(read_body(given))
    assert letters["inner"] == "C_{4}"
    assert letters["street"] == "C_{4,1}"
    assert len(set(letters.values())) == len(letters)


def test_a_weighted_mean_out_of_a_full_score() -> None:
    found = lines(body())
    assert "S &= 100 \\times (0.4\\,A + 0.3\\,B + 0.2\\,C" in (found[None])
    assert found["outside"].startswith("\\begin{aligned}C &= 0.3\\,C_{1}")


def test_points_are_added_and_taken_off() -> None:
    found = lines(body("jinan"))
    assert "S &= A + B + C" in (found[None])
    assert found["penalties"] == "C_{1},\\ C_{2},\\ C_{3} = -x"
    assert found["honours"].endswith(" = x")


def test_scales_in_symbols() -> None:
    given = body("weighted")
    assert lines(given)["hotline"] == "C = \\frac{\\max(x) - x}{\\max(x) - \\min(x)}"
    assert lines(given)["satisfaction"] == "A = \\frac{\\hat{x} - 1}{4}"
    hotline = leaf(given, "hotline")
    for kind, expected in {
        "percentile": "C = \\frac{\\operatorname{rank}(-x) - 1}{n - 1}",
        "rank": "C = \\operatorname{rank}(-x)",
        "zscore": "C = -\\frac{x - \\bar{x}}{s_x}",
        "none": "C = -x",
    }.items():
        hotline["normalise"] = {"kind": kind}
        assert lines(given)["hotline"] == expected
    hotline["normalise"] = {"kind": "goalpost", "low": 1, "high": 50, "log": True}
    assert lines(given)["hotline"] == "C = \\frac{\\ln 50 - \\ln x}{\\ln 50 - \\ln 1}"
    hotline["normalise"] = {"kind": "minmax", "low": 0, "high": 100}
    assert lines(given)["hotline"].startswith("C = 0 + 100 \\times \\frac{")


def test_a_product_in_symbols() -> None:
    given = body("weighted") | {"aggregate": "geometric"}
    assert "A^{0.4} \\times B^{0.3}" in (lines(given)[None])


def test_effective_weights_come_to_the_whole() -> None:
    shares = effective(read_body(body()))
    assert sum(shares.values()) == 100
    assert (shares["satisfaction"], shares["street"]) == (40, 6)
    assert effective(read_body(body("jinan"))) == {}


def test_effective_weights_of_a_draft_that_does_not_sum() -> None:
    given = body()
    leaf(given, "satisfaction")["weight"] = 140
    shares = effective(read_body(given))
    assert shares["satisfaction"] == Decimal(70)
    assert sum(shares.values()) == 100


def test_a_circle_ends() -> None:
    given = body()
    given["groups"][0]["parent"], given["groups"][1]["parent"] = "platform", "outside"
    read = read_body(given)
    assert set(symbols(read)) == {"satisfaction", "onsite"}
    assert len(formula(read)) == 3
    assert [node.code for node in children(read, None)] == ["satisfaction", "onsite"]
