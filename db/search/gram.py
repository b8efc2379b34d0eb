"""Texts as sets of numbers: what is compared, and what is looked up (字组)."""

import unicodedata
from collections.abc import Callable, Mapping
from functools import lru_cache
from operator import add
from zlib import crc32

MOST_WORDS, LONGEST_WORD = 8, 60  # of a question; what is beyond is not looked for
MOST_KNOWN = 50_000  # grams of one column whose number is remembered
LAST_ASCII = "\x7f"
ROW_BITS = 40  # of the number of a row; above them stands the number of its table
_CONTROLS = dict.fromkeys((*range(32), 127), " ")


def folded(text: str | None) -> str:
    """``text`` as it is compared: one width, one case, one space between words."""
    if text is not None and text.isascii():
        return " ".join(text.lower().translate(_CONTROLS).split())
    wide = unicodedata.normalize("NFKC", text or "").casefold()
    return " ".join(unicodedata.normalize("NFKC", wide).translate(_CONTROLS).split())


def words(question: str) -> tuple[str, ...]:
    """The words of a question, each once. All must be in a row, each in some column of it."""
    cut = (word[:LONGEST_WORD] for word in folded(question).split())
    return tuple(dict.fromkeys(cut))[:MOST_WORDS]


@lru_cache(maxsize=1000)
def table_number(table: str) -> int:
    """What the rows of ``table`` are told apart by from those of other tables."""
    return crc32(table.encode()) & 0x3FFFFF


def first_id(table: str) -> int:
    """The number in the index of row 0 of ``table``."""
    return table_number(table) << ROW_BITS


def signed(code: int) -> int:
    """A number of 32 bits as PostgreSQL keeps it."""
    return code - (1 << 32) if code >> 31 else code


# How the number of a gram is written down where it is kept.
_WRITTEN: dict[str, Callable[[int], str]] = {
    "sqlite": "{:x}".format,
    "postgresql": lambda code: str(signed(code)),
}


class _Codes(dict[str, str]):
    """The numbers of the grams of one column, each reckoned and written once (字组编号)."""

    def __init__(self, table: str, name: str, dialect: str) -> None:
        super().__init__()
        self._seed, self._written = _seed(table, name), _WRITTEN[dialect]

    def __missing__(self, gram: str) -> str:
        code = self._written(crc32(gram.encode(), self._seed))
        if len(self) < MOST_KNOWN:
            self[gram] = code
        return code


@lru_cache(maxsize=200)
def _seed(table: str, name: str) -> int:
    return crc32(f"{table}.{name}".encode())


@lru_cache(maxsize=200)
def _codes(table: str, name: str, dialect: str) -> _Codes:
    return _Codes(table, name, dialect)


def _parts(text: str) -> set[str]:
    """Pairs; beside them each Chinese character alone, and three Latin letters or digits.

    Digits are few: pairs of them are in every number, three together in one of a thousand.
    """
    found: set[str] = set()
    for run in text.split():
        pairs = list(map(add, run, run[1:]))
        threes = map(add, pairs, run[2:])
        found.update(pairs)
        if run.isascii():
            found.update(threes)
        else:
            found.update([sign for sign in run if sign > LAST_ASCII])
            found.update([three for three in threes if three.isascii()])
    return found


def grams(table: str, texts: Mapping[str, str], dialect: str) -> set[str]:
    """All that the folded texts of a row are found by, as a database keeps it. Two grams may share
    a number: what is found is compared with the text anyway."""
    found: set[str] = set()
    for name, text in texts.items():
        found.update(map(_codes(table, name, dialect).__getitem__, _parts(text)))
    return found


def needed(table: str, name: str, word: str) -> tuple[int, ...]:
    """The fewest grams that a column with ``word`` must have; none for one Latin letter."""
    if len(word) == 1:
        parts = [] if word.isascii() else [word]
    else:
        parts = [word[n : n + 2] for n in range(len(word) - 1) if not _in_three(word, n)]
        threes = (word[n : n + 3] for n in range(len(word) - 2))
        parts += [three for three in threes if three.isascii()]
    seed = _seed(table, name)
    return tuple(sorted({crc32(part.encode(), seed) for part in parts}))


def _in_three(word: str, at: int) -> bool:
    """Whether the pair at ``at`` is part of three letters that are looked up anyway."""
    around = (word[start : start + 3] for start in (at - 1, at) if start >= 0)
    return any(len(three) == 3 and three.isascii() for three in around)  # noqa: PLR2004
