"""The screens of coming in: form, hand-over, new password, first administrator (登录)."""
