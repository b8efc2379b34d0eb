"""Drawing experts by the published seed (专家抽取).

For each compound every expert of the pool gets a lot, and the lowest lots score:

    lot = SHA-256 of "<seed>:<compound>:<sheet>:<member>" in hexadecimal

The seed is published when the edition opens, before anybody knows the lots; whoever has the seed
and the pool draws the same experts with any SHA-256. Whoever is tied to the firm, or steps back,
is skipped, and the next lot takes the place: nobody chooses who.
"""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Draw:
    """What one drawing is about (一次抽取): a sheet of one compound."""

    seed: int
    compound: int  # its place: the same lots when an edition is cancelled and opened anew
    sheet: str

    def lot(self, member: int) -> str:
        """The lot of one expert; the lowest scores."""
        text = f"{self.seed}:{self.compound}:{self.sheet}:{member}"
        return hashlib.sha256(text.encode()).hexdigest()

    def order(self, pool: Iterable[int]) -> tuple[int, ...]:
        """Everybody in the pool, the lowest lot first."""
        return tuple(sorted(set(pool), key=self.lot))

    def drawn(self, pool: Iterable[int], away: Collection[int], count: int) -> tuple[int, ...]:
        """The ``count`` lowest lots without those who are ``away``: tied, or stepped back.

        Fewer where the pool does not have as many.
        """
        return tuple(one for one in self.order(pool) if one not in away)[:count]
