"""The same leaves give the same bytes in every version of this software.

An export was handed over, and somebody wants it again years later, or checks the one in hand:
then one changed word in the description of a column looks like a forgery. When a change cannot be
avoided, ``FORMAT`` in ``rules/export/package.py`` grows with it, and here the old bytes give way
to the new, knowingly: packages that say another format cannot be compared any more.
"""

from hashlib import sha256

from rules.export import FORMAT, REPRODUCED, files, one
from tests.exported import a_year

CODES = {  # not those that ship, which may grow
    "Assets:Bank:Revenue": ("asset", "revenue", "", "公共收益银行账户", "Public revenue"),
    "Assets:Bank:Maintenance": ("asset", "maintenance", "", "维修资金账户", "Maintenance fund"),
    "Equity:Opening:Revenue": ("equity", "revenue", "", "期初结存", "Opening"),
    "Equity:Transfer:Revenue": ("transfer", "revenue", "", "划转", "Transfers"),
    "Equity:Transfer:Maintenance": ("transfer", "maintenance", "", "划转", "Transfers"),
    "Income:G01": ("income", "revenue", "G01", "停车（地面）", "Parking"),
    "Expenses:Cost:G01": ("cost", "revenue", "G01", "停车成本", "Cost of parking"),
    "Expenses:E04": ("expense", "revenue", "E04", "共用部位维修", "Repairs"),
}
KEYS = ("kind", "fund", "head", "name", "name_en")
BYTES = {
    "accounts.csv": "a6ecbbe05241c751",
    "entries.csv": "e6806cde02c856a0",
    "lines.csv": "2153aa17cba8cc76",
    "vouchers.csv": "9c7d74762a382609",
    "statement.csv": "19c9ce24b5b2d111",
    "ledger.beancount": "1df300a6c4436a3f",
    "datapackage.json": "b6b3769c5e5c7d3e",
    "ledger.json": "871cfd76128b6560",
}


def test_the_same_leaves_give_the_same_bytes_for_ever() -> None:
    leaves = a_year().leaves
    leaves[0]["accounts"] = [{"code": code} | dict(zip(KEYS, CODES[code])) for code in CODES]
    made = files(leaves)
    found = {name: sha256(made[name]).hexdigest()[:16] for name in REPRODUCED}
    found["ledger.json"] = sha256(b"".join(one("ledger.json", leaves) or ())).hexdigest()[:16]
    assert (FORMAT, found) == (1, BYTES)
