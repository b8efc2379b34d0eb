"""What the bodies of definitions may say (定义规则): one file a kind, each with ``problems``.

``problems(body, context)`` lists what stops a body from holding; empty when it is sound. A body is
typed and closed: what a kind does not know is refused, never ignored (``rules.definition.shape``
says so in one line a part). ``context`` is whatever else the kind must know; no database here.
"""

from rules.definition.key import must_be_key
from rules.definition.problem import Problem

__all__ = ["Problem", "must_be_key"]
