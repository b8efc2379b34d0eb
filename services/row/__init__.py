"""Changing rows of described tables (记录写入): rights, validation, history, the trail."""
