"""Text from people, shown as they wrote it and never obeyed (原样显示)."""

import re

# Everything that Streamlit's Markdown gives a meaning to, emoji and colour codes included.
_MEANING = re.compile(r"([\\`*_{}\[\]()#+\-.!|~$:<>&^=])")


def plain(text: object) -> str:
    """``text`` for a Markdown label or paragraph: every sign of it stands for itself."""
    flat = str(text).replace("\r\n", "\n").replace("\n", "  \n")
    return _MEANING.sub(r"\\\1", flat)
