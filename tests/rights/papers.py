"""Vouchers and the bank: who may (票据与银行权限)."""

from datetime import date

from services.bank import account, balance, importing, matching
from services.voucher import adding, attaching, copying
from tests.rights.row import Row, Rows

KEEPERS = frozenset({"wu", "ma"})
OPENERS = frozenset({"lin", "tang", "wu"})
READERS = frozenset({"lin", "tang", "wu", "shi", "ma", "qin", "shen"})
JUNE = date(2026, 6, 1)

ROWS: Rows = {
    account.add_bank_account: Row(
        OPENERS, lambda d, a, s: account.add_bank_account(d, a, s.purse, "中行", "6217000012345678")
    ),
    balance.record_balance: Row(
        KEEPERS, lambda d, a, s: balance.record_balance(d, a, s.bank, JUNE, 100, "存折")
    ),
    importing.import_statement: Row(
        KEEPERS,
        lambda d, a, s: importing.import_statement(
            d, a, s.bank, s.kept["statement"], accepted=True
        ),
    ),
    matching.match_lines: Row(
        KEEPERS, lambda d, a, s: matching.match_lines(d, a, s.bank, [(s.bank_line, s.book_line)])
    ),
    matching.unmatch_line: Row(
        KEEPERS, lambda d, a, s: matching.unmatch_line(d, a, s.bank_line_matched)
    ),
    matching.set_lines_aside: Row(
        KEEPERS, lambda d, a, s: matching.set_lines_aside(d, a, [s.bank_line], "银行误记")
    ),
    matching.take_line_back: Row(
        KEEPERS, lambda d, a, s: matching.take_line_back(d, a, s.bank_line_aside)
    ),
    adding.add_voucher: Row(
        KEEPERS, lambda d, a, s: adding.add_voucher(d, a, s.book, s.kept["paper"])
    ),
    attaching.attach_vouchers: Row(
        KEEPERS, lambda d, a, s: attaching.attach_vouchers(d, a, s.entry, [s.voucher])
    ),
    copying.publish_copy: Row(
        KEEPERS, lambda d, a, s: copying.publish_copy(d, a, s.voucher, s.kept["copy"])
    ),
    copying.read_original: Row(READERS, lambda d, a, s: copying.read_original(d, a, s.voucher)),
}
