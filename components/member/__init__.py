"""Screens of accounts and grants (成员与授权)."""
