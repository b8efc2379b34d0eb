"""Votes on screen (表决): the page, the ballot, the count, the desk, and the panel of a topic."""
