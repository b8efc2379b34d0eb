"""Metrics on the screen (指标): the list, the definition of one, its rows, and the builder."""
