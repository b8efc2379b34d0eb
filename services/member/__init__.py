"""Accounts and grants (成员与授权)."""

from services.member.account import (
    by_username,
    close_account,
    enrol,
    give,
    reopen_account,
)

__all__ = ["by_username", "close_account", "enrol", "give", "reopen_account"]
