"""Collecting the numbers of an edition: sheets, owners' answers, figures (评价数据采集)."""

from services.scoring.gathering import Gathered, gather

__all__ = ["Gathered", "gather"]
