"""The law of the place: which rules of posting and spending a book is under (地方规定)."""

from services.jurisdiction.reading import Local, every_local, local

__all__ = ["Local", "every_local", "local"]
