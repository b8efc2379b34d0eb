"""Coming in and going out (登录)."""

from services.sign_in.session import digest, restore

__all__ = ["digest", "restore"]
