"""Fields that administrators added (自定义字段): asked and shown on the subjects' own pages."""

from components.custom.panel import ask_new, held, panel, said, sound

__all__ = ["ask_new", "held", "panel", "said", "sound"]
