"""A page of a voucher to draw on: two taps, or one stroke of the mouse, make a box (画框).

The browser only says where the two corners are, as parts of the page. What is black in the
copy for everybody is painted by the server, into the pixels.
"""

import base64

import streamlit as st

from rules.voucher import Box

_STYLE = """
.sheet { position: relative; display: inline-block; max-width: 100%; line-height: 0;
  cursor: crosshair; touch-action: pan-y pinch-zoom; user-select: none; }
.sheet img { max-width: 100%; max-height: 70vh; border: 1px solid var(--st-border-color);
  -webkit-user-drag: none; }
.box { position: absolute; background: #181614; pointer-events: none; }
.draft { position: absolute; background: #18161488; outline: 2px solid var(--st-primary-color);
  pointer-events: none; }
.corner { position: absolute; width: 14px; height: 14px; margin: -7px 0 0 -7px;
  border-radius: 50%; background: var(--st-primary-color); outline: 2px solid #fff;
  pointer-events: none; }
"""
_PLACE = '<div class="sheet"></div>'
_SCRIPT = """
const TAP = 8;  // pixels: less is a tap, more is a stroke

export default function ({ data, parentElement, setTriggerValue }) {
  const sheet = parentElement.querySelector(".sheet");
  const picture = document.createElement("img");
  picture.src = data.picture;
  picture.alt = data.alt;
  picture.draggable = false;
  sheet.replaceChildren(picture);

  const put = (kind, [left, top, right, bottom]) => {
    const box = document.createElement("div");
    box.className = kind;
    box.style.left = left * 100 + "%";
    box.style.top = top * 100 + "%";
    if (kind !== "corner") {
      box.style.width = (right - left) * 100 + "%";
      box.style.height = (bottom - top) * 100 + "%";
    }
    sheet.append(box);
    return box;
  };
  const at = (event) => {
    const frame = picture.getBoundingClientRect();
    const part = (value, size) => Math.min(1, Math.max(0, value / size));
    return [part(event.clientX - frame.left, frame.width),
      part(event.clientY - frame.top, frame.height)];
  };
  const between = ([a, b], [c, d]) =>
    [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];

  data.boxes.forEach((box) => put("box", box));
  let corner = null, mark = null, begun = null, draft = null;

  sheet.onpointerdown = (event) => {
    begun = { at: at(event), x: event.clientX, y: event.clientY };
    if (event.pointerType === "mouse") sheet.setPointerCapture(event.pointerId);
  };
  sheet.onpointermove = (event) => {
    if (!begun || event.pointerType !== "mouse") return;
    draft?.remove();
    draft = put("draft", between(begun.at, at(event)));
  };
  sheet.onpointercancel = () => { begun = null; draft?.remove(); };
  sheet.onpointerup = (event) => {
    if (!begun) return;
    const far = Math.hypot(event.clientX - begun.x, event.clientY - begun.y) > TAP;
    const from = far ? begun.at : corner;
    begun = null;
    draft?.remove();
    mark?.remove();
    if (from) {
      corner = null;
      put("box", between(from, at(event)));
      setTriggerValue("drawn", [...from, ...at(event)]);
    } else {
      corner = at(event);
      mark = put("corner", corner);
    }
  };
}
"""


def canvas(picture: bytes, alt: str, boxes: list[Box], key: str) -> Box | None:
    """Show a page with the boxes on it; the box that was drawn just now, if any."""
    component = st.components.v2.component("nb_canvas", html=_PLACE, css=_STYLE, js=_SCRIPT)
    drawn = component(
        data={
            "picture": "data:image/jpeg;base64," + base64.b64encode(picture).decode(),
            "alt": alt,
            "boxes": [[box.left, box.top, box.right, box.bottom] for box in boxes],
        },
        key=key,
        on_drawn_change=lambda: None,
    ).drawn
    return _box(drawn)


def _box(drawn: object) -> Box | None:
    """What the browser said, if it is four numbers; whether they make sense is asked later."""
    if not isinstance(drawn, list) or len(drawn) != 4:  # noqa: PLR2004 two corners
        return None
    if not all(isinstance(part, int | float) for part in drawn):
        return None
    left, top, right, bottom = (float(part) for part in drawn)
    return Box.between((left, top), (right, bottom))
