"""Figures of a place as pictures (看板)."""
