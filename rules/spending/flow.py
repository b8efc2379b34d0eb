"""How much an entry takes out of the owners' money, whatever it calls itself (流出)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.ledger import AccountKind, EntryKind, Fund
from rules.refusal import N_, Refused
from rules.spending.use import FUND_HEAD


@dataclass(frozen=True)
class Side:
    """One line of an entry as far as money leaves by it (分录)."""

    fund: Fund
    kind: AccountKind
    head: str
    fen: int


@dataclass(frozen=True)
class Flow:
    """What an entry takes out of the owners' money (流出); below nothing: what came back."""

    fen: int
    heads: frozenset[str] = frozenset()
    only_cost: bool = False


_SPENT = (AccountKind.COST, AccountKind.EXPENSE)
_FREE = Flow(0)


def flow(kind: EntryKind, sides: Sequence[Side]) -> Flow:
    """How much an entry spends, whatever it calls itself.

    Moves between accounts of one fund spend nothing, and money that the manager held comes home
    freely. Into the maintenance fund it leaves public revenue: that is spending under its head.
    No other move between funds is allowed.
    """
    net = dict.fromkeys(Fund, 0)
    for side in sides:
        if side.kind is AccountKind.ASSET:
            net[side.fund] += side.fen
    if kind is EntryKind.OPENING:
        _must_not_owe(net)
        return _FREE
    if kind is EntryKind.TRANSFER:
        return _moved(net)
    told = [side for side in sides if side.kind in _SPENT]
    if not told:
        return Flow(max(0, -sum(net.values())))
    spent = sum(side.fen for side in told)
    if spent > 0:
        spent = max(spent, -sum(net.values()))
    heads = frozenset(side.head for side in told)
    return Flow(spent, heads, all(side.kind is AccountKind.COST for side in told))


def _must_not_owe(net: Mapping[Fund, int]) -> None:
    if min(net.values()) < 0:
        raise Refused(N_("An opening balance is what is there: it cannot be below nothing."))


def _moved(net: Mapping[Fund, int]) -> Flow:
    if not any(net.values()):
        return _FREE
    into = [fund for fund, fen in net.items() if fen > 0]
    if into == [Fund.REVENUE] and net[Fund.MAINTENANCE] == 0:
        return _FREE  # the manager hands over what he held
    if into == [Fund.MAINTENANCE]:
        return Flow(net[Fund.MAINTENANCE], frozenset({FUND_HEAD}))
    raise Refused(
        N_("Public revenue and the maintenance fund are not moved to where others hold them.")
    )
