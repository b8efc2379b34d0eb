"""Collecting the numbers of an edition on screen (评价数据采集)."""
