"""How a firm is heard: its preview, its objections, its way back (企业陈述)."""
