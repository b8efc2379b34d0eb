"""Words and signs of a formula (公式词法)."""

import re
import unicodedata
from dataclasses import dataclass

from rules.refusal import N_, Refused

LONGEST, MOST_TOKENS = 500, 300
_SIGNS = {"×": "*", "÷": "/", "−": "-", "–": "-", "≤": "<=", "≥": ">=", "≠": "<>"}
_QUOTES = {"“": '"', "”": '"'}
_TOKEN = re.compile(
    r"\s*(?:(?P<number>[0-9]{1,15}(?:\.[0-9]{1,6})?%?)"
    r"|(?P<text>\"[^\"]{0,200}\")"
    r"|(?P<word>[a-z_][a-z0-9_]{0,59}|[\u4e00-\u9fff]{1,10})"
    r"|(?P<sign><=|>=|<>|[-+*/()<>=,]))"
)


@dataclass(frozen=True)
class Token:
    """One word or sign (词)."""

    kind: str  # number, text, word, sign, end
    text: str


def tokens(given: str) -> list[Token]:
    """``given`` cut into its words; refused where a sign is unknown, or there is too much."""
    if len(given) > LONGEST:
        raise Refused(N_("A formula has {n} characters at most."), n=LONGEST)
    plain, found, at = _plain(given), [], 0
    while plain[at:].strip():
        match = _TOKEN.match(plain, at)
        if match is None:
            raise Refused(
                N_("This formula has a sign that is not known: “{text}”."),
                text=plain[at:].strip()[:10],
            )
        kind = match.lastgroup or ""
        found.append(Token(kind, match[kind].strip('"') if kind == "text" else match[kind]))
        at = match.end()
        if len(found) > MOST_TOKENS:
            raise Refused(N_("A formula has {n} words and signs at most."), n=MOST_TOKENS)
    return [*found, Token("end", "")]


def _plain(given: str) -> str:
    """Signs as a Chinese keyboard writes them, as the signs they mean; texts stay as they are."""
    told, inside = [], False
    for sign in given:
        bare = _QUOTES.get(sign, '"' if sign == "\uff02" else sign)
        if bare == '"':
            inside = not inside
            told.append(bare)
        elif inside:
            told.append(sign)
        else:
            flat = _SIGNS.get(sign) or unicodedata.normalize("NFKC", sign)
            told.append(flat.lower() if flat.isascii() else flat)
    return "".join(told)
