"""The demo neighbourhood (演示社区), made through the same services that people use.

What happened here follows the five reports from 聊城, 芜湖, 宝鸡 and 宜阳: parking, lifts, pets,
public revenue, property service. All names are invented.
"""
