"""Text from people, shown as they wrote it and never obeyed (原样显示)."""

import re

# Everything that Streamlit's Markdown gives a meaning to, emoji and colour codes included.
_MEANING = r"\`*_{}[]()#+-.!|~$:<>&^="
_ESCAPED = str.maketrans({sign: f"\\{sign}" for sign in _MEANING})
# An address becomes a link after the signs have been escaped: a mark without width keeps it text.
_ADDRESS = re.compile(r"(https?:(?=//)|www(?=\.)|@(?=[\w-]))", re.IGNORECASE)
_NO_WIDTH = "\N{WORD JOINER}"
_ANYTHING = re.compile(rf"[@\n{re.escape(_MEANING)}]")  # most texts of people have none of it


def plain(text: object) -> str:
    """``text`` for a Markdown label or paragraph: every sign of it stands for itself."""
    flat = str(text)
    if _ANYTHING.search(flat) is None:
        return flat
    flat = flat.replace("\r\n", "\n").replace("\n", "  \n")
    return _ADDRESS.sub(rf"\1{_NO_WIDTH}", flat).translate(_ESCAPED)
