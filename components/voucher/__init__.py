"""Vouchers on screen: choosing them, showing them, blacking out what is private (票据)."""
