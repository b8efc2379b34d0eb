"""Meetings on screen: the list, one meeting, the form that calls it, the room's code (会议)."""
