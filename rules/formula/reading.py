"""From text that anybody may have written to a formula (读入公式), or a plain refusal.

Our own parser: nothing that is written here is ever run as a program.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from rules.entity import Column
from rules.formula.shape import TYPES, Constant, Name, Part, Type, looks_at_today, names
from rules.formula.signature import ALIASES, FUNCTIONS, typed
from rules.formula.token import LONGEST, Token, tokens
from rules.refusal import N_, Refused

__all__ = ["FUNCTIONS", "LONGEST", "Formula", "read_formula"]

DEEPEST = 20
_COMPARED = ("=", "<>", "<", "<=", ">", ">=")


@dataclass(frozen=True)
class Formula:
    """A formula that was read (公式)."""

    part: Part
    text: str

    @property
    def type(self) -> Type:
        """Of which type its value is."""
        return self.part.type

    @property
    def names(self) -> frozenset[str]:
        """The columns it looks at."""
        return names(self.part)

    @property
    def looks_at_today(self) -> bool:
        """Whether its value changes as days go by."""
        return looks_at_today(self.part)


def read_formula(given: str, columns: Mapping[str, Column]) -> Formula:
    """``given`` as a formula over ``columns``.

    Raises:
        Refused: it is none, it is too long or too deep, or it mixes what cannot be mixed.
    """
    reader = _Reader(tokens(given), columns)
    part = reader.either(1)
    reader.must_be_over()
    return Formula(part, given)


class _Reader:
    """One token after the other; the weakest tie first."""

    def __init__(self, found: list[Token], columns: Mapping[str, Column]) -> None:
        self.tokens, self.columns, self.at = found, columns, 0

    @property
    def here(self) -> Token:
        return self.tokens[self.at]

    def take(self, *texts: str) -> str | None:
        """The next word or sign, when it is one of ``texts``."""
        token = self.here
        word = ALIASES.get(token.text, token.text) if token.kind == "word" else token.text
        if token.kind in {"word", "sign"} and word in texts:
            self.at += 1
            return word
        return None

    def must(self, text: str) -> None:
        """The next sign must be ``text``."""
        if self.take(text) is None:
            raise Refused(N_("The formula ends too early, or “{sign}” is missing."), sign=text)

    def must_be_over(self) -> None:
        """Nothing may be left."""
        if self.here.kind != "end":
            raise Refused(
                N_("The formula cannot go on with “{text}”."), text=self.here.text[:20] or '""'
            )

    def either(self, depth: int) -> Part:
        """``a or b``."""
        if depth > DEEPEST:
            raise Refused(N_("A formula goes {n} levels deep at most."), n=DEEPEST)
        part = self.both(depth)
        while self.take("or"):
            part = typed("or", (part, self.both(depth)))
        return part

    def both(self, depth: int) -> Part:
        """``a and b``."""
        part = self.denied(depth)
        while self.take("and"):
            part = typed("and", (part, self.denied(depth)))
        return part

    def denied(self, depth: int) -> Part:
        """``not a``."""
        if depth > DEEPEST:
            raise Refused(N_("A formula goes {n} levels deep at most."), n=DEEPEST)
        if self.take("not"):
            return typed("not", (self.denied(depth + 1),))
        return self.compared(depth)

    def compared(self, depth: int) -> Part:
        """``a < b``, once."""
        part = self.added(depth)
        if sign := self.take(*_COMPARED):
            return typed(sign, (part, self.added(depth)))
        return part

    def added(self, depth: int) -> Part:
        """``a + b - c``."""
        part = self.multiplied(depth)
        while sign := self.take("+", "-"):
            part = typed(sign, (part, self.multiplied(depth)))
        return part

    def multiplied(self, depth: int) -> Part:
        """``a × b ÷ c``."""
        part = self.signed(depth)
        while sign := self.take("*", "/"):
            part = typed(sign, (part, self.signed(depth)))
        return part

    def signed(self, depth: int) -> Part:
        """``-a``."""
        if depth > DEEPEST:
            raise Refused(N_("A formula goes {n} levels deep at most."), n=DEEPEST)
        if self.take("-"):
            return typed("minus", (self.signed(depth + 1),))
        return self.single(depth)

    def single(self, depth: int) -> Part:
        """A constant, a column, a function, or something in brackets."""
        token = self.here
        if self.take("("):
            part = self.either(depth + 1)
            self.must(")")
            return part
        if token.kind not in {"number", "text", "word"}:
            raise Refused(N_("The formula ends too early, or “{sign}” is missing."), sign="…")
        self.at += 1
        if token.kind == "number":
            return _number(token.text)
        if token.kind == "text":
            return Constant(token.text, Type.TEXT)
        word = ALIASES.get(token.text, token.text)
        if word in {"true", "false"}:
            return Constant(word == "true", Type.YES_NO)
        if self.take("("):
            return self.called(word, depth)
        return self.column(token.text)

    def called(self, word: str, depth: int) -> Part:
        """A function with its arguments."""
        if word not in FUNCTIONS:
            raise Refused(N_("There is no function “{word}”."), word=word[:40])
        parts: list[Part] = []
        if not self.take(")"):
            parts.append(self.either(depth + 1))
            while self.take(","):
                parts.append(self.either(depth + 1))
            self.must(")")
        return typed(word, tuple(parts))

    def column(self, name: str) -> Part:
        """The value of a column."""
        column = self.columns.get(name)
        if column is None:
            raise Refused(N_("The formula names “{name}”, which is no column here."), name=name)
        known = TYPES.get(column.kind)
        if known is None:
            raise Refused(N_("A formula cannot use the column “{name}”."), name=name)
        return Name(name, known)


def _number(text: str) -> Constant:
    bare = text.removesuffix("%")
    value = Fraction(bare)
    return Constant(value / 100 if bare != text else value, Type.NUMBER)
