"""What was configured without code (定义): the current version of everything, and how one is added.

Readers take ``bodies`` and ``one``. Only change sets (``services.change``) and whoever ships
something call ``append``.
"""

from services.definition.reading import (
    Defined,
    bodies,
    forget,
    look_again,
    one,
    shipped,
    state,
    supposing,
    versions,
)
from services.definition.writing import LARGEST, append, digest

__all__ = [
    "LARGEST",
    "Defined",
    "append",
    "bodies",
    "digest",
    "forget",
    "look_again",
    "one",
    "shipped",
    "state",
    "supposing",
    "versions",
]
