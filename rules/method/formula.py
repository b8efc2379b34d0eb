"""A method in symbols (评价办法公式): LaTeX for the score, each group and each scale.

The words beside them are the screen's.
"""

from dataclasses import dataclass
from decimal import Decimal

from rules.method.body import Body, Indicator
from rules.method.tree import Node, aggregate_of, children, plain_number

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
PER_LINE = 3  # terms: more do not fit a phone
WHOLE = Decimal(100)


@dataclass(frozen=True)
class Line:
    """One equation, and the nodes it defines; none for the whole (一行公式)."""

    codes: tuple[str, ...]
    latex: str


def symbols(body: Body) -> dict[str, str]:
    """A letter for each node: A, B, C at the top, C₁, C₂ below C (符号)."""
    found: dict[str, str] = {}

    def name(parent: str | None, stem: str) -> None:
        for place, node in enumerate(children(body, parent)):
            if node.code in found:
                continue
            if not stem:
                letter = LETTERS[place] if place < len(LETTERS) else f"Z_{{{place}}}"
            elif "_" in stem:
                letter = stem.replace("}", f",{place + 1}}}")
            else:
                letter = f"{stem}_{{{place + 1}}}"
            found[node.code] = letter
            if not isinstance(node, Indicator):
                name(node.code, letter)

    name(None, "")
    return found


def formula(body: Body) -> list[Line]:
    """The score from its groups, each group from its own, each indicator from its value (公式).

    Indicators on the same scale share a line. ``\\hat{x}`` is x kept between the two marks.
    """
    letters = symbols(body)
    full = "" if body.full is None else f"{plain_number(body.full)} \\times "
    lines = [Line((), _sum("S", children(body, None), letters, body.aggregate, full))]
    for group in body.groups:
        if group.code in letters:
            how = aggregate_of(body, group.code)
            inner = children(body, group.code)
            lines.append(Line((group.code,), _sum(letters[group.code], inner, letters, how, "")))
    known = [leaf for leaf in body.indicators if leaf.code in letters]
    alike: dict[str, list[str]] = {}
    for leaf in known:
        alike.setdefault(scale(leaf), []).append(leaf.code)
    for right, codes in alike.items():
        left = ",\\ ".join(letters[code] for code in codes)
        lines.append(Line(tuple(codes), f"{left} = {right}"))
    return lines


def _sum(left: str, nodes: list[Node], letters: dict[str, str], aggregate: str, full: str) -> str:
    if aggregate == "geometric":
        terms = [f"{letters[n.code]}^{{{_share(n.weight)}}}" for n in nodes]
        joined, opened, closed = " \\times ", "", ""
    elif aggregate == "sum":
        terms = [_term(plain_number(n.weight), letters[n.code]) for n in nodes]
        joined, opened, closed = " + ", "(" if full else "", ")" if full else ""
    else:
        terms = [f"{_share(n.weight)}\\,{letters[n.code]}" for n in nodes]
        joined, opened, closed = " + ", "(" if full else "", ")" if full else ""
    rows = [joined.join(terms[n : n + PER_LINE]) for n in range(0, len(terms), PER_LINE)]
    inner = f" \\\\ &\\quad {joined.strip()} ".join(rows)
    return f"\\begin{{aligned}}{left} &= {full}{opened}{inner}{closed}\\end{{aligned}}"


def _term(weight: str, letter: str) -> str:
    return letter if weight == "1" else f"{weight}\\,{letter}"


def _share(weight: Decimal) -> str:
    return plain_number(weight / WHOLE)


def scale(leaf: Indicator) -> str:
    """How the raw value x becomes what is added up (标准化公式)."""
    kind, minus = leaf.scale.kind, "-" if leaf.direction < 0 else ""
    x = "\\ln x" if leaf.scale.log and kind in {"minmax", "zscore", "none"} else "x"
    if kind == "goalpost":
        return _goalpost(leaf)
    if kind == "minmax":
        low, high = leaf.scale.low or Decimal(0), leaf.scale.high or Decimal(1)
        ends = (f"\\max({x})", x) if minus else (x, f"\\min({x})")
        share = f"\\frac{{{ends[0]} - {ends[1]}}}{{\\max({x}) - \\min({x})}}"
        if low == 0 and high == 1:
            return share
        span = plain_number(high - low)
        return f"{plain_number(low)} + {span} \\times {share}"
    if kind == "zscore":
        return f"{minus}\\frac{{{x} - \\bar{{x}}}}{{s_x}}"
    if kind in {"rank", "percentile"}:
        rank = f"\\operatorname{{rank}}({minus}x)"
        if kind == "rank":
            return rank
        return f"\\frac{{{rank} - 1}}{{n - 1}}"
    return f"{minus}{x}"


def _goalpost(leaf: Indicator) -> str:
    low, high = leaf.scale.low or Decimal(0), leaf.scale.high or Decimal(1)
    x, least, most = "x", plain_number(low), plain_number(high)
    if leaf.scale.cap:
        x = "\\hat{x}"
    if leaf.scale.log:
        x, least, most = f"\\ln {x}", f"\\ln {least}", f"\\ln {most}"
    elif low < 0:
        least = f"({least})"
    bottom = f"{most} - {least}" if leaf.scale.log else plain_number(high - low)
    top = f"{most} - {x}" if leaf.direction < 0 else f"{x} - {least}"
    if not leaf.scale.log and low == 0 and leaf.direction > 0:
        top = x
    return f"\\frac{{{top}}}{{{bottom}}}"


def effective(body: Body) -> dict[str, Decimal]:
    """What share of the whole each indicator weighs, where shares are shares (有效权重).

    Where points are added up there are no shares: empty.
    """
    found: dict[str, Decimal] = {}

    def share(parent: str | None, whole: Decimal) -> bool:
        inner = children(body, parent)
        total = sum((node.weight for node in inner), Decimal(0))
        if aggregate_of(body, parent) == "sum" or total <= 0:
            return False
        for node in inner:
            part = whole * node.weight / total
            if isinstance(node, Indicator):
                found[node.code] = part
            elif not share(node.code, part):
                return False
        return True

    return found if share(None, WHOLE) else {}
