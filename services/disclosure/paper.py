"""What the notice of a statement shows, in the words of both languages (公示内容)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from models.ledger import Fund
from rules.jurisdiction import Law
from rules.log.checkpoint import head
from rules.log.note import note
from rules.refusal import N_
from services.wording import day, say

Row = list[Any]
FUNDS = {
    Fund.REVENUE: N_("Public revenue"),
    Fund.MAINTENANCE: N_("Maintenance fund"),
    Fund.HELD: N_("Held by the manager"),
}
NONE = "–"


def title(place: str, body: Mapping[str, Any], version: int) -> str:
    """枫园小区公共收益收支公示（2026 年 1 月 1 日至 3 月 31 日）: in Chinese, as it hangs."""
    start, end = (day("zh_CN", date.fromisoformat(body[name])) for name in ("starts_on", "ends_on"))
    sentence = N_("Public revenue of {place}: accounts from {start} to {end}")
    if version > 1:
        sentence = N_("Public revenue of {place}: accounts from {start} to {end}, corrected")
    return say("zh_CN", sentence, place=place, start=start, end=end)


def sections(
    body: Mapping[str, Any], law: Law, checkpoint: str, key: str, version: int
) -> list[dict[str, Any]]:
    """The whole paper: sums first, then every head, then what they rest on."""
    made: list[dict[str, Any]] = []
    for fund in body["funds"]:
        made += _fund(fund, body["compared"])
    made += [_arrears(body["arrears"])] if body["arrears"]["due_fen"] else []
    made += [_bank(body["bank"])] if body["bank"] else []
    return [*made, _terms(body, law, version), _proof(checkpoint, key)]


def _fund(fund: Mapping[str, Any], compared: Mapping[str, int | None]) -> list[dict[str, Any]]:
    name = FUNDS[Fund(fund["fund"])]
    lines: list[Row] = [
        [N_("Held at the beginning"), _fen(fund["opening_fen"])],
        [N_("Income"), _fen(fund["income_fen"])],
        [N_("Reasonable cost"), _fen(-fund["cost_fen"])],
        [N_("Net income (Civil Code 282)"), _fen(fund["net_fen"])],
        [N_("Spent"), _fen(-fund["expense_fen"])],
    ]
    if fund["moved_fen"]:
        lines.append([N_("Moved between funds"), _fen(fund["moved_fen"])])
    lines.append([N_("Held at the end"), _fen(fund["closing_fen"])])
    sums = {"title": name, "columns": ["", N_("Amount")], "rows": lines}
    tables = [
        {"title": words, "columns": _columns(compared), "rows": _heads(fund[part], compared)}
        for part, words in (
            ("income", N_("Income by head")),
            ("cost", N_("Cost by head")),
            ("expense", N_("Spending by head")),
        )
        if fund[part]
    ]
    return [sums, *tables]


def _columns(compared: Mapping[str, int | None]) -> Row:
    columns: Row = [N_("Head"), N_("This period")]
    if compared["last"] is not None:
        columns.append(N_("Period before"))
    if compared["year"] is not None:
        columns.append(N_("A year ago"))
    return columns


def _heads(rows: Sequence[Mapping[str, Any]], compared: Mapping[str, int | None]) -> list[Row]:
    made = []
    for row in rows:
        line: Row = [{"named": [row["name"], row["name_en"]]}, _fen(row["fen"])]
        line += [_fen(row["last_fen"])] if compared["last"] is not None else []
        line += [_fen(row["year_fen"])] if compared["year"] is not None else []
        made.append(line)
    total: Row = [N_("Together"), _fen(sum(row["fen"] for row in rows))]
    for name, number in (("last_fen", compared["last"]), ("year_fen", compared["year"])):
        if number is not None:
            total.append(_fen(sum(row[name] for row in rows)))
    return [*made, total]


def _fen(fen: int) -> dict[str, int]:
    return {"fen": fen}


def _bank(accounts: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    rows: list[Row] = []
    for account in accounts:
        told = account["statement_fen"]
        name = {"said": f"{account['bank']} {account['shown']}".strip()}
        rows.append([name, NONE if told is None else _fen(told), _fen(account["book_fen"])])
    columns = [N_("Bank account"), N_("Says the bank"), N_("Say the books")]
    return {"title": N_("At the bank"), "columns": columns, "rows": rows}


def _arrears(arrears: Mapping[str, int]) -> dict[str, Any]:
    rows: list[Row] = [
        [N_("Fell due under contracts so far"), _fen(arrears["due_fen"])],
        [N_("Of it not received"), _fen(arrears["fen"])],
        [N_("Contracts in arrears"), arrears["contracts"]],
    ]
    return {"title": N_("Still to come in"), "columns": ["", N_("Amount")], "rows": rows}


def _terms(body: Mapping[str, Any], law: Law, version: int) -> dict[str, Any]:
    papers = body["papers"]
    span = {"first": papers["first"], "last": papers["last"], "n": papers["entries"]}
    days = {"start": {"day": body["starts_on"]}, "end": {"day": body["ends_on"]}}
    rows: list[Row] = [
        [N_("Period of the accounts"), {"sentence": N_("{start} to {end}"), "facts": days}],
        [
            N_("Entries in the books"),
            {"sentence": N_("{n}, numbers {first} to {last}"), "facts": span},
        ]
        if papers["entries"]
        else [N_("Entries in the books"), 0],
        [N_("Of them without a voucher"), papers["bare"]],
        [
            N_("Objections"),
            {
                "sentence": N_("by any owner; answered within {n} days"),
                "facts": {"n": law.reply_days},
            },
        ],
    ]
    if version > 1:
        text = N_("The period was opened again and closed anew; this replaces what was posted.")
        rows.append([N_("Note"), text])
    return {"title": N_("What this rests on"), "rows": rows}


def _proof(checkpoint: str, key: str) -> dict[str, Any]:
    """The signed end of the log (检查点): whoever keeps this paper can check the books with it."""
    signed = note(checkpoint)
    at = head(signed.text)
    rows: list[Row] = [
        [N_("Log"), {"said": at.origin}],
        [N_("Leaves"), {"said": str(at.size)}],
        [N_("Root"), {"said": signed.text.splitlines()[2]}],
        [N_("Signature"), {"said": checkpoint.rstrip("\n").splitlines()[-1]}],
        [N_("Public key"), {"said": key}],
    ]
    return {"title": N_("Checkpoint: keep this"), "rows": rows}
