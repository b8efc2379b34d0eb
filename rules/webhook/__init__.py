"""Telling other systems (消息推送): what they may be told, where, and how they know it is us."""
